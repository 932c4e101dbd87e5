/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu_state.c - when a thread switch has to care for FPU state or debug registers. */
#include "arch.h"
#include "desc.h"
#include "fpu.h"
#include "glue.h"
#include "glue_private.h"
#include "percpu.h"
#include "tcb.h"

word_t glue_special_loaded;		/* FPU state or debug registers of a thread are loaded */

void glue_switch_special(struct tcb *to)
{
	fpu_switch(to);
	glue_special_loaded = glue_debug_switch(to) || arch_self()->fpu_owner != NULL;
}

bool glue_fpu_first_use(struct tcb *t)
{
	if (!arch_has_fpu() || !fpu_first_use(t))
		return false;
	t->glue.special = 1;
	glue_special_loaded = 1;
	return true;
}

void glue_thread_destroy(struct tcb *t)
{
	fpu_release(t);
	glue_debug_destroy(t);
}
