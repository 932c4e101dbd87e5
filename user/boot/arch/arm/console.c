/* SPDX-License-Identifier: BSD-2-Clause */
/* console.c - arm: print to a PL011 that the loader has set up; stop. */
#include "arm_boot.h"

#define UART_DATA    0x00
#define UART_FLAGS   0x18
#define UART_CONTROL 0x30
#define FLAG_FULL    0x20
#define CONTROL_ON   0x301 /* UART, transmitter, receiver */
#define UART_WAIT    1000000

#define SEMIHOSTING_EXIT 0x20    /* SYS_EXIT_EXTENDED */
#define APPLICATION_EXIT 0x20026 /* the reason; behind it the status */

static bool uart_stuck;

static volatile u32 *uart(unsigned offset)
{
	return (volatile u32 *)(uintptr_t)(BOOT_UART_BASE + offset);
}

/* A port that never becomes ready is given up, so that the boot goes on. */
static void uart_putc(char c)
{
	unsigned wait = UART_WAIT;

	if (uart_stuck)
		return;
	*uart(UART_CONTROL) |= CONTROL_ON;
	while (*uart(UART_FLAGS) & FLAG_FULL) {
		if (--wait == 0) {
			uart_stuck = true;
			return;
		}
	}
	*uart(UART_DATA) = (u8)c;
}

void arch_putc(char c)
{
	if (c == '\n')
		uart_putc('\r');
	uart_putc(c);
}

void arch_stop(void)
{
	static const u32 failed[2] = {APPLICATION_EXIT, 1};

	arm_exit(SEMIHOSTING_EXIT, failed);
	for (;;)
		;
}
