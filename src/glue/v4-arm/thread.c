/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames and switching. */
#include "arch.h"
#include "fpu.h"
#include "glue.h"
#include "glue_private.h"
#include "space.h"
#include "tcb.h"

void glue_thread_init(struct tcb *t)
{
	t->glue.frame.cpsr = PSR_USER | PSR_F;
}

void glue_utcb_attached(struct tcb *t, const struct space *s)
{
	t->glue.kip = fpage_raw_base(s->kip_area);
	t->glue.ipc_return = t->glue.kip + glue_stub_offset(X2_IPC) + GLUE_STUB_RETURN;
	t->glue.mr5 = &t->utcb->mr[GLUE_MR_REGISTERS];
	glue_share_utcb(t, s);
}

/* The idle thread and interrupt threads have no space: whatever is loaded stays. */
void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	(void)from;
	if (to->space != NULL) {
		if (!space_is_loaded(to->space))
			glue_load_space(to->space);
		glue_set_thread(to);
	}
	if (arch_self()->fpu_owner != to)
		fpu_switch(to);
}

void glue_thread_destroy(struct tcb *t)
{
	fpu_release(t);
}
