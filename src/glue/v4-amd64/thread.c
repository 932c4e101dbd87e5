/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames and switching. */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "tcb.h"

void glue_thread_init(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;

	f->cs = AMD64_UCS;
	f->ss = AMD64_UDS;
	f->rflags = EFLAGS_IF | EFLAGS_ONE;
}

/* The idle thread and interrupt threads have no space: whatever is loaded stays. */
void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	(void)from;
	arch_segments_clear();
	if (to->space != NULL && !space_is_loaded(to->space))
		arch_space_switch(to->glue.root, 0);
	glue_thread_load(to);
}
