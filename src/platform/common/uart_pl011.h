/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_pl011.h - polled serial port PL011, shared with user drivers that may take it over. */
#ifndef UART_PL011_H
#define UART_PL011_H

#include "types.h"

/*
 * The port at physical `base`, its interrupts off.  Speed and format stay as the loader has set
 * them: they depend on a clock that only it knows.
 */
void uart_pl011_init(paddr_t base);

/* Waits a bounded time. */
void uart_pl011_putc(char c);
int uart_pl011_getc(void);

#endif
