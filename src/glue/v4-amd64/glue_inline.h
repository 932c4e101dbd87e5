/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for amd64 (X2:abi.amd64); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "arch.h"
#include "desc.h"
#include "glue_call.h"
#include "mr_row.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"
#include "x86_glue.h"

#define GLUE_MR_REGISTERS	8u

static inline word_t glue_mr_get(const struct tcb *t, unsigned i)
{
	return mr_row_get(t, t->glue.frame.row, GLUE_MR_REGISTERS, i);
}

static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value)
{
	mr_row_set(t, t->glue.frame.row, GLUE_MR_REGISTERS, i, value);
}

/* What is not sent is not shown: registers beyond the message are 0, as fastpath.S leaves them. */
static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
	const word_t *src = &from->utcb->mr[GLUE_MR_REGISTERS];
	word_t *dst = &to->utcb->mr[GLUE_MR_REGISTERS];

	for (unsigned i = 1; i < GLUE_MR_REGISTERS; i++)
		to->glue.frame.row[i] = 0;
	for (unsigned i = MIN(n, GLUE_MR_REGISTERS - 1); i != 0; i--)
		to->glue.frame.row[i] = from->glue.frame.row[i];
	if (n < GLUE_MR_REGISTERS)
		return;
	n -= GLUE_MR_REGISTERS - 1;
	__asm__ volatile("rep movsq" : "+S"(src), "+D"(dst), "+c"(n) : : "memory");
}

/* Defined in init.c, thread.c and special.c. */
extern word_t glue_utcb_page[];
extern word_t glue_special_loaded;
void glue_switch_special(struct tcb *to);

static inline void glue_space_flush(struct space *s)
{
	arch_tlb_flush_asid(s->glue.asid);
}

/* What the fast path returns with is what a syscall has left, sysret can take, and no step. */
static inline bool glue_thread_may_park(const struct tcb *t)
{
	const struct arch_frame *f = &t->glue.frame;
	sword_t upper = (sword_t)f->rip >> AMD64_USER_BITS;

	return f->vector == GLUE_VECTOR_SYSCALL && (f->rflags & EFLAGS_TF) == 0 &&
	       (upper == 0 || upper == -1);
}

/* The place of the error code, which a syscall has none of, shares a cache line with rip. */
static inline void glue_thread_park(struct tcb *t)
{
	t->glue.frame.error = t->glue.frame.rdi;
}

static inline void glue_thread_unpark(struct tcb *t)
{
	t->glue.frame.rdi = t->glue.frame.error;
	t->glue.frame.vector = GLUE_VECTOR_SYSCALL;
}

/* What is loaded of a thread but for its space. */
static inline void glue_thread_load(struct tcb *to)
{
	arch_tss[0].hw.rsp0 = (word_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if (unlikely(!arch_gs_is_loaded()))
		arch_gs_load(GLUE_UTCB_WORD);
	if (unlikely((glue_special_loaded | to->glue.special) != 0))
		glue_switch_special(to);
}

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	if (from->space != to->space)
		arch_space_switch(to->glue.root, 0);
	glue_thread_load(to);
}

static inline word_t glue_list_get(const struct tcb *t, enum x2_call call, unsigned i)
{
	(void)call;
	return glue_mr_get(t, i);
}

static inline void glue_list_set(struct tcb *t, unsigned i, word_t value)
{
	glue_mr_set(t, i, value);
}

static inline void glue_ipc_return(struct tcb *t, tid_t from)
{
	t->glue.frame.rsi = from.raw;
}

#endif
