/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_frame.h - the registers of an interrupted program as trap entry saves them. */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

#include "cp0.h"
#include "types.h"

/*
 * Names of the n64 ABI.  The first nine are what a binding of programs to registers may want to
 * have in a row.  k0 and k1 are the kernel's and not saved.
 */
struct arch_frame {
	union {
		struct {
			word_t v1, s0, s1, s2, s3, s4, s5, s6, s7;
		};
		word_t row[9];
	};
	word_t v0, sp, fp;
	word_t epc;			/* of a branch, if the exception was in its delay slot */
	uint32_t status;		/* without EXL */
	uint32_t cause;			/* or ARCH_FRAME_PARTIAL and more */
	union {
		struct {
			word_t a0, a1, a2, a3, a4, a5, a6, a7;
		};
		word_t a[8];
	};
	word_t t0, t1, t2, t3, t8, t9;
	word_t at, gp, ra, hi, lo;
};

#define ARCH_FRAME_BYTES	(33 * 8)

/* In cause, where the CPU has 0: what follows it in the frame is stale, the registers are 0. */
#define ARCH_FRAME_PARTIAL	1u

_Static_assert(sizeof(struct arch_frame) == ARCH_FRAME_BYTES, "frame as entry code builds it");

/* Status bits that a program may choose. */
#define ARCH_STATUS_CHOICE	((uint32_t)STATUS_FR)

static inline word_t *arch_frame_ip(struct arch_frame *f)
{
	return &f->epc;
}

static inline word_t *arch_frame_sp(struct arch_frame *f)
{
	return &f->sp;
}

static inline word_t arch_frame_flags(const struct arch_frame *f)
{
	return f->status & ARCH_STATUS_CHOICE;
}

static inline void arch_frame_set_flags(struct arch_frame *f, word_t flags)
{
	f->status = (f->status & ~ARCH_STATUS_CHOICE) | ((uint32_t)flags & ARCH_STATUS_CHOICE);
}

static inline bool arch_frame_is_user(const struct arch_frame *f)
{
	return (f->status & STATUS_USER) != 0;
}

static inline unsigned arch_frame_code(const struct arch_frame *f)
{
	return (f->cause & CAUSE_CODE_MASK) >> CAUSE_CODE_SHIFT;
}

static inline bool arch_frame_in_delay_slot(const struct arch_frame *f)
{
	return (f->cause & (CAUSE_BD | ARCH_FRAME_PARTIAL)) == CAUSE_BD;
}

/* Address of the instruction that caused the exception. */
static inline word_t arch_frame_pc(const struct arch_frame *f)
{
	return f->epc + (arch_frame_in_delay_slot(f) ? 4 : 0);
}

/* Register n (0..31) in the encoding of instructions; NULL for $0, k0 and k1. */
word_t *arch_frame_register(struct arch_frame *f, unsigned n);

#endif
