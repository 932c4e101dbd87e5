/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fpu_state.c - FPU state of threads: allocated on first use, switched eagerly from then on; and
 * when a thread switch has to care for it or for debug registers.
 */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kmem.h"
#include "percpu.h"
#include "tcb.h"

static struct slab_cache fpu_slab;

word_t glue_special_loaded;		/* FPU state or debug registers of a thread are loaded */

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

void glue_switch_special(struct tcb *to)
{
	struct percpu *c = arch_self();

	fpu_switch(c, to);
	glue_special_loaded = glue_debug_switch(to) || c->fpu_owner != NULL;
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
