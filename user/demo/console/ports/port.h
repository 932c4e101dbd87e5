/* SPDX-License-Identifier: BSD-2-Clause */
/* port.h - I/O ports of x86; the pager maps them at the first access (X2:protocols.iofault). */

#ifndef PORT_H
#define PORT_H

#define UART_BASE 0x3f8u
#define UART_IRQ  4u

static inline unsigned int port_read8(unsigned int port)
{
	unsigned char value;

	__asm__ volatile("inb %w1, %b0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline void port_write8(unsigned int port, unsigned int value)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(value), "Nd"(port));
}

#endif
