/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_fault.c - messages that the kernel sends and receives on behalf of threads: page faults,
 * exceptions, start, interrupts, preemptions (X2:protocols).
 *
 * They go through the same phases as user messages; tcb.mode says what the words are and what to
 * do with the answer.
 */
#include "arch.h"
#include "ctrlxfer.h"
#include "glue.h"
#include "interrupt.h"
#include "ipc.h"
#include "kernel.h"
#include "kmem_grow.h"
#include "platform.h"
#include "sched.h"
#include "space.h"
#include "trace.h"

/* --- sending ----------------------------------------------------------------------------- */

msgtag_t ipc_kernel_tag(const struct tcb *t)
{
	if (t->mode == IPC_EXCEPTION)		/* the words are counted when they are written */
		return tag_protocol(PROTO_EXCEPTION, 0, 0);
	return (msgtag_t){ t->kmsg[0] };
}

msgtag_t ipc_kernel_words(struct tcb *t, struct tcb *r)
{
	word_t items = IS_ENABLED(CONFIG_CTRLXFER) ? ctrlxfer_append(t, NULL, 0) : 0;

	if (t->mode == IPC_EXCEPTION && items != 0)
		glue_ctrlxfer_exception(t, &t->kmsg[1], &t->kmsg[2]);
	else if (t->mode == IPC_EXCEPTION)
		return glue_exception_msg(t, r);
	glue_mr_set(r, 1, t->kmsg[1]);
	glue_mr_set(r, 2, t->kmsg[2]);
	return (msgtag_t){ t->kmsg[0] | items << 6 };
}

static void set_message(struct tcb *t, msgtag_t tag, word_t w1, word_t w2)
{
	t->kmsg[0] = tag.raw;
	t->kmsg[1] = w1;
	t->kmsg[2] = w2;
}

void ipc_kernel_call(struct tcb *t, enum ipc_mode mode, tid_t partner, msgtag_t tag, word_t w1,
		     word_t w2)
{
	set_message(t, tag, w1, w2);
	thread_set_mode(t, mode);
	t->rcv_from = partner;
	t->snd_time = TIME_NEVER;
	t->rcv_time = TIME_NEVER;
	ipc_send_phase(t, partner);
}

/* --- page faults (X2:protocols.pagefault) ------------------------------------------------ */

/* Nobody helps this thread: it stops until ExchangeRegisters lets it try again. */
static void fault_halt(struct tcb *t)
{
	ipc_end(t);
	ipc_halt(t);
}

/* sigma0 has no pager: all that is not the kernel's appears in its space by itself. */
static void sigma0_fault(struct tcb *t, word_t va)
{
	if (map_sigma0(va) != 0)
		fault_halt(t);
}

void handle_pagefault(struct tcb *t, word_t va, unsigned access, word_t ip)
{
	tid_t pager;

	TRACE(TRACE_FAULT, t, va, ip);
	if (t->space->flags & SPACE_SIGMA0) {
		sigma0_fault(t, va);
		return;
	}
	pager = (tid_t){ READ_ONCE(t->utcb->pager) };
	if (tid_is_nil(pager)) {
		fault_halt(t);
		return;
	}
	ipc_kernel_call(t, IPC_PAGEFAULT, pager, tag_protocol(PROTO_PAGEFAULT, access, 2), va, ip);
}

void handle_io_pagefault(struct tcb *t, fpage_t ports, word_t ip)
{
	tid_t pager = { READ_ONCE(t->utcb->pager) };

	if (tid_is_nil(pager)) {
		fault_halt(t);
		return;
	}
	ipc_kernel_call(t, IPC_IO_FAULT, pager,
			tag_protocol(PROTO_IO_PAGEFAULT, RIGHT_R | RIGHT_W, 2), ports.raw, ip);
}

void ipc_xfer_fault(struct tcb *t, word_t va, unsigned access, word_t ip)
{
	tid_t pager = { READ_ONCE(t->utcb->pager) };

	TRACE(TRACE_FAULT, t, va, ip);
	t->outer.state = (uint8_t)thread_state(t);
	t->outer.mode = t->mode;
	t->outer.tag_flags = t->tag_flags;
	t->outer.rcv_time = t->rcv_time;
	t->outer.rcv_from = t->rcv_from;
	t->outer.intended = t->intended;
	t->outer.virt = t->virt;
	t->outer.locked = t->locked;
	ipc_kernel_call(t, IPC_XFER_FAULT, pager, tag_protocol(PROTO_PAGEFAULT, access, 2), va, ip);
}

/* --- exceptions (X2:protocols.exception) ------------------------------------------------- */

void handle_exception(struct tcb *t)
{
	tid_t handler = { READ_ONCE(t->utcb->exception_handler) };

	TRACE(TRACE_EXCEPTION, t, glue_thread_ip(t), handler.raw);
	if (tid_is_nil(handler)) {
		fault_halt(t);
		return;
	}
	/* u = 2: if items tell the rest; else glue_exception_msg does */
	ipc_kernel_call(t, IPC_EXCEPTION, handler, tag_protocol(PROTO_EXCEPTION, 0, 2), 0, 0);
}

/* --- start (X2:protocols.start) ---------------------------------------------------------- */

