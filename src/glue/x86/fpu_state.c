/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu_state.c - when a thread switch has to care for FPU state, debug registers, or I/O ports. */
#include "arch.h"
#include "desc.h"
#include "fpu.h"
#include "glue.h"
#include "glue_private.h"
#include "percpu.h"
#include "tcb.h"

word_t glue_special_loaded;		/* registers that the current thread owns are loaded */

void glue_special_add(struct tcb *t, word_t what)
{
	t->glue.special |= what;
	t->bars |= BAR_GLUE;
	glue_special_loaded = 1;
}

void glue_switch_special(struct tcb *to)
{
	bool debug = glue_debug_switch(to), io = glue_io_switch(to);

	fpu_switch(to);
	glue_special_loaded = debug || io || arch_self()->fpu_owner != NULL;
}

bool glue_fpu_first_use(struct tcb *t)
{
	if (!arch_has_fpu() || !fpu_first_use(t))
		return false;
	glue_special_add(t, SPECIAL_FPU);
	return true;
}

void glue_thread_destroy(struct tcb *t)
{
	fpu_release(t);
	glue_debug_destroy(t);
}
