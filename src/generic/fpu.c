/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.c - FPU state of threads: allocated on first use, switched eagerly from then on. */
#include "fpu.h"

#include "arch.h"
#include "kmem.h"
#include "percpu.h"
#include "tcb.h"

static struct slab_cache fpu_slab;

void fpu_switch(struct tcb *to)
{
	struct percpu *c = arch_self();

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

bool fpu_first_use(struct tcb *t)
{
	if (t->glue.fpu != NULL)
		return false;
	if (fpu_slab.size == 0)
		slab_init(&fpu_slab, ARCH_FPU_BYTES, ARCH_FPU_ALIGN, ARCH_PAGE_BITS, KMEM_FPU);
	t->glue.fpu = slab_alloc(&fpu_slab);
	if (t->glue.fpu == NULL)
		return false;
	arch_fpu_init(t->glue.fpu);
	arch_fpu_enable();
	arch_fpu_restore(t->glue.fpu);
	arch_self()->fpu_owner = t;
	return true;
}

void fpu_release(struct tcb *t)
{
	struct percpu *c = arch_self();

	if (c->fpu_owner == t) {
		arch_fpu_disable();
		c->fpu_owner = NULL;
	}
	if (t->glue.fpu != NULL)
		slab_free(&fpu_slab, t->glue.fpu);
	t->glue.fpu = NULL;
}
