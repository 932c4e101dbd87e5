/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * park.h - parked threads: those that wait for a message in the way that the IPC fast path knows.
 *
 * A thread is parked if it is in the receive phase of a user's IPC and nothing about it is unusual:
 * no time-out, nothing to do first (tcb.work), not halted, its user registers as a system call
 * leaves them.  One word then says all: `accepts`, the id of the partner or TID_ANY.  Its state
 * and `runnable` are those of a running thread already, so that who sends it a message clears one
 * word, and who calls and waits sets one word.
 *
 * Code that wants to see or change what a thread other than the current one is doing calls
 * thread_unpark() first.  The current thread is never parked while the kernel runs.
 */
#ifndef PARK_H
#define PARK_H

#include "assert.h"
#include "glue.h"
#include "tcb.h"
#include "time.h"

/* Whom t waits for if it is parked, else nil. */
static inline tid_t thread_parked_for(const struct tcb *t)
{
	return (tid_t){ t->accepts.raw | t->accepts_special.raw };	/* one of them is nil */
}

static inline bool thread_is_parked(const struct tcb *t)
{
	return !tid_is_nil(thread_parked_for(t));
}

/* t, which runs no more, waits for `from` from now on, for ever. */
static inline void thread_set_parked(struct tcb *t, tid_t from)
{
	if (unlikely((t->bars & BAR_GLUE) != 0))
		t->accepts_special = from;
	else
		t->accepts = from;
	glue_thread_park(t);
}

/* t has received a message. */
static inline void thread_clear_parked(struct tcb *t)
{
	t->accepts = TID_NIL;
	t->accepts_special = TID_NIL;
}

/* Let the fast path find t, if it waits in the way described above; t is not runnable. */
static inline void thread_park(struct tcb *t)
{
	if (t->state != THREAD_WAITING || t->work != 0 || timeout_is_armed(&t->timeout) ||
	    tid_is_anylocal(t->wait_for) || !glue_thread_may_park(t))
		return;
	ASSERT(!t->runnable && !t->queued);
	t->state = THREAD_RUNNING;
	t->runnable = 1;
	thread_set_parked(t, t->wait_for);
}

/* Let t, if it is parked, be in the state THREAD_WAITING like others. */
static inline void thread_unpark(struct tcb *t)
{
	tid_t from = thread_parked_for(t);

	if (tid_is_nil(from))
		return;
	thread_clear_parked(t);
	glue_thread_unpark(t);
	t->wait_for = from;
	t->rcv_from = from;
	t->rcv_time = TIME_NEVER;
	t->state = THREAD_WAITING;
	t->runnable = 0;
}

#endif
