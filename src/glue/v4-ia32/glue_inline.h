/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - the short functions of glue.h for ia32 (X2:abi.ia32); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "tcb.h"
#include "x86_regs.h"

static inline word_t glue_thread_ip(const struct tcb *t)
{
	return t->glue.frame.eip;
}

static inline word_t glue_thread_sp(const struct tcb *t)
{
	return t->glue.frame.esp;
}

static inline word_t glue_thread_flags(const struct tcb *t)
{
	return t->glue.frame.eflags;
}

static inline void glue_thread_set_ip(struct tcb *t, word_t ip)
{
	t->glue.frame.eip = ip;
}

static inline void glue_thread_set_sp(struct tcb *t, word_t sp)
{
	t->glue.frame.esp = sp;
}

static inline void glue_thread_set_flags(struct tcb *t, word_t flags)
{
	arch_frame_set_flags(&t->glue.frame, flags);
}

static inline tid_t glue_local_id(word_t block)
{
	return (tid_t){ block + UTCB_POINTER_OFFSET };
}

static inline word_t glue_utcb_block(tid_t local)
{
	return local.raw - UTCB_POINTER_OFFSET;
}

/*
 * MR0 is ESI both ways; MR1 and MR2 are sent from the UTCB and received in EBX and EBP; the others
 * are in the UTCB.
 */
static inline word_t glue_mr_get(const struct tcb *t, unsigned i)
{
	return i == 0 ? t->glue.frame.esi : READ_ONCE(t->utcb->mr[i]);
}

static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value)
{
	if (i == 0)
		t->glue.frame.esi = value;
	else if (i == 1)
		t->glue.frame.ebx = value;
	else if (i == 2)
		t->glue.frame.ebp = value;
	else
		t->utcb->mr[i] = value;
}

static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
	const word_t *src = from->utcb->mr;
	word_t *dst = to->utcb->mr;

	to->glue.frame.ebx = src[1];
	to->glue.frame.ebp = src[2];
	for (unsigned i = 3; i <= n; i++)
		dst[i] = src[i];
}

static inline word_t glue_list_get(const struct tcb *t, enum x2_call call, unsigned i)
{
	(void)call;
	return i == 0 ? t->glue.frame.esi : READ_ONCE(t->utcb->mr[i]);
}

static inline void glue_list_set(struct tcb *t, unsigned i, word_t value)
{
	if (i == 0)
		t->glue.frame.esi = value;
	else
		t->utcb->mr[i] = value;
}

static inline void glue_ipc_return(struct tcb *t, tid_t from)
{
	t->glue.frame.eax = from.raw;
}

#endif
