/* SPDX-License-Identifier: BSD-2-Clause */
/* sched.c - who runs: ready queues, time slices, quanta, preemption control (X2:scheduling). */
#include "sched.h"

#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "ipc.h"
#include "kdb.h"
#include "kmem.h"
#include "park.h"
#include "platform.h"
#include "trace.h"

/* What a timer interrupt does about time-outs, in steps (timeout.h); the next follows at once. */
#define EXPIRE_STEPS	24
#define EXPIRE_COST	3	/* of one that is over */

/* --- ready queue ------------------------------------------------------------------------- */

static void queue_insert(struct percpu *c, struct tcb *t, bool at_head)
{
	ASSERT(!t->queued && t->prio >= 0);
	t->queued = 1;
	if (at_head)
		ready_insert_head(&c->ready, &t->ready_link, t->prio);
	else
		ready_insert_tail(&c->ready, &t->ready_link, t->prio);
}

static void queue_remove(struct percpu *c, struct tcb *t)
{
	t->queued = 0;
	ready_remove(&c->ready, &t->ready_link, t->prio);
}

static struct tcb *queue_pop(struct percpu *c)
{
	struct list *e = ready_pop(&c->ready);
	struct tcb *t;

	if (e == NULL)
		return NULL;
	t = container_of(e, struct tcb, ready_link);
	t->queued = 0;
	return t;
}

/* --- timer ------------------------------------------------------------------------------- */

/*
 * The timer is never set later than the earliest event; it may be set earlier, then the interrupt
 * finds nothing to do and sets it again.  So most switches need not touch it.
 */
static void timer_want(struct percpu *c, uint64_t deadline)
{
	if (deadline < c->timer_armed) {
		c->timer_armed = deadline;
		platform_timer_arm(deadline);
	}
}

void sched_timeout_set(struct timeout *to, uint64_t deadline)
{
	struct percpu *c = arch_self();

	timeout_cancel(&c->timeouts, to);
	timeout_set(&c->timeouts, to, deadline);
	timer_want(c, deadline);
}

void sched_timeout_cancel(struct timeout *to)
{
	if (timeout_is_armed(to))
		timeout_cancel(&arch_self()->timeouts, to);
}

/* --- time slices ------------------------------------------------------------------------- */

static uint64_t add_time(uint64_t now, uint64_t us)
{
	return us == TIMEOUT_NEVER ? TIMEOUT_NEVER : now + us;
}

static uint64_t sub_time(uint64_t left, uint64_t us)
{
	if (left == TIMEOUT_NEVER)
		return left;
	return left > us ? left - us : 0;
}

void sched_charge(struct percpu *c, uint64_t now)
{
	struct tcb *o = c->slice_owner;
	uint64_t used = now - c->slice_start;

	c->slice_start = now;
	o->slice_left = sub_time(o->slice_left, used);
	o->quantum_left = sub_time(o->quantum_left, used);
}

/*
 * t's own time slice runs from now on.  If its quantum is used up, it tells its scheduler as soon
 * as it leaves the kernel; until then there is no end to wait for.
 */
static void slice_begin(struct percpu *c, struct tcb *t, uint64_t now)
{
	c->slice_owner = t;
	c->slice_start = now;
	if (t->slice_left == 0)
		t->slice_left = t->slice;
	if (t->quantum_left == 0 && t->mode != IPC_QUANTUM)
		t->work |= WORK_QUANTUM;
	c->slice_end = add_time(now, t->quantum_left == 0 ? t->slice_left
							  : MIN(t->slice_left, t->quantum_left));
	timer_want(c, c->slice_end);
}

/* --- preemption control (X2:sched.preemption) -------------------------------------------- */

/*
 * May a thread of priority prio preempt cur now?  If cur has asked for a delay, note the pending
 * preemption and see that the delay ends; if it wants to be told, note that.
 */
static bool preemption_allowed(struct percpu *c, struct tcb *cur, int prio)
{
	uint8_t flags;

	if (cur->utcb == NULL || prio > cur->sensitive_prio)
		return true;
	flags = READ_ONCE(cur->utcb->preempt_flags);
	if ((flags & PREEMPT_DELAY) != 0 && cur->max_delay != 0) {
		WRITE_ONCE(cur->utcb->preempt_flags, flags | PREEMPT_PENDING);
		if (c->delay_end == TIMEOUT_NEVER) {
			cur->bars |= BAR_DELAY;
			c->delay_end = platform_timer_now() + cur->max_delay;
			timer_want(c, c->delay_end);
		}
		return false;
	}
	if (flags & PREEMPT_SIGNAL)
		cur->work |= WORK_SIGNAL;
	return true;
}

