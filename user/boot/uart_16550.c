/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_16550.c - print to a serial port of the 8250 family, if there is one. */
#include "uart_16550.h"

#define UART_IER     1
#define UART_FCR     2
#define UART_LCR     3
#define UART_MCR     4
#define UART_LSR     5
#define UART_SCRATCH 7
#define LSR_EMPTY    0x20
#define LSR_IDLE     0x40
#define UART_WAIT    100000 /* reads, about a microsecond each: a frame takes 87 */

static bool uart_present;

/* 115200 baud, 8N1.  A missing port reads as all ones. */
void uart_init(void)
{
	arch_uart_out(UART_SCRATCH, 0x5a);
	if (arch_uart_in(UART_SCRATCH) != 0x5a)
		return;
	uart_present = true;
	arch_uart_out(UART_IER, 0);
	arch_uart_out(UART_LCR, 0x80);
	arch_uart_out(0, 1);
	arch_uart_out(UART_IER, 0);
	arch_uart_out(UART_LCR, 3);
	arch_uart_out(UART_FCR, 7);
	arch_uart_out(UART_MCR, 3);
}

/* A port that never becomes ready is given up, so that the boot goes on. */
void uart_putc(char c)
{
	unsigned wait = UART_WAIT;

	if (!uart_present)
		return;
	while (!(arch_uart_in(UART_LSR) & LSR_EMPTY)) {
		if (--wait == 0) {
			uart_present = false;
			return;
		}
	}
	arch_uart_out(0, (u8)c);
}

void uart_drain(void)
{
	unsigned wait = UART_WAIT;

	while (uart_present && !(arch_uart_in(UART_LSR) & LSR_IDLE) && --wait)
		;
}
