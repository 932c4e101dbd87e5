/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_ns16550.h - polled serial port, shared with user drivers that may take it over. */
#ifndef UART_NS16550_H
#define UART_NS16550_H

#include "types.h"

/* Where the first one of a PC is, and of boards with the same devices. */
#define UART_NS16550_COM1	0x3f8
#define UART_NS16550_COM1_IRQ	4

/*
 * The port at `base` (platform_io.h), from then on the console: 115200 baud, 8 bits, no parity, its
 * interrupts off.  Output waits a bounded time; without a UART nothing happens.
 */
void uart_ns16550_init(word_t base);

#endif
