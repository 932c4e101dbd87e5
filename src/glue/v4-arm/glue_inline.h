/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for arm (X2:abi.arm); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "arch.h"
#include "fpu.h"
#include "glue_call.h"
#include "glue_version.h"
#include "mr_row.h"
#include "no_parking.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"

/* MR0..MR4 are r3..r7 both ways; the others are in the UTCB. */
#define GLUE_MR_REGISTERS	5u
#define GLUE_MR_FIRST		3

static inline word_t glue_mr_get(const struct tcb *t, unsigned i)
{
	return mr_row_get(t, t->glue.frame.r + GLUE_MR_FIRST, GLUE_MR_REGISTERS, i);
}

static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value)
{
	mr_row_set(t, t->glue.frame.r + GLUE_MR_FIRST, GLUE_MR_REGISTERS, i, value);
}

/* What is not sent is not shown. */
static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
	const word_t *src = &from->glue.frame.r[GLUE_MR_FIRST];
	word_t *dst = &to->glue.frame.r[GLUE_MR_FIRST];

	for (unsigned i = 1; i <= MIN(n, GLUE_MR_REGISTERS - 1); i++)
		dst[i] = src[i];
	if (n >= GLUE_MR_REGISTERS)
		arch_copy(&to->utcb->mr[GLUE_MR_REGISTERS], &from->utcb->mr[GLUE_MR_REGISTERS],
			  (n - (GLUE_MR_REGISTERS - 1)) * sizeof(word_t));
}

/* Unmap takes its list as message registers, MemoryControl all of it in the UTCB. */
static inline word_t glue_list_get(const struct tcb *t, enum x2_call call, unsigned i)
{
	return call == X2_MEMORY_CONTROL ? READ_ONCE(t->utcb->mr[i]) : glue_mr_get(t, i);
}

static inline void glue_list_set(struct tcb *t, unsigned i, word_t value)
{
	glue_mr_set(t, i, value);
}

static inline void glue_ipc_return(struct tcb *t, tid_t from)
{
	t->glue.frame.r[0] = from.raw;
}

/* --- threads ----------------------------------------------------------------------------- */

/* Where user code finds the local id of the thread that runs. */
static inline void glue_set_thread(const struct tcb *to)
{
	*(volatile word_t *)GLUE_UTCB_WORD = to->lid.raw;
	glue_set_thread_register(to->lid.raw);
}

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	if (from->space != to->space)
		glue_load_space(to->space);
	glue_set_thread(to);
	if (unlikely(arch_self()->fpu_owner != NULL || to->glue.fpu != NULL))
		fpu_switch(to);
}

/* Stubs are ARM code, and all that a message brings is in the frame or the UTCB. */
static inline bool glue_thread_may_park(const struct tcb *t)
{
	(void)t;
	return true;
}

/* Bit 0 of an address of code says that it is Thumb code (X2:abi.arm). */
static inline word_t glue_thread_ip(const struct tcb *t)
{
	return t->glue.frame.pc | ((t->glue.frame.cpsr & PSR_T) != 0 ? 1 : 0);
}

static inline void glue_thread_set_ip(struct tcb *t, word_t ip)
{
	struct arch_frame *f = &t->glue.frame;

	if (ip != glue_thread_ip(t))		/* conditions were for the instructions there */
		f->cpsr &= ~(word_t)PSR_IT_J;
	f->cpsr = (f->cpsr & ~(word_t)PSR_T) | ((ip & 1) != 0 ? PSR_T : 0);
	f->pc = (ip & 1) != 0 ? ip & ~(word_t)1 : ip & ~(word_t)3;
}

static inline word_t glue_thread_sp(const struct tcb *t)
{
	return t->glue.frame.sp;
}

static inline void glue_thread_set_sp(struct tcb *t, word_t sp)
{
	t->glue.frame.sp = sp;
}

static inline word_t glue_thread_flags(const struct tcb *t)
{
	return arch_frame_flags(&t->glue.frame);
}

static inline void glue_thread_set_flags(struct tcb *t, word_t flags)
{
	arch_frame_set_flags(&t->glue.frame, flags);
}

static inline tid_t glue_local_id(word_t block)
{
	return (tid_t){ block };
}

static inline word_t glue_utcb_block(tid_t local)
{
	return local.raw;
}

#endif
