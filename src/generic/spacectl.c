/* SPDX-License-Identifier: BSD-2-Clause */
/* spacectl.c - SpaceControl and ProcessorControl (X2:spacectrl, X2:procctrl). */
#include "glue.h"
#include "kernel.h"
#include "space.h"
#include "tcb.h"
#include "thread.h"
#include "trace.h"

static word_t fail(struct tcb *t, enum x2_error err)
{
	t->utcb->error_code = err;
	return 0;
}

/* Nil: leave it; anythread: none; a thread that exists otherwise. */
static bool redirector_ok(tid_t redirector)
{
	return tid_is_nil(redirector) || tid_is_any(redirector) ||
	       thread_lookup(redirector) != NULL;
}

word_t sys_space_control(struct tcb *t, tid_t spec, word_t control, fpage_t kip, fpage_t utcb,
			 tid_t redirector, word_t *old_control)
{
	struct tcb *host;
	struct space *s;
	enum x2_error err;

	TRACE(TRACE_CALL, t, X2_SPACE_CONTROL, spec.raw);
	*old_control = 0;
	if ((t->space->flags & SPACE_PRIVILEGED) == 0)
		return fail(t, ERR_NO_PRIVILEGE);
	host = tid_is_local(spec) ? NULL : thread_lookup(spec);
	s = host != NULL ? host->space : NULL;
	if (s == NULL)
		return fail(t, ERR_INVALID_SPACE);
	if (!redirector_ok(redirector))
		return fail(t, ERR_INVALID_THREAD);
	if (s->active == 0) {
		err = space_check_areas(kip, utcb);
		if (err != ERR_OK)
			return fail(t, err);
		if (space_configure(s, kip, utcb) != 0)
			return fail(t, ERR_NO_MEM);
	}

	/* commit */
	if (!tid_is_nil(redirector))
		thread_set_redirector(s, redirector);
	*old_control = glue_space_control(s, control);
	return 1;
}

/* No board of ours changes frequencies or voltages: a valid call asks what we cannot do. */
word_t sys_processor_control(struct tcb *t, word_t no, word_t internal, word_t external,
			     word_t voltage)
{
	(void)no;
	(void)internal;
	(void)external;
	(void)voltage;
	TRACE(TRACE_CALL, t, X2_PROCESSOR_CONTROL, no);
	if ((t->space->flags & SPACE_PRIVILEGED) == 0)
		return fail(t, ERR_NO_PRIVILEGE);
	return fail(t, ERR_INVALID_PARAM);
}
