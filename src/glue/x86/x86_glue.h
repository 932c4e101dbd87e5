/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_glue.h - short functions of glue.h that are the same on all x86 CPUs; part of it. */
#ifndef X86_GLUE_H
#define X86_GLUE_H

#include "tcb.h"

static inline word_t glue_thread_ip(const struct tcb *t)
{
	return *arch_frame_ip((struct arch_frame *)&t->glue.frame);
}

static inline word_t glue_thread_sp(const struct tcb *t)
{
	return *arch_frame_sp((struct arch_frame *)&t->glue.frame);
}

static inline word_t glue_thread_flags(const struct tcb *t)
{
	return arch_frame_flags(&t->glue.frame);
}

static inline void glue_thread_set_ip(struct tcb *t, word_t ip)
{
	*arch_frame_ip(&t->glue.frame) = ip;
}

static inline void glue_thread_set_sp(struct tcb *t, word_t sp)
{
	*arch_frame_sp(&t->glue.frame) = sp;
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

#endif
