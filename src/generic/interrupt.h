/* SPDX-License-Identifier: BSD-2-Clause */
/* interrupt.h - hardware interrupts as threads (X2:protocols.interrupt). */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include "tcb.h"

/* Boot: a thread for every interrupt that users may have; panics without memory. */
void interrupt_init(void);

/*
 * ThreadControl on interrupt `irq`: send its messages to `handler` from now on and unmask it.
 * ERR_OK or ERR_INVALID_THREAD if there is no such interrupt.
 */
enum x2_error interrupt_attach(word_t irq, struct tcb *handler);

/* Mask it and forget the handler. */
enum x2_error interrupt_detach(word_t irq);

/* The handler has answered: the source may interrupt again. */
void interrupt_acknowledge(struct tcb *t);

/* Closed wait for the handler: what an interrupt thread does when it has nothing to say. */
void interrupt_listen(struct tcb *t);

/* The handler has disappeared. */
void interrupt_handler_lost(struct tcb *t);

/* True if t stands for an interrupt. */
static inline bool interrupt_is(const struct tcb *t)
{
	return t->space == NULL && t->mode == IPC_INTERRUPT;
}

#endif
