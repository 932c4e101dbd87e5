/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc.h - the IPC state machine, as its parts see each other (X2:ipc; doc/ipc.md has the picture).
 *
 * ipc.c        phases: who waits for whom, queues, time-outs, cancelling, halting
 * ipc_route.c  whom a message goes to and from whom it seems to come: propagation, redirection
 * ipc_xfer.c   transfer of typed items in preemptible steps; string copying; transfer faults
 * ipc_fault.c  messages that the kernel sends and receives on behalf of threads
 */
#ifndef IPC_H
#define IPC_H

#include "tcb.h"

/* --- phases (ipc.c) ---------------------------------------------------------------------- */

/*
 * Run the send phase of t to `to`; then, unless it blocks or fails, the receive phase.  t's mode,
 * rcv_from, time-outs and message are set.  t is the current thread, or (kernel modes) one that
 * is not runnable.
 */
void ipc_send_phase(struct tcb *t, tid_t to);
void ipc_receive_phase(struct tcb *t);

/* The phase t is in has failed: results, or what its mode says (X2:ipc.errors). */
void ipc_fail(struct tcb *t, enum ipc_error err, unsigned phase);

/* The same during a transfer: `bytes` moved so far; MR0 of a receiver keeps the sender's tag. */
void ipc_fail_transfer(struct tcb *t, enum ipc_error err, unsigned phase, word_t bytes,
		       msgtag_t tag);

/* t's IPC is over, its results are in place: back to THREAD_RUNNING and ready. */
void ipc_end(struct tcb *t);

/* The message from s has reached r completely: finish r's receive and s's send phase. */
void ipc_finish_transfer(struct tcb *s, struct tcb *r, msgtag_t tag);

/* t gives up looking for a partner: it met one, or its phase ends; harmless if it does not look. */
void ipc_leave_queue(struct tcb *t);

static inline void ipc_stop_looking(struct tcb *t)
{
	if ((t->state & THREAD_LOOKING) != 0)
		ipc_leave_queue(t);
}

/* t, in state POLLING, leaves its partner's queue; harmless if it is in none. */
void ipc_poll_unlink(struct tcb *t);

/* A time-out of a thread has expired. */
void ipc_timeout(struct timeout *to);

#define TIMEOUT_KIND_PHASE	0	/* tcb.timeout */
#define TIMEOUT_KIND_XFER	1	/* tcb.xfer_timeout */

/* ExchangeRegisters: cancel or abort t's IPC in its send and / or receive phase. */
void ipc_cancel(struct tcb *t, bool send, bool receive);

/*
 * t gets a new id or moves: its IPC is cancelled or aborted, but for the wait for its start
 * message, which goes on.
 */
void ipc_break(struct tcb *t);

/* Halt t at once whatever it does; let it go on. */
void ipc_halt(struct tcb *t);
void ipc_resume(struct tcb *t);

/* t disappears (deleted, migrated): leave every queue, release partners of a transfer. */
void ipc_withdraw(struct tcb *t);

/* --- routing (ipc_route.c) --------------------------------------------------------------- */

/*
 * Find the thread that gets t's message sent to `to` with MR0 = tag; sets t->virt, t->tag_flags,
 * t->intended.  NULL: no such thread.
 */
struct tcb *ipc_route(struct tcb *t, tid_t to, msgtag_t tag);

/* The message of s has arrived at r: a virtual sender waiting for s now waits for r. */
void ipc_route_committed(struct tcb *s, struct tcb *r);

/* --- transfer (ipc_xfer.c) --------------------------------------------------------------- */

/*
 * Start moving a message with typed items; `active` is the current thread, s or r.  Both are
 * locked; the transfer goes on when `active` runs.
 */
void ipc_xfer_start(struct tcb *s, struct tcb *r, struct tcb *active, msgtag_t tag);

/* The transfer that t takes part in ends with these codes for both sides. */
void ipc_xfer_fail(struct tcb *t, enum ipc_error send_err, enum ipc_error recv_err);

/* A nested page-fault exchange of t has ended: the pager answered (ok), or never will. */
void ipc_xfer_fault_done(struct tcb *t, bool ok);

/* The transfer time-out of sender s has passed. */
void ipc_xfer_expired(struct tcb *s);

/* --- kernel messages (ipc_fault.c) ------------------------------------------------------- */

/* An RPC of t to `partner` in a kernel mode: MR0 to MR2; time-outs never. */
void ipc_kernel_call(struct tcb *t, enum ipc_mode mode, tid_t partner, msgtag_t tag, word_t w1,
		     word_t w2);

/* MR0 of the message that t, in a kernel mode, sends. */
msgtag_t ipc_kernel_tag(const struct tcb *t);

/* Write the words of that message to r's message registers. */
msgtag_t ipc_kernel_words(struct tcb *t, struct tcb *r);

/* r, in a kernel mode, has received the message with this tag from s. */
void ipc_kernel_receive(struct tcb *r, struct tcb *s, msgtag_t tag);

/* What r in a kernel mode accepts, in the format of BR0. */
word_t ipc_kernel_acceptor(const struct tcb *r);

/* The exchange of t in a kernel mode failed. */
void ipc_kernel_fail(struct tcb *t, enum ipc_error err, unsigned phase);

/* A page fault at va in the middle of the transfer of t, one of its partners. */
void ipc_xfer_fault(struct tcb *t, word_t va, unsigned access, word_t ip);

/* t has just been activated: wait for the start message from `starter`. */
void ipc_await_start(struct tcb *t, tid_t starter);

/* WORK_SIGNAL and WORK_QUANTUM of the current thread. */
void ipc_signal_preemption(struct tcb *t);
void ipc_quantum_exhausted(struct tcb *t);

#endif
