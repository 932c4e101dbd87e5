/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for mips64 (X2:abi.mips64); included by it alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "arch.h"
#include "asid.h"
#include "cpu.h"
#include "glue_call.h"
#include "mr_row.h"
#include "no_parking.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"

#define GLUE_MR_REGISTERS	9u

static inline word_t glue_mr_get(const struct tcb *t, unsigned i)
{
	return mr_row_get(t, t->glue.frame.row, GLUE_MR_REGISTERS, i);
}

static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value)
{
	mr_row_set(t, t->glue.frame.row, GLUE_MR_REGISTERS, i, value);
}

static inline word_t glue_thread_ip(const struct tcb *t)
{
	return t->glue.frame.epc;
}

static inline word_t glue_thread_sp(const struct tcb *t)
{
	return t->glue.frame.sp;
}

static inline word_t glue_thread_flags(const struct tcb *t)
{
	return arch_frame_flags(&t->glue.frame);
}

/* A new place to go on: not in a delay slot any more. */
static inline void glue_thread_set_ip(struct tcb *t, word_t ip)
{
	t->glue.frame.epc = ip;
	t->glue.frame.cause &= ~CAUSE_BD;
}

static inline void glue_thread_set_sp(struct tcb *t, word_t sp)
{
	t->glue.frame.sp = sp;
}

/* The FPU state of t is for registers of another size from now on: their contents are undefined. */
void glue_fpu_set_mode(struct tcb *t, word_t mode);

/* A Status of its own needs care at a switch, which the fast path does not take. */
static inline void glue_thread_set_flags(struct tcb *t, word_t flags)
{
	arch_frame_set_flags(&t->glue.frame, flags);
	if (arch_frame_flags(&t->glue.frame) != ARCH_STATUS_CHOICE)
		t->bars |= BAR_GLUE;
	if (t->glue.fpu != NULL)
		glue_fpu_set_mode(t, arch_frame_flags(&t->glue.frame));
}

static inline tid_t glue_local_id(word_t block)
{
	return (tid_t){ block };
}

static inline word_t glue_utcb_block(tid_t local)
{
	return local.raw;
}

/* Words 1 to n, of which there are some (thread.c). */
void glue_copy_words(struct tcb *to, const struct tcb *from, unsigned n);

/* What is not sent is not shown: registers beyond the message are 0. */
static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
#pragma GCC unroll 8
	for (unsigned i = 1; i < GLUE_MR_REGISTERS; i++)
		to->glue.frame.row[i] = 0;
	if (n != 0)
		glue_copy_words(to, from, n);
}

/* Defined in space.c and thread.c. */
extern struct asid_pool glue_asids;
void glue_switch_fpu(struct tcb *to);

/* Numbers begin anew with an empty TLB: that is cheaper than dropping them one by one. */
static inline void glue_load_space(struct space *s)
{
	if (unlikely(!asid_is_current(&glue_asids, s->glue.asid))) {
		s->glue.asid = asid_take(&glue_asids);
		if (asid_is_first(s->glue.asid))
			arch_tlb_flush_all();
	}
	arch_space_load(s->glue.table, s->glue.asid);
}

/* What is cached under the number that s had so far means nothing from now on. */
static inline void glue_space_flush(struct space *s)
{
	s->glue.asid = 0;
	if (space_is_loaded(s))
		glue_load_space(s);
}

/* What is loaded of a thread but for its space. */
static inline void glue_thread_load(struct tcb *to)
{
	const struct percpu *c = arch_self();

	arch_user_k0 = to->lid.raw;
	/* One test for the common case, that nobody has such state. */
	if (unlikely(((word_t)c->fpu_owner | (word_t)to->glue.fpu) != 0) && c->fpu_owner != to)
		glue_switch_fpu(to);
}

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	if (from->space != to->space)
		glue_load_space(to->space);
	glue_thread_load(to);
}

/* A thread goes on with the registers of its frame, however it came to wait. */
static inline bool glue_thread_may_park(const struct tcb *t)
{
	(void)t;
	return true;
}

/* The lists of these calls are in the UTCB altogether. */
static inline word_t glue_list_get(const struct tcb *t, enum x2_call call, unsigned i)
{
	(void)call;
	return READ_ONCE(t->utcb->mr[i]);
}

static inline void glue_list_set(struct tcb *t, unsigned i, word_t value)
{
	t->utcb->mr[i] = value;
}

static inline void glue_ipc_return(struct tcb *t, tid_t from)
{
	t->glue.frame.v0 = from.raw;
}

#endif
