/* SPDX-License-Identifier: BSD-2-Clause */
/* leave.c - the way out of the kernel: pending work, choice of thread, idling. */
#include "arch.h"
#include "glue.h"
#include "ipc.h"
#include "kernel.h"
#include "kmem.h"
#include "kmem_grow.h"
#include "percpu.h"
#include "sched.h"
#include "tcb.h"

/* Do one thing that keeps the current thread from user mode. */
static void do_work(struct tcb *t)
{
	void (*cont)(struct tcb *);

	if (t->work & WORK_CONT) {
		cont = t->cont;
		thread_clear_cont(t);
		cont(t);
	} else if (t->work & WORK_HALT) {
		sched_block(t);
	} else if (t->work & WORK_QUANTUM) {
		arch_self()->resched = 1;	/* it has no time to donate to the receiver */
		ipc_quantum_exhausted(t);
	} else {
		ipc_signal_preemption(t);
	}
}

/*
 * What a thread continues with may be a whole step, and so was, perhaps, what led to the switch:
 * interrupts are let in between.  Who is woken by them comes after the step: else there might be no
 * progress.
 */
void kernel_leave(void)
{
	struct percpu *c = arch_self();

	for (;;) {
		struct tcb *was, *t;

		if (IS_ENABLED(CONFIG_KMEM_GROW) && unlikely(kmem_low))
			kmem_grow();
		was = t = c->current;
		if (c->handoff != NULL || c->resched || !t->runnable)
			t = sched_choose(c);
		if (likely(t->work == 0))
			glue_return_to_user(t);
		if (t != was && (t->work & WORK_CONT) != 0)
			(void)sched_preempt_point();
		if (t->work != 0)
			do_work(t);
	}
}

/* Continuation of the idle thread. */
void kernel_idle(struct tcb *idle)
{
	struct percpu *c = arch_self();

	thread_set_cont(idle, kernel_idle);
	while (!c->resched && c->handoff == NULL)
		arch_idle();
}
