/* SPDX-License-Identifier: BSD-2-Clause */
/* console.c - Malta: print to the first serial port; stop. */
#include "../../uart_16550.h"
#include "mips_boot.h"

#define UART (CKSEG1 + 0x180003f8)

u8 arch_uart_in(unsigned reg)
{
	return *(volatile u8 *)(UART + reg);
}

void arch_uart_out(unsigned reg, u8 v)
{
	*(volatile u8 *)(UART + reg) = v;
}

void arch_putc(char c)
{
	if (c == '\n')
		uart_putc('\r');
	uart_putc(c);
}

void arch_stop(void)
{
	uart_drain();
	if (mips_firmware_args[0] == ARGC_SEMIHOSTING)
		mips_exit(1);
	for (;;)
		;
}
