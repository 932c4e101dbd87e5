/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.h - who runs: ready queues, time slices, quanta, preemption control (X2:scheduling).
 *
 * Invariants, on each CPU with interrupts off: the running thread and the handed-off one are in no
 * ready queue; a blocked thread is in none; `runnable` is set for exactly the running, handed-off
 * and queued ones.
 */
#ifndef SCHED_H
#define SCHED_H

#include "percpu.h"
#include "tcb.h"

void sched_init_cpu(struct percpu *c, struct tcb *idle);

/* t can run again (it must not be runnable): queue it and preempt the current thread if it must. */
void sched_ready(struct tcb *t);

/*
 * The same on behalf of the current thread's IPC: if the current thread blocks before the kernel
 * is left, t may run at once on its time slice (X2:sched.donation).
 */
void sched_handoff(struct tcb *t);

/* t, which is marked as runnable but in no queue, is ready from now on, and preempts nobody. */
void sched_go_on(struct tcb *t);

/* t can no longer run; if it is the current thread another will be chosen on leaving. */
void sched_block(struct tcb *t);

/* Choose who runs next and switch to it; called when leaving the kernel. */
struct tcb *sched_choose(struct percpu *c);

/* The current thread, if it can run, lets others of its priority go first. */
void sched_step_aside(void);

/* Let pending interrupts in; true if the current thread should stop and let another one run. */
bool sched_preempt_point(void);

/* The timer fired, or may have. */
void sched_timer(struct percpu *c);

/* Arm time-out `to` of a thread of this CPU for `deadline` (us). */
void sched_timeout_set(struct timeout *to, uint64_t deadline);
void sched_timeout_cancel(struct timeout *to);

/* Charge the time since the last call to the owner of the running time slice. */
void sched_charge(struct percpu *c, uint64_t now);

/* ThreadSwitch. */
void sched_yield(struct tcb *t);
void sched_donate(struct tcb *t, struct tcb *dest);

/* Schedule: new values take effect at once. */
void sched_set_prio(struct tcb *t, int prio);
void sched_set_times(struct tcb *t, bool set_slice, uint64_t slice, bool set_quantum,
		     uint64_t quantum);

/* Forget a thread that is being deleted: it runs nowhere and is queued nowhere. */
void sched_forget(struct tcb *t);

#endif
