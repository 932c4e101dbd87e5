/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_fast.c - the common short IPC in C: Call, and reply and wait, of untyped words (X2:ipc).
 *
 * Check everything, then commit.  The conditions carry numbers which fastpath.S of each port
 * repeats; a refused condition leaves everything as it was and ipc.c does the work.  Both give the
 * same results.
 */
#include "ipc_fast.h"

#include "arch.h"
#include "glue.h"
#include "ipc.h"
#include "sched.h"
#include "space.h"
#include "thread.h"

/* F5: would t, after sending to r, wait without looking at its queue?  Sets what it waits for. */
static inline bool receive_blocks(const struct tcb *t, const struct tcb *r, tid_t to, tid_t from,
				  tid_t *wait_for)
{
	if (tid_eq(from, to)) {			/* call: r is waiting, so not in t's queue */
		*wait_for = r->gid;
		return t->propagated == 0;
	}
	*wait_for = from;			/* open wait */
	return tid_is_any(from) && list_empty(&t->sendq);
}

bool ipc_fast(struct tcb *t, tid_t to, tid_t from, word_t timeouts)
{
	struct percpu *c = arch_self();
	msgtag_t tag = { glue_mr_get(t, 0) };
	struct tcb *r;
	tid_t wait_for;

	/* F4 untyped words only, no propagation; F5 receive time-out never */
	if ((tag.raw & (TAG_PROPAGATED | 63 << 6)) != 0 || (timeouts & 0xffff) != TIME_NEVER)
		return false;
	/* F1 the destination exists */
	r = thread_resolve(t, to);
	if (r == NULL)
		return false;
	/* F2 it waits as a user, without time-out, for me or for anyone; F3 on this CPU */
	if (r->state != THREAD_WAITING || timeout_is_armed(&r->timeout) ||
	    !(tid_is_any(r->wait_for) || tid_eq(r->wait_for, t->gid)) || r->cpu != t->cpu)
		return false;
	/* F5 my receive phase will block */
	if (!receive_blocks(t, r, to, from, &wait_for))
		return false;
	/* F6 no redirector; F7 the scheduler lets r run at once on my time slice */
	if (!tid_is_any(t->space->redirector) || r->prio < c->ready.top || c->resched != 0 ||
	    c->handoff != NULL || t->work != 0)
		return false;

	/* commit */
	glue_mr_copy(r, t, tag_u(tag));
	glue_mr_set(r, 0, tag.raw & ~(word_t)0xf000);
	glue_ipc_return(r, thread_id_for(t, r->space));
	r->state = THREAD_RUNNING;
	r->runnable = 1;
	r->waited_on = 1;
	t->state = THREAD_WAITING;
	t->wait_for = wait_for;
	t->rcv_from = wait_for;
	t->rcv_time = TIME_NEVER;
	t->runnable = 0;
	c->current = r;
	c->delay_end = TIMEOUT_NEVER;
	glue_thread_switch(t, r);
	return true;
}
