/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames and switching. */
#include "arch.h"
#include "asid.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "percpu.h"
#include "space.h"
#include "string.h"
#include "tcb.h"

/* The page user code reads through GS; only its first word is used. */
extern word_t glue_utcb_page[];

static struct asid_pool asids = { ASID_FIRST };

void glue_thread_init(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;

	f->cs = AMD64_UCS;
	f->ss = AMD64_UDS;
	f->rflags = EFLAGS_IF | EFLAGS_ONE;
}

void glue_thread_start(struct tcb *t, word_t ip, word_t sp)
{
	memset(&t->glue.frame, 0, sizeof(t->glue.frame));
	glue_thread_init(t);
	t->glue.frame.rip = ip;
	t->glue.frame.rsp = sp;
}

void glue_thread_destroy(struct tcb *t)
{
	glue_fpu_destroy(t);
}

/* The first load of a PCID drops what the TLB holds under it. */
static void load_space(struct space *s)
{
	if (!asid_is_current(&asids, s->glue.asid))
		s->glue.asid = asid_take(&asids);
	space_activate(s);
	s->glue.asid |= CR3_KEEP;
}

void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	struct percpu *c = arch_self();

	(void)from;
	if (to->space != c->space && to->space != NULL)
		load_space(to->space);
	glue_io_switch(c, to->space);
	arch_tss[c->cpu].hw.rsp0 = (uint64_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if (unlikely(!arch_gs_is_loaded()))
		arch_gs_load(GLUE_UTCB_WORD);
	glue_fpu_switch(c, to);
}
