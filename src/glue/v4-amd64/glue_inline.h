/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for amd64 (X2:abi.amd64); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "arch.h"
#include "asid.h"
#include "desc.h"
#include "glue_call.h"
#include "percpu.h"
#include "space.h"
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

/* MR1..MRn, n < 8: what is not sent is not shown. */
static inline void glue_mr_copy_registers(struct tcb *to, const struct tcb *from, unsigned n)
{
	const word_t *src = from->glue.frame.row;
	word_t *dst = to->glue.frame.row;

	switch (n) {
	case 7:
		dst[7] = src[7];	/* fall through */
	case 6:
		dst[6] = src[6];	/* fall through */
	case 5:
		dst[5] = src[5];	/* fall through */
	case 4:
		dst[4] = src[4];	/* fall through */
	case 3:
		dst[3] = src[3];	/* fall through */
	case 2:
		dst[2] = src[2];	/* fall through */
	case 1:
		dst[1] = src[1];
	}
}

static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n)
{
	const word_t *src = &from->utcb->mr[GLUE_MR_REGISTERS];
	word_t *dst = &to->utcb->mr[GLUE_MR_REGISTERS];

	glue_mr_copy_registers(to, from, MIN(n, GLUE_MR_REGISTERS - 1));
	if (n < GLUE_MR_REGISTERS)
		return;
	n -= GLUE_MR_REGISTERS - 1;
	__asm__ volatile("rep movsq" : "+S"(src), "+D"(dst), "+c"(n) : : "memory");
}

/* Defined in init.c, thread.c and special.c. */
extern word_t glue_utcb_page[];
extern struct asid_pool glue_asids;
extern word_t glue_special_loaded;
void glue_switch_special(struct tcb *to);

/* The first load of a PCID drops what the TLB holds under it. */
static inline void glue_load_space(struct percpu *c, struct space *s)
{
	if (unlikely(!asid_is_current(&glue_asids, s->glue.asid)))
		s->glue.asid = asid_take(&glue_asids);
	c->space = s;
	arch_space_switch(s->glue.root, s->glue.asid);
	s->glue.asid |= ASID_LOADED;
	arch_tss[0].hw.iomap = s->glue.iomap;
}

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	struct percpu *c = arch_self();

	(void)from;
	if (c->space != to->space)
		glue_load_space(c, to->space);
	arch_tss[0].hw.rsp0 = (word_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if (unlikely(!arch_gs_is_loaded()))
		arch_gs_load(GLUE_UTCB_WORD);
	if (unlikely((glue_special_loaded | to->glue.special) != 0))
		glue_switch_special(to);
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
