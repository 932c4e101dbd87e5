/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_ns16550.c - polled serial port of the 8250 family, the console of its boards. */
#include "uart_ns16550.h"

#include "compiler.h"
#include "platform.h"
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

static void set(unsigned reg, uint8_t v)
{
	platform_out8(port + reg, v);
}

static uint8_t get(unsigned reg)
{
	return platform_in8(port + reg);
}

static __init bool probe(void)
{
	set(SCRATCH, 0x5a);
	if (get(SCRATCH) != 0x5a)
		return false;
	set(SCRATCH, 0xa5);
	return get(SCRATCH) == 0xa5;
}

__init void uart_ns16550_init(word_t base)
{
	port = base;
	present = probe();
	if (!present)
		return;
	set(IER, 0);
	set(LCR, LCR_DLAB);
	set(DATA, DIVISOR);
	set(IER, 0);
	set(LCR, LCR_8N1);
	set(FCR, FCR_ON);
	set(MCR, MCR_ON);
}

void platform_putc(char c)
{
	unsigned reads = stuck ? 1 : WAIT_READS;

	if (!present)
		return;
	while ((get(LSR) & LSR_EMPTY) == 0)
		if (--reads == 0) {
			stuck = true;
			return;
		}
	stuck = false;
	set(DATA, (uint8_t)c);
}

int platform_getc(void)
{
	if (!present || (get(LSR) & LSR_READY) == 0)
		return -1;
	return get(DATA);
}

int platform_console_irq(void)
{
	return UART_NS16550_COM1_IRQ;
}
