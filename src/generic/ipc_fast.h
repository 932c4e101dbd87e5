/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_fast.h - the common short IPC in C: Send, Call, and send and wait, of untyped words (X2:ipc).
 *
 * Check everything, then commit.  The conditions carry numbers, which a port's fastpath.S repeats;
 * a refused condition leaves everything as it was and sys_ipc does the work.  Both give the same
 * results.  Inline, because glue's entry code calls it first of all.
 */
#ifndef IPC_FAST_H
#define IPC_FAST_H

#include "arch.h"
#include "glue.h"
#include "kernel.h"
#include "park.h"
#include "percpu.h"
#include "sched.h"
#include "space.h"
#include "thread.h"
#include "trace.h"

/* All conditions are met: r gets the message. */
static __must_inline void ipc_fast_deliver(struct tcb *t, struct tcb *r, msgtag_t tag)
{
	(void)TRACE_CONDITION(6, true);
	TRACE(TRACE_FAST, t, r->gid.raw, tag.raw);
	glue_mr_copy(r, t, tag_u(tag));
	glue_mr_set(r, 0, tag.raw);
	glue_ipc_return(r, thread_id_for(t, r->space));
	thread_clear_parked(r);
}

/* F7 the scheduler lets r run at once on my time slice; t waits for `wait_for`. */
static __must_inline struct tcb *ipc_fast_switch(struct tcb *t, struct tcb *r, tid_t wait_for,
						   struct tcb *partner, msgtag_t tag)
{
	struct percpu *c = arch_self();

	if (!TRACE_CONDITION(7, r->prio >= c->ready.top))
		return NULL;
	ASSERT(c->resched == 0 && c->handoff == NULL && t->work == 0);	/* else not in user mode */
	ipc_fast_deliver(t, r, tag);
	if (partner != NULL)
		partner->waited_on = 1;
	thread_set_parked(t, wait_for);
	c->current = r;
	glue_thread_switch_ipc(t, r);
	return r;
}

/* From F5 on: Send, after which r is ready and t runs on; or a closed wait for a third thread. */
static __noinline struct tcb *ipc_fast_rest(struct tcb *t, struct tcb *r, tid_t from, msgtag_t tag)
{
	const uint32_t bars = t->bars & ~BAR_GLUE;
	struct tcb *partner;

	if (!TRACE_CONDITION(6, (bars & BAR_UNUSUAL) == 0))
		return NULL;
	if (tid_is_nil(from)) {
		/* F7 the scheduler lets me run on */
		if (!TRACE_CONDITION(7, r->prio <= t->prio))
			return NULL;
		ipc_fast_deliver(t, r, tag);
		glue_thread_unpark(r);
		sched_go_on(r);
		glue_mr_set(t, 0, 0);
		glue_ipc_return(t, TID_NIL);
		return t;
	}
	/* F5 nobody is in my queue, so the partner is not */
	partner = bars == 0 && !tid_is_anylocal(from) ? thread_resolve(t, from) : NULL;
	if (!TRACE_CONDITION(5, partner != NULL))
		return NULL;
	return ipc_fast_switch(t, r, partner->gid, partner, tag);
}

/*
 * Do the whole Ipc call of the current thread t, with the arguments of sys_ipc, if it is of the
 * common kind.  The result may return to user mode at once: it is t's partner, now the current
 * thread, while t waits; after a Send it is t, and the partner is ready.  NULL: nothing changed.
 */
static inline struct tcb *ipc_fast(struct tcb *t, tid_t to, tid_t from, word_t timeouts)
{
	msgtag_t tag = { glue_mr_get(t, 0) };
	struct tcb *r;
	tid_t parked;
	uint32_t bars;

	if (!IS_ENABLED(CONFIG_FASTPATH) || IS_ENABLED(CONFIG_ASM_FASTPATH))
		return NULL;			/* fastpath.S has refused already */
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
	/* F5 my receive phase, if any, will block; F6 no redirector, no delayed preemption */
	if (!TRACE_CONDITION(5, glue_thread_may_park(t)))
		return NULL;
	bars = t->bars & ~BAR_GLUE;
	if (tid_eq(from, to) && (bars & BAR_CLOSED) == 0)	/* call: r is not in my queue */
		return ipc_fast_switch(t, r, r->gid, r, tag);
	if (tid_is_any(from) && bars == 0)		/* open wait: nobody is in my queue */
		return ipc_fast_switch(t, r, from, NULL, tag);
	return ipc_fast_rest(t, r, from, tag);
}

/* A function of its own, so that the fast path saves no registers for the slow one. */
__noreturn static __noinline void ipc_slow(tid_t to, tid_t from, word_t timeouts, struct tcb *t)
{
	sys_ipc(t, to, from, timeouts);
	kernel_leave();
}

#endif
