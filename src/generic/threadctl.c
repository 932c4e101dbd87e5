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

/* End the call, after working off what it has left to the reaper. */
static void finish(struct tcb *t, enum x2_error err)
{
	if (err != ERR_OK)
		t->utcb->error_code = err;
	t->op_index = err == ERR_OK;
	reap_and_return(t);
}

static void reap_and_return(struct tcb *t)
{
	if (reaper_finish(t, reap_and_return))
		glue_result(t, X2_THREAD_CONTROL, t->op_index);
}

/* Would UtcbLocation `block` do in space s? */
static bool utcb_fits(const struct space *s, word_t block)
{
	word_t base = fpage_raw_base(s->utcb_area);
	word_t size = BIT(fpage_s(s->utcb_area));

	return (s->flags & SPACE_READY) != 0 && IS_ALIGNED(block, BIT(GLUE_UTCB_BITS)) &&
	       block >= base && block - base < size;
}

/* Why a thread with its UTCB at `block` cannot become active in s, or ERR_OK. */
static enum x2_error check_activation(const struct space *s, word_t block)
{
	if ((s->flags & SPACE_READY) == 0)
		return ERR_INVALID_SPACE;
	return utcb_fits(s, block) ? ERR_OK : ERR_UTCB_AREA;
}

/* The global id of the thread that t calls `id`; an unknown id stays as it is. */
static tid_t global_of(const struct tcb *t, tid_t id)
{
	const struct tcb *p = thread_resolve(t, id);

	return p != NULL ? p->gid : id;
}

/* --- creation ---------------------------------------------------------------------------- */

static enum x2_error create(struct tcb *t, tid_t dest, tid_t spec, tid_t scheduler, tid_t pager,
			    word_t utcb)
{
	bool own_space = tid_eq(spec, dest);
	struct tcb *host = own_space ? NULL : thread_resolve(t, spec);
	struct space *space = host != NULL ? host->space : NULL;
	struct tcb *n;
	enum x2_error err;

	if (own_space ? !tid_is_nil(pager) : space == NULL)
		return ERR_INVALID_SPACE;
	if (tid_is_nil(scheduler))
		return ERR_INVALID_SCHEDULER;
	if (!tid_is_nil(pager)) {
		err = check_activation(space, utcb);
		if (err != ERR_OK)
			return err;
	}

	if (own_space)
		space = space_create();
	n = space != NULL ? thread_create(dest, space) : NULL;
	if (n == NULL) {
		if (own_space && space != NULL)
			reaper_add_space(space);
		return ERR_NO_MEM;
	}
	n->scheduler = scheduler;
	n->utcb_block = utcb;
	if (!tid_is_nil(pager)) {
		err = (enum x2_error)-space_utcb_attach(space, n, utcb);
		if (err != ERR_OK) {
			thread_delete(n);
			return err;
		}
		thread_activate(n, pager, global_of(t, pager));
	}
	return ERR_OK;
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

static enum x2_error modify(struct tcb *t, struct tcb *d, tid_t dest, tid_t spec,
			    tid_t scheduler, tid_t pager, word_t utcb)
{
	struct tcb *host = tid_eq(spec, dest) ? d : thread_resolve(t, spec);
	bool inactive = d->utcb == NULL;
	bool activate = inactive && !tid_is_nil(pager);
	word_t block = utcb != NO_UTCB ? utcb : d->utcb_block;
	const struct utcb *old = d->utcb;
	tid_t old_lid = d->lid;
	struct space *space;
	enum x2_error err;

	space = host != NULL ? host->space : NULL;
	if (utcb != NO_UTCB && (!inactive || (space != NULL && (space->flags & SPACE_READY) != 0 &&
					      !utcb_fits(space, utcb))))
		return ERR_UTCB_AREA;
	if (space == NULL)
		return ERR_INVALID_SPACE;
	if (!inactive && space != d->space && !utcb_fits(space, d->utcb_block))
		return ERR_UTCB_AREA;
	if (activate) {
		err = check_activation(space, block);
		if (err != ERR_OK)
			return err;
	}

	if (activate || (!inactive && space != d->space)) {
		err = (enum x2_error)-space_utcb_attach(space, d, block);
		if (err != ERR_OK)
			return err;
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
	return ERR_OK;
}

/* --- dispatch ---------------------------------------------------------------------------- */

static enum x2_error interrupt_control(struct tcb *t, tid_t dest, tid_t pager)
{
	struct tcb *handler;

	if (tid_version(dest) != 1)
		return ERR_INVALID_THREAD;
	if (tid_eq(pager, dest))
		return interrupt_detach(tid_no(dest));
	handler = thread_resolve(t, pager);
	if (handler == NULL || handler->space == NULL)
		return ERR_INVALID_THREAD;
	return interrupt_attach(tid_no(dest), handler);
}

static enum x2_error delete(struct tcb *t, struct tcb *d)
{
	if (d == t)
		return ERR_INVALID_THREAD;
	if (d != NULL)
		thread_delete(d);
	return ERR_OK;
}

/*
 * Do what t->op.thread_control says.  If there is no memory for it nothing has changed; what the
 * reaper takes apart may give some back: then start over, once.
 */
static void dispatch(struct tcb *t)
{
	tid_t dest = t->op.thread_control.dest, spec = t->op.thread_control.space;
	tid_t scheduler = t->op.thread_control.scheduler, pager = t->op.thread_control.pager;
	word_t utcb = t->op.thread_control.utcb;
	struct tcb *d = thread_by_number(tid_no(dest));
	bool final = reaper_idle();
	enum x2_error err;

	if (d != NULL)
		thread_unpark(d);
	if (d != NULL && reaper_has(d)) {
		thread_set_cont(t, retry);
		return;
	}
	if (tid_is_nil(spec))
		err = delete(t, d);
	else if (d == NULL)
		err = create(t, dest, spec, scheduler, pager, utcb);
	else
		err = modify(t, d, dest, spec, scheduler, pager, utcb);
	if (err == ERR_NO_MEM && !final)
		thread_set_cont(t, retry);
	else
		finish(t, err);
}

/* Start over when nothing is left to be reaped. */
static void retry(struct tcb *t)
{
	if (reaper_finish(t, retry))
		dispatch(t);
}

void sys_thread_control(struct tcb *t, tid_t dest, tid_t space, tid_t scheduler, tid_t pager,
			word_t utcb_location)
{
	word_t no = tid_no(dest);

	TRACE(TRACE_CALL, t, X2_THREAD_CONTROL, dest.raw);
	if ((t->space->flags & SPACE_PRIVILEGED) == 0) {
		finish(t, ERR_NO_PRIVILEGE);
		return;
	}
	if (tid_is_local(dest) || tid_is_any(dest) || no >= BIT(THREAD_NUMBER_BITS) ||
	    (no >= thread_system_base() && no < thread_user_base())) {
		finish(t, ERR_INVALID_THREAD);
		return;
	}
	if (no < thread_system_base()) {
		finish(t, interrupt_control(t, dest, pager));
		return;
	}
	t->op.thread_control.dest = dest;
	t->op.thread_control.space = space;
	t->op.thread_control.scheduler = global_of(t, scheduler);
	t->op.thread_control.pager = pager;
	t->op.thread_control.utcb = utcb_location;
	dispatch(t);
}
