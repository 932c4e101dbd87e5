/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc.c - the phases of IPC: who waits for whom, queues, time-outs, cancelling, halting (X2:ipc).
 *
 * A thread in IPC is data: state, partner and what is to happen next are in its TCB.  Every
 * function here runs to completion, with interrupts off, except the two that search a queue of
 * user-chosen length (look) or move items (ipc_xfer.c): these stop at preemption points and leave a
 * continuation.
 */
#include "ipc.h"

#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "interrupt.h"
#include "kernel.h"
#include "park.h"
#include "platform.h"
#include "sched.h"
#include "space.h"
#include "time.h"
#include "trace.h"

#define LOOK_STEP	64	/* queue entries examined between two preemption points */

static void look(struct tcb *t);
static void poll_again(struct tcb *t);

/* --- ending ------------------------------------------------------------------------------ */

void ipc_leave_queue(struct tcb *t)
{
	t->state &= ~(word_t)THREAD_LOOKING;
	list_remove(&t->send_link);
	thread_clear_cont(t);
}

void ipc_end(struct tcb *t)
{
	sched_timeout_cancel(&t->timeout);
	ipc_stop_looking(t);
	thread_clear_cont(t);
	thread_set_mode(t, IPC_USER);
	thread_set_state(t, THREAD_RUNNING);
	if (!t->runnable)
		sched_handoff(t);
}

void ipc_fail_transfer(struct tcb *t, enum ipc_error err, unsigned phase, word_t bytes,
		       msgtag_t tag)
{
	TRACE(TRACE_FAILURE, t, (bytes << 4) | ((word_t)err << 1) | phase, tag.raw);
	ipc_stop_looking(t);
	if (t->mode != IPC_USER) {
		ipc_kernel_fail(t, err, phase);
		return;
	}
	t->utcb->error_code = (bytes << 4) | ((word_t)err << 1) | phase;
	glue_mr_set(t, 0, (tag.raw & ~(word_t)0xf000) | TAG_ERROR);
	ipc_end(t);
}

void ipc_fail(struct tcb *t, enum ipc_error err, unsigned phase)
{
	ipc_fail_transfer(t, err, phase, 0, (msgtag_t){ 0 });
}

/* --- send queue -------------------------------------------------------------------------- */

static void poll_link(struct tcb *t, struct tcb *dest)
{
	list_insert_before(&dest->sendq, &t->send_link);
	dest->bars += BAR_SENDER;
	if (t->virt == t)
		return;
	dest->propagated++;
	dest->bars |= BAR_PROPAGATED;
}

/* t, in state POLLING, leaves the queue; harmless if it is in none (halted or looking). */
void ipc_poll_unlink(struct tcb *t)
{
	if (list_empty(&t->send_link))
		return;
	list_remove(&t->send_link);
	t->peer->bars -= BAR_SENDER;
	if (t->virt != t && --t->peer->propagated == 0)
		t->peer->bars &= ~BAR_PROPAGATED;
}

/*
 * Is r kept from its rendezvous by being halted?  Not from the answer to a fault or an exception:
 * whoever gives it may do so only once (X2:15.59).
 */
static bool halted_out(const struct tcb *r)
{
	return thread_is_halted(r) && (r->mode == IPC_USER || r->mode == IPC_START);
}

/* Would r receive a message now that seems to come from v and really comes from s? */
static bool receiver_ready(struct tcb *r, const struct tcb *v, const struct tcb *s)
{
	tid_t parked = thread_parked_for(r);

	if (tid_is_any(parked) || tid_eq(parked, v->gid) || tid_eq(parked, s->gid))
		thread_unpark(r);
	if (thread_state(r) != THREAD_WAITING || halted_out(r))
		return false;
	if (tid_is_any(r->wait_for) || tid_eq(r->wait_for, v->gid) || tid_eq(r->wait_for, s->gid))
		return true;
	return tid_is_anylocal(r->wait_for) && v->space == r->space;
}

/* Would t, WAITING, take the message of the queued thread q? */
static bool sender_suits(const struct tcb *t, const struct tcb *q)
{
	if (tid_is_any(t->wait_for) || tid_eq(t->wait_for, q->virt->gid) ||
	    tid_eq(t->wait_for, q->gid))
		return true;
	return tid_is_anylocal(t->wait_for) && q->virt->space == t->space;
}

/* --- meeting ----------------------------------------------------------------------------- */

