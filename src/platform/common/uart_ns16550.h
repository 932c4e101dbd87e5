/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_ns16550.h - polled serial port, shared with user drivers that may take it over. */
#ifndef UART_NS16550_H
#define UART_NS16550_H

#include "types.h"

/* The port at `base` (platform_io.h): 115200 baud, 8 bits, no parity, its interrupts off. */
void uart_ns16550_init(word_t base);

/* Waits a bounded time; without a UART both do nothing. */
void uart_ns16550_putc(char c);
int uart_ns16550_getc(void);

#endif
