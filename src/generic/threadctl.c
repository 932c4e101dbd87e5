/* SPDX-License-Identifier: BSD-2-Clause */
/* threadctl.c - ThreadControl: create, modify, activate, migrate, delete threads (X2:threadctl). */
#include "arch.h"
#include "glue.h"
#include "interrupt.h"
#include "ipc.h"
#include "kernel.h"
#include "park.h"
#include "reaper.h"
#include "sched.h"
#include "space.h"
#include "string.h"
#include "thread.h"
#include "trace.h"

#define NO_UTCB		WORD_MAX	/* UtcbLocation: leave it */

static void reap_and_return(struct tcb *t);
static void retry(struct tcb *t);

/* End the call with `result`, after working off what it has left to the reaper. */
static void finish(struct tcb *t, word_t result)
{
	t->op_kind = OP_NONE;
	t->op_index = result;
	if (reaper_idle())
		glue_result(t, X2_THREAD_CONTROL, result);
	else
		thread_set_cont(t, reap_and_return);
}

static void fail(struct tcb *t, enum x2_error err)
{
	t->utcb->error_code = err;
	finish(t, 0);
}

static void succeed(struct tcb *t)
{
	finish(t, 1);
}

static void reap_and_return(struct tcb *t)
{
	while (!reaper_idle()) {
		reaper_step();
		if (sched_preempt_point()) {
			thread_set_cont(t, reap_and_return);
			return;
		}
	}
	glue_result(t, X2_THREAD_CONTROL, t->op_index);
}

/*
 * There is no memory for what t wants, and nothing has changed; but what the reaper takes apart may
 * give some back: then start over, once.
 */
static void no_memory(struct tcb *t)
{
	if (t->op.thread_control.final)
		fail(t, ERR_NO_MEM);
	else
		thread_set_cont(t, retry);
}

/* The UTCB of a thread could not be had. */
static void no_utcb(struct tcb *t, int err)
{
	if (err == -ERR_NO_MEM)
		no_memory(t);
	else
		fail(t, (enum x2_error)-err);
}

/* Would UtcbLocation `block` do in space s? */
static bool utcb_fits(const struct space *s, word_t block)
{
	word_t base = fpage_raw_base(s->utcb_area);
	word_t size = BIT(fpage_s(s->utcb_area));

	return (s->flags & SPACE_READY) != 0 && IS_ALIGNED(block, BIT(GLUE_UTCB_BITS)) &&
	       block >= base && block - base < size;
}

/* The global id of the thread that t calls `id`; an unknown id stays as it is. */
static tid_t global_of(const struct tcb *t, tid_t id)
{
	const struct tcb *p = thread_resolve(t, id);

	return p != NULL ? p->gid : id;
}

/* --- creation ---------------------------------------------------------------------------- */

static void create(struct tcb *t, tid_t dest, tid_t spec, tid_t scheduler, tid_t pager,
		   word_t utcb)
{
	bool own_space = tid_eq(spec, dest);
	struct tcb *host = own_space ? NULL : thread_resolve(t, spec);
	struct space *space = host != NULL ? host->space : NULL;
	struct tcb *n;
	int err;

	if (own_space ? !tid_is_nil(pager) : space == NULL) {
		fail(t, ERR_INVALID_SPACE);
		return;
	}
	if (tid_is_nil(scheduler)) {
		fail(t, ERR_INVALID_SCHEDULER);
		return;
	}
	if (!tid_is_nil(pager)) {
		if ((space->flags & SPACE_READY) == 0) {
			fail(t, ERR_INVALID_SPACE);
			return;
		}
		if (!utcb_fits(space, utcb)) {
			fail(t, ERR_UTCB_AREA);
			return;
		}
	}

	if (own_space)
		space = space_create();
	n = space != NULL ? thread_create(dest, space) : NULL;
	if (n == NULL) {
		if (own_space && space != NULL)
			reaper_add_space(space);
		no_memory(t);
		return;
	}
	n->scheduler = scheduler;
	n->utcb_block = utcb;
	if (!tid_is_nil(pager)) {
		err = space_utcb_attach(space, n, utcb);
		if (err != 0) {
			thread_delete(n);
			no_utcb(t, err);
			return;
		}
		thread_activate(n, pager, global_of(t, pager));
	}
	succeed(t);
}

/* --- modification ------------------------------------------------------------------------ */

/*
 * Move d to space `to`.  An active thread takes the contents of its UTCB along, to the new one it
 * has got there already.
 */
static void migrate(struct tcb *d, struct space *to, const struct utcb *old, tid_t old_lid)
{
	struct space *from = d->space;

	if (old != NULL)
		memcpy(d->utcb, old, sizeof(*old));
	ipc_break(d);
	thread_drop_op(d);
	if (old != NULL) {
		space_utcb_release(from, old_lid);
		from->active--;
		to->active++;
	}
	thread_joins(d, to);
	if (--from->threads == 0)
		reaper_add_space(from);
	if (d == arch_self()->current)
		glue_thread_switch(d, d);
}

