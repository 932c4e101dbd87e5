/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames, switching, FPU state. */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kmem.h"
#include "percpu.h"
#include "space.h"
#include "string.h"
#include "tcb.h"

static struct slab_cache fpu_slab;

void glue_thread_init(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;

	f->cs = IA32_UCS;
	f->ss = IA32_UDS;
	f->eflags = EFLAGS_IF | EFLAGS_ONE;
}

void glue_thread_start(struct tcb *t, word_t ip, word_t sp)
{
	memset(&t->glue.frame, 0, sizeof(t->glue.frame));
	glue_thread_init(t);
	t->glue.frame.eip = ip;
	t->glue.frame.esp = sp;
}

void glue_utcb_attached(struct tcb *t, const struct space *s)
{
	t->glue.sysenter_ip = s->glue.sysenter_ip;
}

/* --- FPU --------------------------------------------------------------------------------- */

static void fpu_switch(struct percpu *c, struct tcb *to)
{
	if (c->fpu_owner == to)
		return;
	if (c->fpu_owner != NULL)
		arch_fpu_save(c->fpu_owner->glue.fpu);
	else if (to->glue.fpu != NULL)
		arch_fpu_enable();
	if (to->glue.fpu != NULL) {
		arch_fpu_restore(to->glue.fpu);
		c->fpu_owner = to;
	} else if (c->fpu_owner != NULL) {
		arch_fpu_disable();
		c->fpu_owner = NULL;
	}
}

bool glue_fpu_first_use(struct tcb *t)
{
	struct percpu *c = arch_self();

	if (!arch_has_fpu() || t->glue.fpu != NULL)
		return false;
	if (fpu_slab.size == 0)
		slab_init(&fpu_slab, ARCH_FPU_BYTES, ARCH_FPU_ALIGN, ARCH_PAGE_BITS, KMEM_FPU);
	t->glue.fpu = slab_alloc(&fpu_slab);
	if (t->glue.fpu == NULL)
		return false;
	arch_fpu_init(t->glue.fpu);
	arch_fpu_enable();
	arch_fpu_restore(t->glue.fpu);
	c->fpu_owner = t;
	t->glue.special = 1;
	glue_special_loaded = 1;
	return true;
}

void glue_thread_destroy(struct tcb *t)
{
	struct percpu *c = arch_self();

	if (c->fpu_owner == t) {
		arch_fpu_disable();
		c->fpu_owner = NULL;
	}
	if (t->glue.fpu != NULL)
		slab_free(&fpu_slab, t->glue.fpu);
	t->glue.fpu = NULL;
	glue_debug_destroy(t);
}

/* --- switching --------------------------------------------------------------------------- */

word_t glue_special_loaded;		/* FPU state or debug registers of a thread are loaded */

void glue_switch_special(struct tcb *to)
{
	struct percpu *c = arch_self();

	fpu_switch(c, to);
	glue_special_loaded = glue_debug_switch(to) || c->fpu_owner != NULL;
}

/* The idle thread and interrupt threads have no space: whatever is loaded stays. */
void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	struct percpu *c = arch_self();

	(void)from;
	if (to->space != NULL && to->space != c->space) {
		space_activate(to->space);
		arch_tss[c->cpu].hw.iomap = to->space->glue.iomap;
	}
	arch_tss[c->cpu].hw.esp0 = (uint32_t)(&to->glue.frame + 1);
	glue_sysenter_stack.frame_end = (uint32_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if ((glue_special_loaded | to->glue.special) != 0)
		glue_switch_special(to);
}
