/* SPDX-License-Identifier: BSD-2-Clause */
/* console_pl011.c - the console of boards whose only one is a PL011. */
#include "compiler.h"
#include "platform.h"
#include "uart_pl011.h"

__init void platform_init_early(word_t boot_arg)
{
	(void)boot_arg;
	uart_pl011_init(CONFIG_UART_BASE);
}

void platform_putc(char c)
{
	uart_pl011_putc(c);
}

int platform_getc(void)
{
	return uart_pl011_getc();
}

int platform_console_irq(void)
{
	return CONFIG_UART_IRQ;
}
