/* SPDX-License-Identifier: BSD-2-Clause */
/* port.h - registers in memory, a byte each; the pager maps them at the first access. */

#ifndef PORT_H
#define PORT_H

static inline unsigned int port_read8(unsigned long address)
{
	return *(volatile unsigned char *)address;
}

static inline void port_write8(unsigned long address, unsigned int value)
{
	*(volatile unsigned char *)address = (unsigned char)value;
}

#endif
