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
#include "park.h"
#include "percpu.h"
#include "space.h"
#include "thread.h"
#include "trace.h"

/* F5: what t, after sending to r, waits for without looking at its queue; nil if it has to look. */
static inline tid_t ipc_wait_blindly(const struct tcb *t, const struct tcb *r, tid_t to, tid_t from)
{
	uint32_t bars = t->bars & ~BAR_GLUE;

	if (tid_eq(from, to) && (bars & BAR_CLOSED) == 0)
		return r->gid;			/* call: r is waiting, so not in t's queue */
	if (tid_is_any(from) && bars == 0)
		return from;			/* open wait */
	return TID_NIL;
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
	tid_t parked, wait_for;

	if (!IS_ENABLED(CONFIG_FASTPATH))
		return NULL;
	/* F4 untyped words only, no flags; F5 receive time-out never */
	if (!TRACE_CONDITION(4, (tag.raw & TAG_UNUSUAL) == 0) ||
	    !TRACE_CONDITION(5, (timeouts & 0xffff) == TIME_NEVER))
		return NULL;
	/* F1 the destination exists, with this version (a deleted one does not wait: F2) */
	r = tid_is_local(to) ? space_lookup_local(t->space, to) : thread_by_number(tid_no(to));
	if (!TRACE_CONDITION(1, r != NULL && (tid_is_local(to) || tid_eq(r->gid, to))))
		return NULL;
	/* F2 it waits as a user, without time-out, for me or for anyone; F3 on this CPU */
	parked = thread_parked_for(r);
	if (!TRACE_CONDITION(2, tid_is_any(parked) || tid_eq(parked, t->gid)))
		return NULL;
	/* F5 my receive phase will block; F6 no redirector, no delayed preemption */
	wait_for = ipc_wait_blindly(t, r, to, from);
	if (!TRACE_CONDITION((t->bars & BAR_UNUSUAL) != 0 ? 6 : 5,
			     !tid_is_nil(wait_for) && glue_thread_may_park(t)))
		return NULL;
	/* F7 the scheduler lets r run at once on my time slice */
	if (!TRACE_CONDITION(7, r->prio >= c->ready.top))
		return NULL;
	ASSERT(c->resched == 0 && c->handoff == NULL && t->work == 0);	/* else not in user mode */

	/* commit */
	(void)TRACE_CONDITION(6, true);
	TRACE(TRACE_FAST, t, r->gid.raw, tag.raw);
	glue_mr_copy(r, t, tag_u(tag));
	glue_mr_set(r, 0, tag.raw);
	glue_ipc_return(r, thread_id_for(t, r->space));
	if (tid_eq(wait_for, r->gid))
		r->waited_on = 1;
	thread_clear_parked(r);
	thread_set_parked(t, wait_for);
	c->current = r;
	glue_thread_switch_ipc(t, r);
	return r;
}

#endif