/* s and r have found each other; `active` is the one of them that runs. */
static void meet(struct tcb *s, struct tcb *r, struct tcb *active)
{
	msgtag_t tag = s->mode == IPC_USER ? (msgtag_t){ glue_mr_get(s, 0) } : ipc_kernel_tag(s);

	if (thread_state(s) == THREAD_POLLING)
		ipc_poll_unlink(s);
	ipc_stop_looking(r);
	sched_timeout_cancel(&s->timeout);
	sched_timeout_cancel(&r->timeout);
	if (tag_u(tag) + tag_t(tag) > MR_COUNT - 1) {
		if (r->mode == IPC_USER)
			glue_ipc_return(r, thread_id_for(s->virt, r->space));
		ipc_fail(s, IPC_OVERFLOW, IPC_PHASE_SEND);
		ipc_fail_transfer(r, IPC_OVERFLOW, IPC_PHASE_RECV, 0, tag);
		return;
	}
	if (r->mode == IPC_USER) {
		if (s->mode == IPC_USER)
			glue_mr_copy(r, s, tag_u(tag));
		else
			tag = ipc_kernel_words(s, r);
	}
	if (tag_t(tag) != 0 && r->mode != IPC_INTERRUPT)
		ipc_xfer_start(s, r, active, tag);
	else
		ipc_finish_transfer(s, r, tag);
}

static void send_done(struct tcb *s)
{
	if (!tid_is_nil(s->rcv_from)) {
		ipc_receive_phase(s);
		return;
	}
	if (s->mode == IPC_USER) {
		glue_mr_set(s, 0, 0);
		glue_ipc_return(s, TID_NIL);
	}
	ipc_end(s);
}

void ipc_finish_transfer(struct tcb *s, struct tcb *r, msgtag_t tag)
{
	word_t flags = (word_t)s->tag_flags << 12;

	TRACE(TRACE_TRANSFER, s, r->gid.raw, tag.raw);
	ipc_route_committed(s, r);
	if (r->mode == IPC_USER) {
		if (s->cpu != r->cpu)
			flags |= TAG_XCPU;
		if (flags & TAG_PROPAGATED)
			r->utcb->virtual_sender = thread_id_for(s, r->space).raw;
		if (flags & TAG_REDIRECTED)
			r->utcb->intended_receiver = s->intended.raw;
		glue_mr_set(r, 0, (tag.raw & ~(word_t)0xf000) | flags);
		glue_ipc_return(r, thread_id_for(s->virt, r->space));
		ipc_end(r);
	} else {
		ipc_kernel_receive(r, s, tag);
	}
	send_done(s);
}

/* --- send phase -------------------------------------------------------------------------- */

void ipc_send_phase(struct tcb *t, tid_t to)
{
	msgtag_t tag = t->mode == IPC_USER ? (msgtag_t){ glue_mr_get(t, 0) } : ipc_kernel_tag(t);
	struct tcb *dest = ipc_route(t, to, tag);
	uint64_t now, deadline;
	bool ready;

	TRACE(TRACE_SEND, t, to.raw, tag.raw);
	if (dest == NULL) {
		ipc_fail(t, IPC_NON_EXISTING, IPC_PHASE_SEND);
		return;
	}
	/*
	 * Who is about to look for a sender in its queue finds t there, too; if t went first, one
	 * that comes back sooner than the receiver runs would be served for ever, and no other.
	 */
	ready = receiver_ready(dest, t->virt, t);
	if (ready && (dest->state & THREAD_LOOKING) == 0) {
		meet(t, dest, t);
		return;
	}
	if (t->snd_time != TIME_NEVER) {
		now = platform_timer_now();
		deadline = time_is_zero(t->snd_time) ? now : time_deadline(t->snd_time, now);
		if (deadline <= now) {
			if (ready)
				meet(t, dest, t);
			else
				ipc_fail(t, IPC_TIMEOUT, IPC_PHASE_SEND);
			return;
		}
		sched_timeout_set(&t->timeout, deadline);
	}
	thread_set_state(t, THREAD_POLLING);
	t->peer = dest;
	t->send_to = dest->gid;
	poll_link(t, dest);
	if (t->runnable)
		sched_block(t);
}

