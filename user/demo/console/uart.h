/* SPDX-License-Identifier: BSD-2-Clause */
/* uart.h - what the console needs of a serial port; one file per kind of port supplies it. */

#ifndef UART_H
#define UART_H

#include <stdbool.h>

/* Number of the port's interrupt. */
unsigned int uart_interrupt(void);

/* Enable the port; characters that have arrived already stay. */
void uart_init(void);

/* True once for each reason to interrupt; asking settles it until the port has a new one. */
bool uart_wants_service(void);

/* Characters the port takes now without losing one. */
unsigned int uart_room(void);
void uart_put(char c);

/* The next character that arrived; false if there is none. */
bool uart_get(char *c);

/* Interrupt when there is room again. */
void uart_watch_room(bool on);

#endif
