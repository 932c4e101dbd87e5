/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_frame.h - the registers of an interrupted program as trap entry saves them. */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

#include "types.h"
#include "x86_regs.h"

#define ARCH_FRAME_BYTES	176

/*
 * From low to high addresses: what the entry code pushes, what the CPU pushes.  The order of the
 * first eight is what a binding of programs to registers may want to have in a row.
 */
struct arch_frame {
	union {
		struct {
			word_t r9, rax, rbx, r10, r12, r13, r14, r15;
		};
		word_t row[8];
	};
	word_t rsi, rdx, r8, rdi, rbp, rcx, r11;
	word_t vector;
	word_t error;			/* 0 for exceptions without error code */
	word_t rip, cs, rflags, rsp, ss;
};

_Static_assert(sizeof(struct arch_frame) == ARCH_FRAME_BYTES, "frame as entry code builds it");
_Static_assert(ARCH_FRAME_BYTES % 16 == 0, "the CPU aligns the stack of a trap");

static inline word_t *arch_frame_ip(struct arch_frame *f)
{
	return &f->rip;
}

static inline word_t *arch_frame_sp(struct arch_frame *f)
{
	return &f->rsp;
}

static inline word_t arch_frame_flags(const struct arch_frame *f)
{
	return f->rflags;
}

/* Replaces the flags a user program may choose, keeps the others. */
static inline void arch_frame_set_flags(struct arch_frame *f, word_t flags)
{
	f->rflags = (f->rflags & ~(word_t)EFLAGS_ARITHMETIC) | (flags & EFLAGS_ARITHMETIC);
}

static inline bool arch_frame_is_user(const struct arch_frame *f)
{
	return (f->cs & 3) != 0;
}

/* The accumulator and the register that names I/O ports. */
static inline word_t *arch_frame_ax(struct arch_frame *f)
{
	return &f->rax;
}

static inline word_t *arch_frame_dx(struct arch_frame *f)
{
	return &f->rdx;
}

#endif
