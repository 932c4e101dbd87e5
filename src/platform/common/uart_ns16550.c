/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_ns16550.c - polled serial port of the 8250 family. */
#include "uart_ns16550.h"

#include "compiler.h"
#include "platform_io.h"

#define DATA		0	/* with LCR_DLAB: divisor low */
#define IER		1	/* with LCR_DLAB: divisor high */
#define FCR		2
#define LCR		3
#define MCR		4
#define LSR		5
#define SCRATCH		7

#define FCR_ON		0x07	/* FIFOs on and empty */
#define LCR_8N1		0x03
#define LCR_DLAB	0x80
#define MCR_ON		0x0b	/* DTR, RTS; OUT2 lets interrupts through to a user driver */
#define LSR_READY	0x01	/* a byte has arrived */
#define LSR_EMPTY	0x20	/* room for a byte to send */

#define DIVISOR		1	/* 115200 baud */
#define WAIT_READS	20000	/* some 20 ms, or 200 bytes, of waiting */

static word_t port;
static bool present;
static bool stuck;	/* the last wait was in vain: do not wait again */

static __init bool probe(void)
{
	platform_out8(port + SCRATCH, 0x5a);
	if (platform_in8(port + SCRATCH) != 0x5a)
		return false;
	platform_out8(port + SCRATCH, 0xa5);
	return platform_in8(port + SCRATCH) == 0xa5;
}

__init void uart_ns16550_init(word_t base)
{
	port = base;
	present = probe();
	if (!present)
		return;
	platform_out8(port + IER, 0);
	platform_out8(port + LCR, LCR_DLAB);
	platform_out8(port + DATA, DIVISOR);
	platform_out8(port + IER, 0);
	platform_out8(port + LCR, LCR_8N1);
	platform_out8(port + FCR, FCR_ON);
	platform_out8(port + MCR, MCR_ON);
}

void uart_ns16550_putc(char c)
{
	unsigned reads = stuck ? 1 : WAIT_READS;

	if (!present)
		return;
	while ((platform_in8(port + LSR) & LSR_EMPTY) == 0)
		if (--reads == 0) {
			stuck = true;
			return;
		}
	stuck = false;
	platform_out8(port + DATA, (uint8_t)c);
}

int uart_ns16550_getc(void)
{
	if (!present || (platform_in8(port + LSR) & LSR_READY) == 0)
		return -1;
	return platform_in8(port + DATA);
}
