/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * reaper.h - unbounded leftovers of deletion, done in bounded steps.
 *
 * A deleted thread may have thousands of senders and waiters, a dying space 100,000 mappings.  What
 * must be atomic happens at once (nobody finds the thread any more); the rest is put on one list
 * that every deleting system call works off, with preemption points, before it returns.  If such a
 * caller is deleted itself, its own deleter goes on: nothing is lost.
 */
#ifndef REAPER_H
#define REAPER_H

#include "tcb.h"

/* t is THREAD_DEAD, or has changed its id: partners of t->lost_gid get their errors. */
void reaper_add_thread(struct tcb *t);

/* s has no thread left. */
void reaper_add_space(struct space *s);

bool reaper_idle(void);

/* A bounded piece of work; call only unless reaper_idle(). */
void reaper_step(void);

/* All of it; false: t was preempted and goes on with `cont`. */
bool reaper_finish(struct tcb *t, void (*cont)(struct tcb *));

/* Is t's old id still being reaped?  That ends before t is given a new one or deleted. */
bool reaper_has(const struct tcb *t);

#endif
