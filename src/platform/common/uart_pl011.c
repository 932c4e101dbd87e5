/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_pl011.c - polled serial port PL011. */
#include "uart_pl011.h"

#include "arch.h"
#include "compiler.h"

/* Registers, as words. */
#define DATA		(0x00 / 4)
#define FLAGS		(0x18 / 4)
#define CONTROL		(0x30 / 4)
#define INTERRUPTS	(0x38 / 4)

#define FLAG_NOTHING	0x10	/* no byte has arrived */
#define FLAG_FULL	0x20	/* no room for a byte to send */
#define CONTROL_ON	0x301	/* the port, its transmitter and receiver */

#define WAIT_READS	200000	/* some 20 ms, or 200 bytes, of waiting */

static volatile uint32_t *port;
static bool stuck;	/* the last wait was in vain: do not wait again */

__init void uart_pl011_init(paddr_t base)
{
	port = arch_map_device(base, PAGE_SIZE);
	port[INTERRUPTS] = 0;
	port[CONTROL] |= CONTROL_ON;
}

void uart_pl011_putc(char c)
{
	unsigned reads = stuck ? 1 : WAIT_READS;

	while ((port[FLAGS] & FLAG_FULL) != 0)
		if (--reads == 0) {
			stuck = true;
			return;
		}
	stuck = false;
	port[DATA] = (uint8_t)c;
}

int uart_pl011_getc(void)
{
	if ((port[FLAGS] & FLAG_NOTHING) != 0)
		return -1;
	return (int)(port[DATA] & 0xff);
}
