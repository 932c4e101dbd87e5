/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_frame.h - the registers of an interrupted program as trap entry saves them. */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

#include "types.h"
#include "x86_regs.h"

#define ARCH_FRAME_BYTES	60

/*
 * From low to high addresses: what pusha pushes, what the entry stub pushes, what the CPU pushes.
 * A trap out of the kernel itself has no esp and ss: the frame ends with eflags.
 */
struct arch_frame {
	word_t edi, esi, ebp;
	word_t pad;			/* pusha's esp, ignored by popa */
	word_t ebx, edx, ecx, eax;
	word_t vector;
	word_t error;			/* 0 for exceptions without error code */
	word_t eip, cs, eflags;
	word_t esp, ss;
};

_Static_assert(sizeof(struct arch_frame) == ARCH_FRAME_BYTES, "frame as entry code builds it");

static inline word_t *arch_frame_ip(struct arch_frame *f)
{
	return &f->eip;
}

static inline word_t *arch_frame_sp(struct arch_frame *f)
{
	return &f->esp;
}

static inline word_t arch_frame_flags(const struct arch_frame *f)
{
	return f->eflags;
}

/* Replaces the flags a user program may choose, keeps the others. */
static inline void arch_frame_set_flags(struct arch_frame *f, word_t flags)
{
	f->eflags = (f->eflags & ~(word_t)EFLAGS_ARITHMETIC) | (flags & EFLAGS_ARITHMETIC);
}

/* True if the frame is of user code, so that esp and ss are part of it. */
static inline bool arch_frame_is_user(const struct arch_frame *f)
{
	return (f->cs & 3) != 0;
}

/* The accumulator and the register that names I/O ports. */
static inline word_t *arch_frame_ax(struct arch_frame *f)
{
	return &f->eax;
}

static inline word_t *arch_frame_dx(struct arch_frame *f)
{
	return &f->edx;
}

#endif