/* t, POLLING, was halted and may go on: its continuation. */
static void poll_again(struct tcb *t)
{
	if (thread_is_halted(t)) {
		t->state &= ~(word_t)THREAD_LOOKING;
		sched_block(t);
		return;
	}
	t->state &= ~(word_t)THREAD_LOOKING;
	if (!tid_eq(t->peer->gid, t->send_to) || thread_state(t->peer) == THREAD_DEAD) {
		ipc_fail(t, IPC_NON_EXISTING, IPC_PHASE_SEND);
		return;
	}
	if (receiver_ready(t->peer, t->virt, t)) {
		meet(t, t->peer, t);
		return;
	}
	poll_link(t, t->peer);
	sched_block(t);
}

/* --- receive phase ----------------------------------------------------------------------- */

/* Nobody to receive from at the moment: block, unless the time-out is zero. */
static void wait(struct tcb *t)
{
	if (t->rcv_time != TIME_NEVER && !timeout_is_armed(&t->timeout)) {
		ipc_fail(t, IPC_TIMEOUT, IPC_PHASE_RECV);
		return;
	}
	if (t->runnable)
		sched_block(t);
	if (t != arch_self()->current)
		thread_park(t);			/* the current one is when it is left (sched.c) */
}

/* Could a thread in t's send queue suit?  May say yes too often, never no. */
static bool sender_possible(const struct tcb *t, const struct tcb *partner)
{
	if (list_empty(&t->sendq))
		return false;
	if (partner == NULL || t->propagated != 0)
		return true;
	return partner->peer == t &&
	       (partner->state & ~(word_t)THREAD_KERNEL) == THREAD_POLLING;
}

void ipc_receive_phase(struct tcb *t)
{
	struct tcb *partner = NULL;
	uint64_t now, deadline;

	TRACE(TRACE_RECEIVE, t, t->rcv_from.raw, t->rcv_time);
	t->wait_for = t->rcv_from;
	if (!tid_is_any(t->rcv_from) && !tid_is_anylocal(t->rcv_from)) {
		partner = thread_resolve(t, t->rcv_from);
		if (partner == NULL) {
			ipc_fail(t, IPC_NON_EXISTING, IPC_PHASE_RECV);
			return;
		}
		partner->waited_on = 1;
		t->wait_for = partner->gid;
	}
	thread_set_state(t, THREAD_WAITING);
	if (t->rcv_time != TIME_NEVER && !time_is_zero(t->rcv_time)) {
		now = platform_timer_now();
		deadline = time_deadline(t->rcv_time, now);
		if (deadline > now)
			sched_timeout_set(&t->timeout, deadline);
	}
	if (!sender_possible(t, partner)) {
		wait(t);
		return;
	}
	/* Let t itself meet its sender; meanwhile it counts as waiting for everybody else. */
	t->state |= THREAD_LOOKING;
	list_remove(&t->send_link);
	thread_set_cont(t, look);
	if (t == arch_self()->current)
		return;
	if (!t->runnable)
		sched_ready(t);
}

/*
 * Continuation of a thread in its receive phase: find the first suitable sender in the queue.  The
 * thread's own send_link marks in its own queue how far it has come.  An interrupt taken on the way
 * may bring a message or the time-out: then it is no longer LOOKING.
 */
static void look(struct tcb *t)
{
	struct list *pos;

	if (halted_out(t)) {
		t->state &= ~(word_t)THREAD_LOOKING;
		list_remove(&t->send_link);
		sched_block(t);
		return;
	}
	do {
		pos = list_empty(&t->send_link) ? t->sendq.next : t->send_link.next;
		for (unsigned n = 0; n < LOOK_STEP && pos != &t->sendq; n++, pos = pos->next) {
			struct tcb *q = container_of(pos, struct tcb, send_link);

			if (sender_suits(t, q)) {
				list_remove(&t->send_link);
				t->state &= ~(word_t)THREAD_LOOKING;
				meet(q, t, t);
				return;
			}
		}
		list_remove(&t->send_link);
		if (pos == &t->sendq) {
			t->state &= ~(word_t)THREAD_LOOKING;
			wait(t);
			return;
		}
		list_insert_before(pos, &t->send_link);
		if (sched_preempt_point()) {
			if (t->state & THREAD_LOOKING)
				thread_set_cont(t, look);
			return;
		}
	} while (t->state & THREAD_LOOKING);
}

/* --- the system call --------------------------------------------------------------------- */

void sys_ipc(struct tcb *t, tid_t to, tid_t from, word_t timeouts)
{
	t->rcv_from = from;
	t->snd_time = (uint16_t)(timeouts >> 16);
	t->rcv_time = (uint16_t)timeouts;
	if (!tid_is_nil(to)) {
		ipc_send_phase(t, to);
		return;
	}
	t->tag_flags = 0;
	send_done(t);
}

