/* SPDX-License-Identifier: BSD-2-Clause */
/* percpu.h - everything the kernel keeps per CPU; reached by arch_self(), never shared. */
#ifndef PERCPU_H
#define PERCPU_H

#include "ready.h"
#include "timeout.h"
#include "types.h"

struct tcb;

/*
 * Only the CPU itself reads or writes its struct, with interrupts off.  The first group is what
 * trap entry and the IPC path touch.
 */
struct percpu {
	struct tcb *current;		/* runs or ran last; its frame takes the next trap */
	word_t resched;			/* somebody else should run: decide before leaving */
	struct tcb *handoff;		/* woken by current's IPC, in no queue yet (sched.c) */
	struct ready_queue ready;

	unsigned cpu;			/* number: index of the processor descriptor */
	struct tcb *slice_owner;	/* whose time slice and quantum are being used */
	uint64_t slice_start;		/* us: since when they are */
	uint64_t slice_end;		/* us: when slice or quantum ends; UINT64_MAX never */
	uint64_t delay_end;		/* us: when a delayed preemption is enforced, or never */
	uint64_t timer_armed;		/* us: what the timer is set to; UINT64_MAX off */

	struct timeout_wheel timeouts;
	struct tcb *idle;		/* runs when nobody is ready; never queued */
	struct tcb *fpu_owner;		/* whose state the FPU holds, or NULL */
};

#endif