static void modify(struct tcb *t, struct tcb *d, tid_t dest, tid_t spec, tid_t scheduler,
		   tid_t pager, word_t utcb)
{
	struct tcb *host = tid_no(spec) == tid_no(dest) && !tid_is_local(spec)
			 ? d : thread_resolve(t, spec);
	bool inactive = d->utcb == NULL;
	bool activate = inactive && !tid_is_nil(pager);
	word_t block = utcb != NO_UTCB ? utcb : d->utcb_block;
	const struct utcb *old = d->utcb;
	tid_t old_lid = d->lid;
	struct space *space;
	int err;

	space = host != NULL ? host->space : NULL;
	if (utcb != NO_UTCB && (!inactive || (space != NULL && (space->flags & SPACE_READY) != 0 &&
					      !utcb_fits(space, utcb)))) {
		fail(t, ERR_UTCB_AREA);
		return;
	}
	if (space == NULL) {
		fail(t, ERR_INVALID_SPACE);
		return;
	}
	if (!inactive && space != d->space && !utcb_fits(space, d->utcb_block)) {
		fail(t, ERR_UTCB_AREA);
		return;
	}
	if (activate) {
		if ((space->flags & SPACE_READY) == 0) {
			fail(t, ERR_INVALID_SPACE);
			return;
		}
		if (!utcb_fits(space, block)) {
			fail(t, ERR_UTCB_AREA);
			return;
		}
	}

	if (activate || (!inactive && space != d->space)) {
		err = space_utcb_attach(space, d, block);
		if (err != 0) {
			no_utcb(t, err);
			return;
		}
	}

	/* commit */
	if (space != d->space)
		migrate(d, space, old, old_lid);
	if (activate)
		thread_activate(d, pager, global_of(t, pager));
	else if (!tid_is_nil(pager))
		d->utcb->pager = pager.raw;
	d->utcb_block = block;
	if (!tid_is_nil(scheduler))
		d->scheduler = scheduler;
	if (!tid_eq(d->gid, dest))
		thread_rename(d, dest);
	succeed(t);
}

/* --- dispatch ---------------------------------------------------------------------------- */

static void interrupt_control(struct tcb *t, tid_t dest, tid_t pager)
{
	struct tcb *handler;
	enum x2_error err;

	if (tid_version(dest) != 1) {
		fail(t, ERR_INVALID_THREAD);
		return;
	}
	if (tid_eq(pager, dest)) {
		err = interrupt_detach(tid_no(dest));
	} else {
		handler = thread_resolve(t, pager);
		err = handler != NULL && handler->space != NULL
		    ? interrupt_attach(tid_no(dest), handler) : ERR_INVALID_THREAD;
	}
	if (err != ERR_OK)
		fail(t, err);
	else
		succeed(t);
}

/* Do what t->op.thread_control says. */
static void dispatch(struct tcb *t)
{
	tid_t dest = t->op.thread_control.dest, spec = t->op.thread_control.space;
	tid_t scheduler = t->op.thread_control.scheduler, pager = t->op.thread_control.pager;
	word_t utcb = t->op.thread_control.utcb;
	struct tcb *d = thread_by_number(tid_no(dest));

	if (d != NULL)
		thread_unpark(d);
	t->op.thread_control.final = reaper_idle();
	if (d != NULL && reaper_has(d)) {
		thread_set_cont(t, retry);
	} else if (tid_is_nil(spec)) {
		if (d == t)
			fail(t, ERR_INVALID_THREAD);
		else if (d != NULL && tid_eq(d->gid, dest))
			thread_delete(d);
		if (d != t)
			succeed(t);
	} else if (d == NULL) {
		create(t, dest, spec, scheduler, pager, utcb);
	} else {
		modify(t, d, dest, spec, scheduler, pager, utcb);
	}
}

/* Start over when nothing is left to be reaped. */
static void retry(struct tcb *t)
{
	while (!reaper_idle()) {
		reaper_step();
		if (sched_preempt_point()) {
			thread_set_cont(t, retry);
			return;
		}
	}
	dispatch(t);
}

void sys_thread_control(struct tcb *t, tid_t dest, tid_t space, tid_t scheduler, tid_t pager,
			word_t utcb_location)
{
	word_t no = tid_no(dest);

	TRACE(TRACE_CALL, t, X2_THREAD_CONTROL, dest.raw);
	if ((t->space->flags & SPACE_PRIVILEGED) == 0) {
		fail(t, ERR_NO_PRIVILEGE);
		return;
	}
	if (tid_is_local(dest) || tid_is_any(dest) || no >= BIT(THREAD_NUMBER_BITS) ||
	    (no >= thread_system_base() && no < thread_user_base())) {
		fail(t, ERR_INVALID_THREAD);
		return;
	}
	if (no < thread_system_base()) {
		interrupt_control(t, dest, pager);
		return;
	}
	t->op_kind = OP_THREAD_CONTROL;
	t->op.thread_control.dest = dest;
	t->op.thread_control.space = space;
	t->op.thread_control.scheduler = scheduler;
	t->op.thread_control.pager = pager;
	t->op.thread_control.utcb = utcb_location;
	dispatch(t);
}
