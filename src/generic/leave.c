/* SPDX-License-Identifier: BSD-2-Clause */
/* leave.c - the way out of the kernel: pending work, choice of thread, idling. */
#include "arch.h"
#include "glue.h"
#include "ipc.h"
#include "kernel.h"
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

void kernel_leave(void)
{
	struct percpu *c = arch_self();

	for (;;) {
		struct tcb *t = c->current;

		if (c->handoff != NULL || c->resched || !t->runnable)
			t = sched_choose(c);
		if (likely(t->work == 0))
			glue_return_to_user(t);
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
