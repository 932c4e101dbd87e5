/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for amd64 (X2:abi.amd64); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "tcb.h"
#include "x86_glue.h"

#define GLUE_MR_REGISTERS	8u

/* MR0..MR7 are the registers that the frame has in a row, both ways; the others are in the UTCB. */
static inline word_t glue_mr_get(const struct tcb *t, unsigned i)
{
	return i < GLUE_MR_REGISTERS ? t->glue.frame.row[i] : READ_ONCE(t->utcb->mr[i]);
}

static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value)
{
	if (i < GLUE_MR_REGISTERS)
		t->glue.frame.row[i] = value;
	else
		t->utcb->mr[i] = value;
}

static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
	for (unsigned i = 1; i < GLUE_MR_REGISTERS; i++)
		to->glue.frame.row[i] = from->glue.frame.row[i];
	for (unsigned i = GLUE_MR_REGISTERS; i <= n; i++)
		to->utcb->mr[i] = from->utcb->mr[i];
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