/* t, the current thread, delays its preemption no longer. */
static void delay_over(struct percpu *c, struct tcb *t)
{
	c->delay_end = TIMEOUT_NEVER;
	t->bars &= ~BAR_DELAY;
}

/* Maximum delay exceeded: the preemption happens and is reported regardless of s. */
static void delay_exceeded(struct percpu *c)
{
	struct tcb *cur = c->current;

	delay_over(c, cur);
	if (cur->utcb == NULL)
		return;
	WRITE_ONCE(cur->utcb->preempt_flags,
		   READ_ONCE(cur->utcb->preempt_flags) & ~PREEMPT_DELAY);
	cur->work |= WORK_SIGNAL;
	cur->signal_forced = 1;
	c->resched = 1;
}

/* --- becoming ready, blocking ------------------------------------------------------------ */

void sched_ready(struct tcb *t)
{
	struct percpu *c = arch_self();
	struct tcb *cur = c->current;

	ASSERT(!t->runnable);
	if (thread_is_halted(t) && (t->work & WORK_CONT) == 0)
		return;
	t->runnable = 1;
	if (t == cur) {			/* blocked and woken before the kernel was left */
		c->resched |= c->ready.top > t->prio;
		return;
	}
	queue_insert(c, t, false);
	if (t->prio > cur->prio && cur->runnable && !c->resched &&
	    preemption_allowed(c, cur, t->prio))
		c->resched = 1;
}

void sched_go_on(struct tcb *t)
{
	ASSERT(t->runnable && t->prio <= arch_self()->current->prio);
	queue_insert(arch_self(), t, false);
}

void sched_handoff(struct tcb *t)
{
	struct percpu *c = arch_self();

	ASSERT(!t->runnable);
	if (c->handoff != NULL || t == c->current || thread_is_halted(t)) {
		sched_ready(t);
		return;
	}
	t->runnable = 1;
	c->handoff = t;
}

/* The handed-off thread becomes an ordinary ready thread. */
static void handoff_flush(struct percpu *c)
{
	struct tcb *h = c->handoff;

	if (h == NULL)
		return;
	c->handoff = NULL;
	h->runnable = 0;
	sched_ready(h);
}

void sched_block(struct tcb *t)
{
	struct percpu *c = arch_self();

	if (t->queued)
		queue_remove(c, t);
	if (c->handoff == t)
		c->handoff = NULL;
	t->runnable = 0;
}

void sched_step_aside(void)
{
	struct percpu *c = arch_self();
	struct tcb *cur = c->current;

	handoff_flush(c);
	if (cur->runnable && cur != c->idle && !cur->queued)
		queue_insert(c, cur, false);
	c->resched = 1;
}

bool sched_preempt_point(void)
{
	struct percpu *c = arch_self();

	handoff_flush(c);
	arch_irq_window();
	return c->resched != 0 || (IS_ENABLED(CONFIG_KMEM_GROW) && kmem_low);
}

/* --- choosing ---------------------------------------------------------------------------- */

static struct tcb *switch_to(struct percpu *c, struct tcb *to)
{
	struct tcb *from = c->current;

	if (to == from)
		return to;
	TRACE(TRACE_SWITCH, from, to->gid.raw, to->prio);
	delay_over(c, from);
	thread_park(from);
	c->current = to;
	glue_thread_switch(from, to);
	return to;
}

/* Let `to` run on its own time slice. */
static struct tcb *switch_with_slice(struct percpu *c, struct tcb *to)
{
	uint64_t now = platform_timer_now();

	sched_charge(c, now);
	slice_begin(c, to, now);
	return switch_to(c, to);
}

struct tcb *sched_choose(struct percpu *c)
{
	struct tcb *cur = c->current;
	struct tcb *h = c->handoff;
	struct tcb *next;

	if (h != NULL && !cur->runnable && h->prio >= c->ready.top && !c->resched) {
		c->handoff = NULL;
		return switch_to(c, h);		/* on the time slice of cur: donation */
	}
	if (h != NULL && cur->runnable && !c->resched && h->prio > cur->prio &&
	    h->prio >= c->ready.top && !thread_is_halted(h) &&
	    preemption_allowed(c, cur, h->prio)) {
		c->handoff = NULL;		/* preempts cur; no detour through the queue */
		if (cur != c->idle)
			queue_insert(c, cur, true);
		return switch_with_slice(c, h);
	}
	handoff_flush(c);
	if (cur->runnable && !c->resched)
		return cur;

	c->resched = 0;
	if (cur->runnable && cur != c->idle) {
		if (!cur->queued)
			queue_insert(c, cur, true);
	}
	next = queue_pop(c);
	if (next == NULL)
		next = c->idle;
	return switch_with_slice(c, next);
}

/* --- the timer interrupt ----------------------------------------------------------------- */

