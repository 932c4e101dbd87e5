/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_fast.h - the common short IPC in C: Call, and reply and wait, of untyped words (X2:ipc).
 *
 * Check everything, then commit.  The conditions carry numbers, which a port's fastpath.S repeats;
 * a refused condition leaves everything as it was and sys_ipc does the work.  Both give the same
 * results.  Inline, because glue's entry code calls it first of all.
 */
#ifndef IPC_FAST_H
#define IPC_FAST_H

#include "arch.h"
#include "glue.h"
#include "percpu.h"
#include "space.h"
#include "thread.h"
#include "trace.h"

/* F5: would t, after sending to r, wait without looking at its queue?  Sets what it waits for. */
static inline bool ipc_receive_blocks(const struct tcb *t, const struct tcb *r, tid_t to,
				      tid_t from, tid_t *wait_for)
{
	if (tid_eq(from, to)) {			/* call: r is waiting, so not in t's queue */
		*wait_for = r->gid;
		return t->propagated == 0;
	}
	*wait_for = from;			/* open wait */
	return tid_is_any(from) && list_empty(&t->sendq);
}

/*
 * Do the whole Ipc call of the current thread t, with the arguments of sys_ipc, if it is of the
 * common kind: then t waits, and the result is its partner, now the current thread, which may
 * return to user mode at once.  NULL: nothing has changed.
 */
static inline struct tcb *ipc_fast(struct tcb *t, tid_t to, tid_t from, word_t timeouts)
{
	struct percpu *c = arch_self();
	msgtag_t tag = { glue_mr_get(t, 0) };
	struct tcb *r;
	tid_t wait_for;

	if (!IS_ENABLED(CONFIG_FASTPATH))
		return NULL;
	/* F4 untyped words only, no propagation; F5 receive time-out never */
	if ((tag.raw & (TAG_PROPAGATED | 63 << 6)) != 0 || (timeouts & 0xffff) != TIME_NEVER)
		return NULL;
	/* F1 the destination exists, with this version (a deleted one does not wait: F2) */
	r = tid_is_local(to) ? space_lookup_local(t->space, to) : thread_by_number(tid_no(to));
	if (r == NULL || (!tid_is_local(to) && !tid_eq(r->gid, to)))
		return NULL;
	/* F2 it waits as a user, without time-out, for me or for anyone; F3 on this CPU */
	if (r->state != THREAD_WAITING || timeout_is_armed(&r->timeout) || r->work != 0 ||
	    !(tid_is_any(r->wait_for) || tid_eq(r->wait_for, t->gid)) || r->cpu != t->cpu)
		return NULL;
	/* F5 my receive phase will block */
	if (!ipc_receive_blocks(t, r, to, from, &wait_for))
		return NULL;
	/* F6 no redirector; F7 the scheduler lets r run at once on my time slice */
	if (!tid_is_any(t->space->redirector) || r->prio < c->ready.top || c->resched != 0 ||
	    c->handoff != NULL || t->work != 0)
		return NULL;

	/* commit */
	TRACE(TRACE_FAST, t, r->gid.raw, tag.raw);
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
	glue_thread_switch_ipc(t, r);
	return r;
}

#endif
