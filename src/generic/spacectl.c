/* SPDX-License-Identifier: BSD-2-Clause */
/* spacectl.c - SpaceControl and ProcessorControl (X2:spacectrl, X2:procctrl). */
#include "glue.h"
#include "kernel.h"
#include "reaper.h"
#include "space.h"
#include "tcb.h"
#include "thread.h"
#include "trace.h"

static void retry(struct tcb *t);

/* Nil: leave it; anythread: none; a thread that exists otherwise. */
static bool redirector_ok(tid_t redirector)
{
	return tid_is_nil(redirector) || tid_is_any(redirector) ||
	       thread_lookup(redirector) != NULL;
}

/* Do what t->op.space_control says. */
static enum x2_error space_control(struct tcb *t)
{
	tid_t spec = t->op.space_control.space, redirector = t->op.space_control.redirector;
	fpage_t kip = t->op.space_control.kip, utcb = t->op.space_control.utcb;
	struct tcb *host = tid_is_local(spec) ? NULL : thread_lookup(spec);
	struct space *s = host != NULL ? host->space : NULL;
	enum x2_error err;

	if (s == NULL)
		return ERR_INVALID_SPACE;
	if (!redirector_ok(redirector))
		return ERR_INVALID_THREAD;
	if (s->active == 0 && (s->flags & SPACE_MAPPED) == 0) {
		err = space_check_areas(kip, utcb);
		if (err != ERR_OK)
			return err;
		if (space_configure(s, kip, utcb) != 0)
			return ERR_NO_MEM;
	}

	/* commit */
	if (!tid_is_nil(redirector))
		thread_set_redirector(s, redirector);
	return ERR_OK;
}

/* What the reaper takes apart may give back the memory that is missing: then start over. */
static void dispatch(struct tcb *t)
{
	enum x2_error err = ERR_NO_PRIVILEGE;

	if (t->space->flags & SPACE_PRIVILEGED)
		err = space_control(t);
	if (err == ERR_NO_MEM && !reaper_idle()) {
		thread_set_cont(t, retry);
		return;
	}
	if (err != ERR_OK)
		t->utcb->error_code = err;
	glue_result(t, X2_SPACE_CONTROL, err == ERR_OK);
}

static void retry(struct tcb *t)
{
	if (reaper_finish(t, retry))
		dispatch(t);
}

void sys_space_control(struct tcb *t, tid_t space, fpage_t kip, fpage_t utcb, tid_t redirector)
{
	TRACE(TRACE_CALL, t, X2_SPACE_CONTROL, space.raw);
	t->op.space_control.space = space;
	t->op.space_control.redirector = redirector;
	t->op.space_control.kip = kip;
	t->op.space_control.utcb = utcb;
	dispatch(t);
}

/* No board of ours changes frequencies or voltages: a valid call asks what we cannot do. */
word_t sys_processor_control(struct tcb *t)
{
	TRACE(TRACE_CALL, t, X2_PROCESSOR_CONTROL, 0);
	t->utcb->error_code = t->space->flags & SPACE_PRIVILEGED ? ERR_INVALID_PARAM
								 : ERR_NO_PRIVILEGE;
	return 0;
}
