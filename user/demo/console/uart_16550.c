/* SPDX-License-Identifier: BSD-2-Clause */
/* uart_16550.c - a serial port of the 8250 family; port.h says how its registers are reached. */

#include "uart.h"

#include "port.h"

#define FIFO_DEPTH 16u

enum registers { DATA, IER, IIR, LCR, MCR, LSR, FCR = IIR };

#define IER_RECEIVE   0x01u
#define IER_TRANSMIT  0x02u
#define IIR_NONE      0x01u
#define FCR_ENABLE    0x01u
#define MCR_DTR	      0x01u
#define MCR_RTS	      0x02u
#define MCR_INTERRUPT 0x08u /* OUT2 gates the interrupt line of a PC */
#define LSR_RECEIVED  0x01u
#define LSR_EMPTY     0x20u

static unsigned int read_register(enum registers r)
{
	return port_read8(UART_BASE + r);
}

static void write_register(enum registers r, unsigned int value)
{
	port_write8(UART_BASE + r, value);
}

unsigned int uart_interrupt(void)
{
	return UART_IRQ;
}

/* Speed and format stay as the kernel has set them for its own messages. */
void uart_init(void)
{
	write_register(FCR, FCR_ENABLE);
	write_register(MCR, MCR_DTR | MCR_RTS | MCR_INTERRUPT);
	write_register(IER, IER_RECEIVE);
}

bool uart_wants_service(void)
{
	return (read_register(IIR) & IIR_NONE) == 0;
}

unsigned int uart_room(void)
{
	return read_register(LSR) & LSR_EMPTY ? FIFO_DEPTH : 0;
}

void uart_put(char c)
{
	write_register(DATA, (unsigned char)c);
}

bool uart_get(char *c)
{
	if ((read_register(LSR) & LSR_RECEIVED) == 0)
		return false;
	*c = (char)read_register(DATA);
	return true;
}

void uart_watch_room(bool on)
{
	write_register(IER, IER_RECEIVE | (on ? IER_TRANSMIT : 0));
}
