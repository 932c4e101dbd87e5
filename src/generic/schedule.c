/* SPDX-License-Identifier: BSD-2-Clause */
/* schedule.c - the system calls Schedule, ThreadSwitch and SystemClock (X2:schedule). */
#include "arch.h"
#include "glue.h"
#include "interrupt.h"
#include "ipc.h"
#include "kernel.h"
#include "park.h"
#include "platform.h"
#include "sched.h"
#include "space.h"
#include "time.h"
#include "trace.h"

#define UNCHANGED	WORD_MAX

/* X2:schedule: the state as seen from outside; faults and the like count as running or halted. */
static enum x2_thread_state reported_state(const struct tcb *t)
{
	enum thread_state state = thread_state(t);

	if (t->mode == IPC_XFER_FAULT)
		state = (enum thread_state)t->outer.state;
	if (t->mode == IPC_INTERRUPT)
		return state == THREAD_POLLING ? SCHED_PENDING_SEND
		     : state == THREAD_WAITING ? SCHED_WAITING : SCHED_INACTIVE;
	if (t->utcb == NULL || thread_is_halted(t))
		return SCHED_INACTIVE;
	if (t->mode != IPC_USER && t->mode != IPC_START && t->mode != IPC_XFER_FAULT)
		return SCHED_RUNNING;
	switch (state) {
	case THREAD_WAITING:
		return SCHED_WAITING;
	case THREAD_POLLING:
		return SCHED_PENDING_SEND;
	case THREAD_SENDING:
		return SCHED_SENDING;
	case THREAD_RECEIVING:
		return SCHED_RECEIVING;
	default:
		return SCHED_RUNNING;
	}
}

static bool may_schedule(const struct tcb *t, const struct tcb *d)
{
	const struct tcb *scheduler = thread_lookup(d->scheduler);

	return scheduler != NULL && scheduler->space == t->space;
}

/* Time control: periods only, and a time slice of some length. */
static bool time_ok(word_t time)
{
	uint16_t slice = (uint16_t)(time >> 16), quantum = (uint16_t)time;

	if (time == UNCHANGED)
		return true;
	return (slice & TIME_POINT) == 0 && !time_is_zero(slice) && (quantum & TIME_POINT) == 0;
}

static uint64_t period_us(uint16_t raw)
{
	return raw == TIME_NEVER ? TIMEOUT_NEVER : time_period_us(raw);
}

/* Remaining slice and quantum as a time control word. */
static word_t remaining(struct tcb *d)
{
	struct percpu *c = arch_self();

	if (c->slice_owner == d)
		sched_charge(c, platform_timer_now());
	return (word_t)time_from_us(d->slice_left) << 16 | time_from_us(d->quantum_left);
}

static void set_times(struct tcb *d, word_t time)
{
	uint64_t granule = platform_timer_precision();
	uint64_t slice = period_us((uint16_t)(time >> 16));

	if (slice != TIMEOUT_NEVER && slice < granule)
		slice = granule;
	d->work &= ~(word_t)WORK_QUANTUM;
	sched_set_times(d, true, slice, true, period_us((uint16_t)time));
	if (d->mode == IPC_QUANTUM && thread_state(d) == THREAD_WAITING)
		ipc_end(d);
}

word_t sys_schedule(struct tcb *t, tid_t dest, word_t time, word_t processor, word_t prio,
		    word_t preemption, word_t *old_time)
{
	struct tcb *d = thread_resolve(t, dest);
	enum x2_thread_state state;

	TRACE(TRACE_CALL, t, X2_SCHEDULE, dest.raw);
	*old_time = 0;
	if (d == NULL || (d->mode == IPC_INTERRUPT && thread_state(d) == THREAD_INACTIVE)) {
		t->utcb->error_code = ERR_INVALID_THREAD;
		return SCHED_ERROR;
	}
	if (!may_schedule(t, d)) {
		t->utcb->error_code = ERR_NO_PRIVILEGE;
		return SCHED_ERROR;
	}
	if (!time_ok(time) || (prio != UNCHANGED && (int)(prio & 0xff) > t->prio)) {
		t->utcb->error_code = ERR_INVALID_PARAM;
		return SCHED_ERROR;
	}

	/* commit */
	thread_unpark(d);
	(void)processor;		/* one processor: every other number is out of range */
	state = reported_state(d);
	*old_time = remaining(d);
	if (preemption != UNCHANGED) {
		d->sensitive_prio = (uint8_t)(preemption >> 16);
		d->max_delay = (uint16_t)preemption;
	}
	if (interrupt_is(d))
		return state;
	if (time != UNCHANGED)
		set_times(d, time);
	if (prio != UNCHANGED)
		sched_set_prio(d, (int)(prio & 0xff));
	if (d != t)
		thread_park(d);
	return state;
}

void sys_thread_switch(struct tcb *t, tid_t dest)
{
	struct tcb *d = tid_is_nil(dest) ? NULL : thread_resolve(t, dest);

	TRACE(TRACE_CALL, t, X2_THREAD_SWITCH, dest.raw);
	if (d != NULL && d->queued && !thread_is_halted(d))
		sched_donate(t, d);
	else if (d != t)
		sched_yield(t);
}

uint64_t sys_system_clock(void)
{
	TRACE(TRACE_CALL, NULL, X2_SYSTEM_CLOCK, 0);
	return platform_timer_now();
}
