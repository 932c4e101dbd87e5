/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_pl011.c - a serial port PL011; its registers are mapped at the first access. */

#include "uart.h"

#define DATA	      0x00u
#define FLAGS	      0x18u
#define LINE_CONTROL  0x2cu
#define INT_MASK      0x38u
#define INT_STATUS    0x40u /* those not masked */
#define INT_CLEAR     0x44u

#define FLAG_EMPTY    0x10u /* nothing has arrived */
#define FLAG_FULL     0x20u /* no room to send */
#define FLAG_SENT     0x80u /* nothing is left to send */
#define LINE_FIFOS    0x10u
#define INT_RECEIVE   0x10u
#define INT_TRANSMIT  0x20u
#define INT_TIMEOUT   0x40u /* bytes have been waiting for some time */
#define FIFO_DEPTH    16u

static volatile unsigned int *reg(unsigned int offset)
{
	return (volatile unsigned int *)(UART_BASE + offset);
}

unsigned int uart_interrupt(void)
{
	return UART_IRQ;
}

/* Speed and format stay as the loader has set them for its own messages. */
void uart_init(void)
{
	*reg(LINE_CONTROL) |= LINE_FIFOS;
	*reg(INT_CLEAR) = INT_TRANSMIT;
	*reg(INT_MASK) = INT_RECEIVE | INT_TIMEOUT;
}

/* Interrupts for received bytes last until these are read. */
bool uart_wants_service(void)
{
	unsigned int status = *reg(INT_STATUS);

	*reg(INT_CLEAR) = status & INT_TRANSMIT;
	return status != 0;
}

unsigned int uart_room(void)
{
	unsigned int flags = *reg(FLAGS);

	return flags & FLAG_SENT ? FIFO_DEPTH : flags & FLAG_FULL ? 0 : 1;
}

void uart_put(char c)
{
	*reg(DATA) = (unsigned char)c;
}

bool uart_get(char *c)
{
	if (*reg(FLAGS) & FLAG_EMPTY)
		return false;
	*c = (char)*reg(DATA);
	return true;
}

void uart_watch_room(bool on)
{
	*reg(INT_MASK) = INT_RECEIVE | INT_TIMEOUT | (on ? INT_TRANSMIT : 0);
}