/* --- time-outs --------------------------------------------------------------------------- */

void ipc_timeout(struct timeout *to)
{
	struct tcb *t;

	if (to->kind == TIMEOUT_KIND_XFER) {
		ipc_xfer_expired(container_of(to, struct tcb, xfer_timeout));
		return;
	}
	t = container_of(to, struct tcb, timeout);
	if (thread_state(t) == THREAD_POLLING) {
		ipc_poll_unlink(t);
		ipc_fail(t, IPC_TIMEOUT, IPC_PHASE_SEND);
	} else if (thread_state(t) == THREAD_WAITING) {
		ipc_fail(t, IPC_TIMEOUT, IPC_PHASE_RECV);
	}
}

/* --- cancelling, halting, withdrawing ---------------------------------------------------- */

static bool mode_can_be_cancelled(const struct tcb *t)
{
	return t->mode != IPC_INTERRUPT && t->mode != IPC_PREEMPTION && t->mode != IPC_QUANTUM;
}

void ipc_cancel(struct tcb *t, bool send, bool receive)
{
	enum thread_state state = thread_state(t);

	if (t->mode == IPC_XFER_FAULT)
		state = (enum thread_state)t->outer.state;
	if (!mode_can_be_cancelled(t))
		return;
	if (state == THREAD_POLLING && send) {
		ipc_poll_unlink(t);
		ipc_fail(t, IPC_CANCELLED, IPC_PHASE_SEND);
	} else if (state == THREAD_WAITING && receive) {
		ipc_fail(t, IPC_CANCELLED, IPC_PHASE_RECV);
	} else if ((state == THREAD_SENDING && send) || (state == THREAD_RECEIVING && receive)) {
		ipc_xfer_fail(t, IPC_ABORTED, IPC_ABORTED);
	}
}

void ipc_break(struct tcb *t)
{
	enum thread_state state = thread_state(t);

	if (t->mode != IPC_START || state != THREAD_WAITING)
		ipc_cancel(t, true, true);
	/* With control-transfer items there may come mappings, which can be interrupted. */
	if (IS_ENABLED(CONFIG_CTRLXFER) && !mode_can_be_cancelled(t) &&
	    (state == THREAD_SENDING || state == THREAD_RECEIVING))
		ipc_xfer_fail(t, IPC_ABORTED, IPC_ABORTED);
}

void ipc_halt(struct tcb *t)
{
	if (thread_is_halted(t))
		return;
	t->state |= THREAD_HALTED;
	t->work |= WORK_HALT;
	if (thread_state(t) == THREAD_POLLING) {
		ipc_poll_unlink(t);			/* stays POLLING; ipc_resume polls again */
		t->peer->waited_on = 1;
	}
	if (t->queued && (t->work & WORK_CONT) == 0)
		sched_block(t);
}

void ipc_resume(struct tcb *t)
{
	if (!thread_is_halted(t))
		return;
	t->state &= ~(word_t)THREAD_HALTED;
	t->work &= ~(word_t)WORK_HALT;
	if (thread_state(t) == THREAD_POLLING && (t->work & WORK_CONT) == 0) {
		t->state |= THREAD_LOOKING;
		thread_set_cont(t, poll_again);
	} else if (thread_state(t) == THREAD_WAITING && (t->work & WORK_CONT) == 0 &&
		   (!list_empty(&t->sendq) ||		/* or halted before its look had ended */
		    (t->rcv_time != TIME_NEVER && !timeout_is_armed(&t->timeout)))) {
		t->state |= THREAD_LOOKING;
		thread_set_cont(t, look);
	} else if (thread_state(t) != THREAD_RUNNING) {
		return;
	}
	if (!t->runnable)
		sched_ready(t);
}

void ipc_withdraw(struct tcb *t)
{
	enum thread_state state = thread_state(t);

	if (t->mode == IPC_XFER_FAULT || state == THREAD_SENDING || state == THREAD_RECEIVING)
		ipc_xfer_fail(t, IPC_ABORTED, IPC_ABORTED);
	if (thread_state(t) == THREAD_POLLING)
		ipc_poll_unlink(t);
	ipc_stop_looking(t);
	sched_timeout_cancel(&t->timeout);
	thread_clear_cont(t);
}