/* The running slice is over: its owner gets a new one, the current thread goes to the end. */
static void slice_over(struct percpu *c, uint64_t now)
{
	struct tcb *cur = c->current;
	struct tcb *owner = c->slice_owner;

	sched_charge(c, now);
	if (owner->quantum_left == 0) {
		thread_unpark(owner);
		owner->work |= WORK_QUANTUM;	/* tells its scheduler before it runs on */
	}
	if (owner->slice_left == 0)
		owner->slice_left = owner->slice;
	if (cur != c->idle && cur->runnable && c->ready.top >= cur->prio && !cur->queued) {
		if (c->resched || preemption_allowed(c, cur, cur->prio)) {
			queue_insert(c, cur, false);
			c->resched = 1;
			c->slice_end = TIMEOUT_NEVER;
			return;
		}
	}
	slice_begin(c, cur, now);
}

void sched_timer(struct percpu *c)
{
	uint64_t now = platform_timer_now();
	unsigned steps = EXPIRE_STEPS;
	struct timeout *to;

	TRACE(TRACE_TIMER, c->current, c->timeouts.levels, c->ready.top);
	c->timer_armed = TIMEOUT_NEVER;
	while ((to = timeout_expire(&c->timeouts, now, &steps)) != NULL) {
		ipc_timeout(to);
		steps -= MIN(steps, EXPIRE_COST);
	}
	if (now >= c->delay_end)
		delay_exceeded(c);
	if (now >= c->slice_end)
		slice_over(c, now);
	timer_want(c, MIN(MIN(c->slice_end, c->delay_end), timeout_next(&c->timeouts)));
	timer_want(c, kdb_next_poll(now));
	kdb_poll();
}

/* --- ThreadSwitch ------------------------------------------------------------------------ */

void sched_yield(struct tcb *t)
{
	struct percpu *c = arch_self();

	delay_over(c, t);
	if (t->utcb != NULL)
		WRITE_ONCE(t->utcb->preempt_flags,
			   READ_ONCE(t->utcb->preempt_flags) & ~PREEMPT_PENDING);
	handoff_flush(c);
	sched_charge(c, platform_timer_now());
	t->slice_left = t->slice;
	queue_insert(c, t, false);
	c->resched = 1;
}

void sched_donate(struct tcb *t, struct tcb *dest)
{
	struct percpu *c = arch_self();

	handoff_flush(c);
	queue_remove(c, dest);
	queue_insert(c, t, false);
	c->resched = 0;
	switch_to(c, dest);
}

/* --- Schedule ---------------------------------------------------------------------------- */

void sched_set_prio(struct tcb *t, int prio)
{
	struct percpu *c = arch_self();

	if (t->queued) {
		queue_remove(c, t);
		t->runnable = 0;
		t->prio = (int16_t)prio;
		sched_ready(t);
		return;
	}
	t->prio = (int16_t)prio;
	if (t == c->current && c->ready.top > prio)
		c->resched = 1;
}

void sched_set_times(struct tcb *t, bool set_slice, uint64_t slice, bool set_quantum,
		     uint64_t quantum)
{
	struct percpu *c = arch_self();
	uint64_t now = platform_timer_now();
	bool owner = c->slice_owner == t;

	if (owner)
		sched_charge(c, now);
	if (set_slice) {
		t->slice = slice;
		t->slice_left = slice;
	}
	if (set_quantum) {
		t->quantum = quantum;
		t->quantum_left = quantum;
	}
	if (owner)
		slice_begin(c, t, now);
}

/* --- deletion ---------------------------------------------------------------------------- */

void sched_forget(struct tcb *t)
{
	struct percpu *c = arch_self();

	sched_block(t);
	sched_timeout_cancel(&t->timeout);
	sched_timeout_cancel(&t->xfer_timeout);
	if (c->slice_owner == t)
		slice_begin(c, c->current, platform_timer_now());
}

/* --- start-up ---------------------------------------------------------------------------- */

void sched_init_cpu(struct percpu *c, struct tcb *idle)
{
	uint64_t now = platform_timer_now();

	ready_init(&c->ready);
	timeout_wheel_init(&c->timeouts, now);
	c->idle = idle;
	c->current = idle;
	c->slice_owner = idle;
	c->slice_start = now;
	c->slice_end = TIMEOUT_NEVER;
	c->delay_end = TIMEOUT_NEVER;
	c->timer_armed = TIMEOUT_NEVER;
	idle->prio = -1;
	idle->runnable = 1;
	idle->slice = TIMEOUT_NEVER;
	idle->slice_left = TIMEOUT_NEVER;
	idle->quantum = TIMEOUT_NEVER;
	idle->quantum_left = TIMEOUT_NEVER;
}
