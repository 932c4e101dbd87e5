/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_frame.h - the registers of an interrupted program as trap entry saves them. */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

#include "arm_regs.h"
#include "types.h"

#define ARCH_FRAME_BYTES	72

struct arch_frame {
	word_t r[13];
	word_t sp, lr, pc, cpsr;
	word_t vector;			/* ARM_VECTOR_*; of frames in a TCB only when it matters */
};

_Static_assert(sizeof(struct arch_frame) == ARCH_FRAME_BYTES, "frame as entry code builds it");

static inline word_t *arch_frame_ip(struct arch_frame *f)
{
	return &f->pc;
}

static inline word_t *arch_frame_sp(struct arch_frame *f)
{
	return &f->sp;
}

static inline word_t arch_frame_flags(const struct arch_frame *f)
{
	return f->cpsr & PSR_FLAGS;
}

/* Replaces the flags a user program may choose, keeps the others. */
static inline void arch_frame_set_flags(struct arch_frame *f, word_t flags)
{
	f->cpsr = (f->cpsr & ~(word_t)PSR_FLAGS) | (flags & PSR_FLAGS);
}

static inline bool arch_frame_is_user(const struct arch_frame *f)
{
	return (f->cpsr & PSR_MODE) == PSR_USER;
}

#endif
