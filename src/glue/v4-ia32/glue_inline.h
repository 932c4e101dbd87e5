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

/* Defined in init.c and thread.c. */
extern word_t glue_utcb_page[];
extern word_t glue_ipc_vector;		/* of frames that Ipc makes: what the KIP's link does */
extern word_t glue_special_loaded;
void glue_switch_special(struct tcb *to);

static inline void glue_space_flush(struct space *s)
{
	if (space_is_loaded(s))
		arch_tlb_flush_all();
}

static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to)
{
	if (from->space != to->space)
		arch_space_switch(to->glue.root, 0);
	arch_tss[0].hw.esp0 = (word_t)(&to->glue.frame + 1);
	glue_utcb_page[0] = to->lid.raw;
	if (unlikely((glue_special_loaded | to->glue.special) != 0))
		glue_switch_special(to);
}

/*
 * The fast path returns behind the stub's sysenter with ordinary flags; it keeps edi and esp in the
 * frame, the flags, which never equal a selector, in the place of ss, and takes the rest for
 * granted.
 */
static inline bool glue_thread_may_park(const struct tcb *t)
{
	const struct arch_frame *f = &t->glue.frame;

	return f->vector == glue_ipc_vector && (f->eflags & EFLAGS_UNUSUAL) == 0 &&
	       (f->vector != GLUE_VECTOR_SYSENTER || f->eip == t->glue.sysenter_ip);
}

static inline void glue_thread_park(struct tcb *t)
{
	(void)t;
}

static inline void glue_thread_unpark(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;

	if (glue_ipc_vector != GLUE_VECTOR_SYSENTER)
		return;
	f->vector = GLUE_VECTOR_SYSENTER;
	f->eip = t->glue.sysenter_ip;
	f->eflags = ((f->ss == IA32_UDS ? f->eflags : f->ss) & EFLAGS_ARITHMETIC) | EFLAGS_IF |
		    EFLAGS_ONE;
	f->ss = IA32_UDS;
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

	to->glue.frame.ebx = n >= 1 ? src[1] : 0;	/* what is not sent is not shown */
	to->glue.frame.ebp = n >= 2 ? src[2] : 0;
	if (n < 3)
		return;
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
