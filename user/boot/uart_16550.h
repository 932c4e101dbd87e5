/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_16550.h - print to a serial port of the 8250 family, if there is one. */
#ifndef UART_16550_H
#define UART_16550_H

#include "boot_types.h"

/* Supplied by arch: registers 0 to 7. */
u8 arch_uart_in(unsigned reg);
void arch_uart_out(unsigned reg, u8 v);

void uart_init(void);
void uart_putc(char c);

/* Wait until all has been sent. */
void uart_drain(void);

#endif