/* A starter that does not exist yet may come; until then only ExchangeRegisters helps. */
void ipc_await_start(struct tcb *t, tid_t starter)
{
	thread_set_mode(t, IPC_START);
	thread_set_state(t, THREAD_WAITING);
	t->wait_for = starter;
	t->rcv_from = starter;
	t->rcv_time = TIME_NEVER;
	if (thread_lookup(starter) != NULL)
		ipc_receive_phase(t);
}

/* --- preemption (X2:protocols.preemption) ------------------------------------------------ */

static void set_preemption_message(struct tcb *t)
{
	uint64_t now = platform_timer_now();
	word_t high = WORD_BITS == 32 ? (word_t)(now >> 32) : 0;

	set_message(t, tag_protocol(PROTO_PREEMPTION, 0, 2), (word_t)now, high);
}

void ipc_signal_preemption(struct tcb *t)
{
	tid_t to = { READ_ONCE(t->utcb->exception_handler) };

	t->work &= ~(word_t)WORK_SIGNAL;
	t->signal_forced = 0;
	if (tid_is_nil(to))
		to = t->scheduler;
	set_preemption_message(t);
	thread_set_mode(t, IPC_PREEMPTION);
	t->rcv_from = TID_NIL;
	t->snd_time = TIME_ZERO;
	ipc_send_phase(t, to);
}

/* The thread stops until its scheduler answers or gives it a new quantum (sched_set_times). */
void ipc_quantum_exhausted(struct tcb *t)
{
	t->work &= ~(word_t)WORK_QUANTUM;
	set_preemption_message(t);
	thread_set_mode(t, IPC_QUANTUM);
	t->rcv_from = t->scheduler;
	t->snd_time = TIME_ZERO;
	t->rcv_time = TIME_NEVER;
	ipc_send_phase(t, t->scheduler);
}

/* --- receiving --------------------------------------------------------------------------- */

word_t ipc_kernel_acceptor(const struct tcb *r)
{
	if (IS_ENABLED(CONFIG_CTRLXFER) && ctrlxfer_wanted(r) != 0)
		return FPAGE_COMPLETE.raw | ACCEPT_CTRLXFER;
	switch (r->mode) {
	case IPC_START:
		return IS_ENABLED(CONFIG_CTRLXFER) ? ACCEPT_CTRLXFER : 0;
	case IPC_PAGEFAULT:
	case IPC_XFER_FAULT:
		return FPAGE_COMPLETE.raw;
	case IPC_IO_FAULT:
		return 0x4020;			/* complete I/O space (X2:protocols.iofault) */
	default:
		return 0;
	}
}

/* MR i of what s sends, whether s is a user or the kernel. */
static word_t sent_word(const struct tcb *s, unsigned i)
{
	if (s->mode != IPC_USER)
		return i < 3 ? s->kmsg[i] : 0;
	return glue_mr_get(s, i);
}

void ipc_kernel_receive(struct tcb *r, struct tcb *s, msgtag_t tag)
{
	switch ((enum ipc_mode)r->mode) {
	case IPC_START:
		if (tag_u(tag) != 0 || tag_t(tag) == 0)	/* else its items have said it */
			glue_thread_start(r, tag_u(tag) >= 1 ? sent_word(s, 1) : 0,
					  tag_u(tag) >= 2 ? sent_word(s, 2) : 0);
		ipc_end(r);
		break;
	case IPC_EXCEPTION:
		if (s->mode == IPC_USER)
			glue_exception_reply(r, s, tag_u(tag));
		ipc_end(r);
		break;
	case IPC_INTERRUPT:
		interrupt_acknowledge(r);
		break;
	case IPC_XFER_FAULT:
		ipc_xfer_fault_done(r, true);
		break;
	case IPC_QUANTUM:
		r->quantum_left = r->quantum;
		r->work &= ~(word_t)WORK_QUANTUM;	/* who got its message ran on its time */
		ipc_end(r);
		break;
	case IPC_KMEM:
		if (IS_ENABLED(CONFIG_KMEM_GROW))
			kmem_grow_answer(tag_u(tag) >= 1 ? sent_word(s, 1) : 0);
		break;
	case IPC_PAGEFAULT:
	case IPC_IO_FAULT:
	case IPC_PREEMPTION:
	case IPC_USER:
		ipc_end(r);
		break;
	}
}

void ipc_kernel_fail(struct tcb *t, enum ipc_error err, unsigned phase)
{
	switch ((enum ipc_mode)t->mode) {
	case IPC_INTERRUPT:
		if (err == IPC_NON_EXISTING)
			interrupt_handler_lost(t);
		else				/* a message it cannot take */
			interrupt_listen(t);
		break;
	case IPC_XFER_FAULT:
		ipc_xfer_fault_done(t, false);
		break;
	case IPC_QUANTUM:
		/* Message dropped, or nobody to send it to: stopped all the same. */
		if (err == IPC_TIMEOUT) {
			ipc_receive_phase(t);
			break;
		}
		thread_set_state(t, THREAD_WAITING);
		t->wait_for = t->scheduler;
		sched_block(t);
		break;
	case IPC_PREEMPTION:
		ipc_end(t);
		break;
	case IPC_KMEM:
		if (IS_ENABLED(CONFIG_KMEM_GROW))
			kmem_grow_fail();
		break;
	default:
		if (err == IPC_CANCELLED || err == IPC_ABORTED)
			ipc_end(t);
		else
			fault_halt(t);
	}
	(void)phase;
}
