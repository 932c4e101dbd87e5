/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_inline.h - short functions of glue.h for ia32 (X2:abi.ia32); included by glue.h alone. */
#ifndef GLUE_INLINE_H
#define GLUE_INLINE_H

#include "arch.h"
#include "desc.h"
#include "glue_call.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"
#include "x86_glue.h"
#include "x86_regs.h"

/*
 * Where sysenter finds the end of the current frame, a copy of TSS.esp0; below it room for the
 * debug trap that may come before the first instruction of glue_sysenter.
 */
struct glue_sysenter_stack {
	word_t room[256];
	word_t frame_end;
};

/* Defined in init.c and thread.c. */
extern word_t glue_utcb_page[];
extern struct glue_sysenter_stack glue_sysenter_stack;
extern word_t glue_special_loaded;
void glue_switch_special(struct tcb *to);

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	word_t frame_end = (word_t)(&to->glue.frame + 1);

	if (from->space != to->space)
		arch_space_switch(to->glue.root, 0);
	arch_tss[0].hw.esp0 = frame_end;
	glue_sysenter_stack.frame_end = frame_end;
	glue_utcb_page[0] = to->lid.raw;
	if (unlikely((glue_special_loaded | to->glue.special) != 0))
		glue_switch_special(to);
}

/* Whether by sysenter or not, the thread goes on behind its call with the registers of a frame. */
static inline bool glue_thread_may_park(const struct tcb *t)
{
	(void)t;
	return true;
}

static inline void glue_thread_park(struct tcb *t)
{
	(void)t;
}

static inline void glue_thread_unpark(struct tcb *t)
{
	(void)t;
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

	if (n == 0)			/* what is not sent is not shown */
		return;
	to->glue.frame.ebx = src[1];
	if (n == 1)
		return;
	to->glue.frame.ebp = src[2];
	n -= 2;
	src += 3;
	dst += 3;
	__asm__ volatile("rep movsl" : "+S"(src), "+D"(dst), "+c"(n) : : "memory");
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
