/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.h - life and death of threads (X2:threadctl). */
#ifndef THREAD_H
#define THREAD_H

#include "tcb.h"

/* Boot: thread table and TCB slab. */
void thread_init(void);

/*
 * A new inactive thread with this id in `space` (NULL: an interrupt thread).  The number must be
 * free.  NULL when memory is exhausted; nothing has changed then.
 */
__must_check struct tcb *thread_create(tid_t gid, struct space *space);

/*
 * t, which has just got its UTCB, becomes active: TCRs get their defaults, `pager` is its pager,
 * and it waits for its start message from the thread with global id `starter`.
 */
void thread_activate(struct tcb *t, tid_t pager, tid_t starter);

/* Boot: t, which has its UTCB, runs at ip and sp without a start message. */
void thread_start_server(struct tcb *t, tid_t pager, word_t ip, word_t sp);

/*
 * Remove t from the system: at once for everybody who looks for it, its partners and memory by the
 * reaper.  t is not the current thread.
 */
void thread_delete(struct tcb *t);

/* t, which lives nowhere any more, lives in s from now on (NULL: an interrupt thread). */
void thread_joins(struct tcb *t, struct space *s);

/* Whatever the threads of s send to other spaces goes to this thread (X2:ipc.redirection). */
void thread_set_redirector(struct space *s, tid_t redirector);

/* t leaves its space: what is left of its Unmap of one fpage there is forgotten. */
void thread_drop_op(struct tcb *t);

/* The reaper is done with t: forget its number and free the memory. */
void thread_free(struct tcb *t);

/* t's global id changes to gid (same number); partners that use the old one are lost to it. */
void thread_rename(struct tcb *t, tid_t gid);

/* First thread number for user threads (KIP ThreadInfo). */
word_t thread_user_base(void);
word_t thread_system_base(void);

#endif
