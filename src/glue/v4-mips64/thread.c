/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - frames, FPU state and switching. */
#include "arch.h"
#include "fpu.h"
#include "glue.h"
#include "string.h"
#include "tcb.h"

struct asid_pool glue_asids = { ASID_FIRST };

void glue_thread_init(struct tcb *t)
{
	t->glue.frame.status = ARCH_STATUS_USER;
}

/* What the thread may have had of the FPU it keeps. */
void glue_thread_start(struct tcb *t, word_t ip, word_t sp)
{
	uint32_t fpu = t->glue.frame.status & (STATUS_CU1 | STATUS_FR);

	memset(&t->glue.frame, 0, sizeof(t->glue.frame));
	t->glue.frame.status = (ARCH_STATUS_USER & ~(uint32_t)STATUS_FR) | fpu;
	t->glue.frame.epc = ip;
	t->glue.frame.sp = sp;
}

static void copy(word_t *dst, const word_t *src, unsigned n)
{
	do
		*dst++ = READ_ONCE(*src++);
	while (--n != 0);
}

void glue_copy_words(struct tcb *to, const struct tcb *from, unsigned n)
{
	const unsigned last = GLUE_MR_REGISTERS - 1;

	copy(&to->glue.frame.row[1], &from->glue.frame.row[1], MIN(n, last));
	if (n > last)
		copy(&to->utcb->mr[last + 1], &from->utcb->mr[last + 1], n - last);
}

/* With small registers, upper halves are whose they were: nobody may get to see these. */
void glue_fpu_set_mode(struct tcb *t, word_t mode)
{
	word_t *state = t->glue.fpu;

	if (state[ARCH_FPU_MODE] == mode)
		return;
	state[ARCH_FPU_MODE] = mode;
	if (arch_self()->fpu_owner == t)
		arch_fpu_restore(state);
}

void glue_switch_fpu(struct tcb *to)
{
	fpu_switch(to);
}

/* The idle thread and interrupt threads have no space: whatever is loaded stays. */
void glue_thread_switch(struct tcb *from, struct tcb *to)
{
	(void)from;
	if (to->space != NULL && !space_is_loaded(to->space))
		glue_load_space(to->space);
	glue_thread_load(to);
}

void glue_thread_destroy(struct tcb *t)
{
	fpu_release(t);
}
