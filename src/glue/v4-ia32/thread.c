/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames and switching. */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"

void glue_thread_init(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;

	f->cs = IA32_UCS;
	f->ss = IA32_UDS;
	f->eflags = EFLAGS_IF | EFLAGS_ONE;
}

void glue_utcb_attached(struct tcb *t, const struct space *s)
{
	t->glue.sysenter_ip = s->glue.sysenter_ip;
	t->glue.root = s->glue.root;
}

/* The idle thread and interrupt threads have no space: whatever is loaded stays. */
void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	struct percpu *c = arch_self();

	(void)from;
	if (to->space != NULL)
		space_activate(to->space);
	arch_tss[c->cpu].hw.esp0 = (uint32_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if ((glue_special_loaded | to->glue.special) != 0)
		glue_switch_special(to);
}
