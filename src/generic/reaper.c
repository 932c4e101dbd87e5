/* SPDX-License-Identifier: BSD-2-Clause */
/* reaper.c - unbounded leftovers of deletion, done in bounded steps. */
#include "reaper.h"

#include "assert.h"
#include "ipc.h"
#include "park.h"
#include "sched.h"
#include "space.h"
#include "thread.h"

#define SENDERS_STEP	8	/* queued senders released in one step */
#define WAITERS_STEP	48	/* threads looked at in one step */
#define RELEASE_COST	6	/* looking at a thread: 1; ending its IPC: so much more */

enum reap_phase {
	REAP_NONE,
	REAP_SENDERS,		/* release lost_senders */
	REAP_WAITERS,		/* t->all_link moves through thread_all as a marker */
};

static struct list reap_threads = { &reap_threads, &reap_threads };
static struct list reap_spaces = { &reap_spaces, &reap_spaces };

void reaper_add_thread(struct tcb *t)
{
	ASSERT(t->reap_phase == REAP_NONE);
	t->reap_phase = REAP_SENDERS;
	if (!list_empty(&t->sendq)) {		/* splice sendq to lost_senders */
		t->lost_senders = t->sendq;
		t->lost_senders.next->prev = &t->lost_senders;
		t->lost_senders.prev->next = &t->lost_senders;
		list_init(&t->sendq);
	}
	list_insert_before(&reap_threads, &t->reap_link);
}

void reaper_add_space(struct space *s)
{
	s->flags |= SPACE_DYING;
	s->cursor = 0;
	list_remove(&s->all_link);
	list_insert_before(&reap_spaces, &s->all_link);
}

bool reaper_idle(void)
{
	return list_empty(&reap_threads) && list_empty(&reap_spaces);
}

bool reaper_has(const struct tcb *t)
{
	return t->reap_phase != REAP_NONE;
}

static void release_senders(struct tcb *t)
{
	for (unsigned n = 0; n < SENDERS_STEP && !list_empty(&t->lost_senders); n++) {
		struct tcb *s = container_of(t->lost_senders.next, struct tcb, send_link);

		ipc_poll_unlink(s);
		ipc_fail(s, IPC_NON_EXISTING, IPC_PHASE_SEND);
	}
	if (!list_empty(&t->lost_senders))
		return;
	t->reap_phase = REAP_WAITERS;
	list_remove(&t->all_link);
	list_insert_after(&thread_all, &t->all_link);
}

/*
 * Does w depend on the id that t has lost?  Then its IPC fails, or no longer propagates.  The
 * result is what that costs.
 */
static unsigned release_waiter(struct tcb *t, struct tcb *w)
{
	tid_t lost = t->lost_gid;
	unsigned cost = 0;

	if (tid_eq(thread_parked_for(w), lost))
		thread_unpark(w);
	if (thread_state(w) == THREAD_WAITING && tid_eq(w->wait_for, lost)) {
		ipc_fail(w, IPC_NON_EXISTING, IPC_PHASE_RECV);
		return RELEASE_COST;
	}
	if (thread_state(w) == THREAD_POLLING &&
	    (tid_eq(w->send_to, lost) || (w->virt == t && w != t))) {
		ipc_poll_unlink(w);
		ipc_fail(w, IPC_NON_EXISTING, IPC_PHASE_SEND);
		cost = RELEASE_COST;
	}
	if (w == t)
		return cost;
	if (w->virt == t) {
		w->virt = w;
		w->tag_flags &= (uint8_t)~(TAG_PROPAGATED >> 12);
	}
	if (w->mode == IPC_XFER_FAULT && w->outer.virt == t) {
		w->outer.virt = w;
		w->outer.tag_flags &= (uint8_t)~(TAG_PROPAGATED >> 12);
	}
	return cost;
}

static void reap_done(struct tcb *t)
{
	list_remove(&t->reap_link);
	t->reap_phase = REAP_NONE;
	if (thread_state(t) == THREAD_DEAD)
		thread_free(t);
}

static void release_waiters(struct tcb *t)
{
	struct list *pos = t->all_link.next;

	if (!t->waited_on) {
		reap_done(t);
		return;
	}
	for (unsigned n = 0; n < WAITERS_STEP && pos != &thread_all; n++) {
		struct tcb *w = container_of(pos, struct tcb, all_link);

		pos = pos->next;
		if (thread_state(w) != THREAD_DEAD)
			n += release_waiter(t, w);
	}
	if (pos == &thread_all) {
		if (thread_state(t) != THREAD_DEAD)
			(void)release_waiter(t, t);
		reap_done(t);
		return;
	}
	list_remove(&t->all_link);
	list_insert_before(pos, &t->all_link);
}

void reaper_step(void)
{
	if (!list_empty(&reap_threads)) {
		struct tcb *t = container_of(reap_threads.next, struct tcb, reap_link);

		if (t->reap_phase == REAP_SENDERS)
			release_senders(t);
		else
			release_waiters(t);
	} else if (!list_empty(&reap_spaces)) {
		(void)space_reap(container_of(reap_spaces.next, struct space, all_link));
	}
}

bool reaper_finish(struct tcb *t, void (*cont)(struct tcb *))
{
	while (!reaper_idle()) {
		reaper_step();
		if (sched_preempt_point()) {
			thread_set_cont(t, cont);
			return false;
		}
	}
	return true;
}
