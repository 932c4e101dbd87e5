/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * interrupt.c - hardware interrupts as threads (X2:protocols.interrupt).
 *
 * An interrupt somebody has attached is a thread without space, in mode IPC_INTERRUPT: WAITING for
 * its handler while the source may fire or waits for its acknowledgement (irq_masked), POLLING
 * while its message has not been taken.  So IPC needs no special case.
 */
#include "interrupt.h"

#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "ipc.h"
#include "kernel.h"
#include "park.h"
#include "platform.h"
#include "sched.h"
#include "thread.h"
#include "trace.h"

void interrupt_listen(struct tcb *t)
{
	thread_set_mode(t, IPC_INTERRUPT);
	ipc_receive_phase(t);
}

void interrupt_init(void)
{
	for (unsigned irq = 0; irq < platform_irq_count(); irq++) {
		struct tcb *t;

		if (!platform_irq_usable(irq))
			continue;
		t = thread_create(tid_global(irq, 1), NULL);
		if (t == NULL)
			panic("no memory for interrupt %u", irq);
		thread_set_mode(t, IPC_INTERRUPT);
		t->prio = PRIO_ROOT;
	}
}

enum x2_error interrupt_attach(word_t irq, struct tcb *handler)
{
	struct tcb *t;
	bool pending;

	t = thread_by_number(irq);
	if (t == NULL)
		return ERR_INVALID_THREAD;
	pending = thread_state(t) == THREAD_POLLING;
	ipc_withdraw(t);
	sched_block(t);
	t->rcv_from = handler->gid;
	t->scheduler = handler->gid;
	t->rcv_time = TIME_NEVER;
	t->snd_time = TIME_NEVER;
	t->kmsg[0] = tag_protocol(PROTO_INTERRUPT, 0, 0).raw;
	thread_set_mode(t, IPC_INTERRUPT);
	handler->waited_on = 1;
	if (pending) {
		thread_set_state(t, THREAD_RUNNING);
		ipc_send_phase(t, handler->gid);
		return ERR_OK;
	}
	interrupt_listen(t);
	t->irq_masked = 0;
	platform_irq_unmask((unsigned)irq);
	return ERR_OK;
}

enum x2_error interrupt_detach(word_t irq)
{
	struct tcb *t = thread_by_number(irq);

	if (t == NULL)
		return ERR_INVALID_THREAD;
	if (thread_state(t) != THREAD_INACTIVE) {
		ipc_withdraw(t);
		interrupt_handler_lost(t);
	}
	return ERR_OK;
}

void interrupt_handler_lost(struct tcb *t)
{
	platform_irq_mask((unsigned)tid_no(t->gid));
	sched_block(t);
	t->rcv_from = TID_NIL;
	t->irq_masked = 0;
	thread_set_state(t, THREAD_INACTIVE);
}

void interrupt_acknowledge(struct tcb *t)
{
	interrupt_listen(t);
	if (t->irq_masked) {
		t->irq_masked = 0;
		platform_irq_unmask((unsigned)tid_no(t->gid));
	}
}

/*
 * The common case of what ipc_send_phase does for t: the handler waits already, the message is one
 * word, and t goes on waiting for its handler.  False: nothing has changed.
 */
static bool deliver_at_once(struct tcb *t)
{
	struct tcb *h = thread_by_number(tid_no(t->rcv_from));
	tid_t parked = h != NULL ? thread_parked_for(h) : TID_NIL;

	if (!(tid_is_any(parked) || tid_eq(parked, t->gid)) || !tid_eq(h->gid, t->rcv_from) ||
	    !list_empty(&t->sendq))
		return false;
	thread_unpark(h);
	thread_set_state(h, THREAD_RUNNING);
	glue_mr_set(h, 0, t->kmsg[0]);
	glue_ipc_return(h, t->gid);
	sched_handoff(h);
	return true;
}

/* Source `irq` has fired and is masked. */
static void deliver(unsigned irq)
{
	struct tcb *t = thread_by_number(irq);

	if (t == NULL || thread_state(t) != THREAD_WAITING || t->irq_masked)
		return;				/* late or unwanted: stays masked */
	TRACE(TRACE_IRQ, t, irq, t->rcv_from.raw);
	t->irq_masked = 1;
	if (deliver_at_once(t))
		return;
	ipc_stop_looking(t);
	thread_set_state(t, THREAD_RUNNING);
	ipc_send_phase(t, t->rcv_from);
}

void handle_irq(word_t vector)
{
	int irq = platform_irq_next(vector);

	if (irq == PLATFORM_IRQ_TIMER)
		sched_timer(arch_self());
	else if (irq >= 0)
		deliver((unsigned)irq);
}
