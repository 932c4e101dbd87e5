/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - what glue may ask of this CPU beyond arch.h. */
#ifndef CPU_H
#define CPU_H

#include "arch_frame.h"
#include "cp0.h"
#include "types.h"

/* Status while C code of the kernel runs, but for FR and CU1, and while user code does. */
#define ARCH_STATUS_BASE	(STATUS_KX | STATUS_SX | STATUS_UX | STATUS_IM(2) | STATUS_IM(7))
#define ARCH_STATUS_KERNEL	ARCH_STATUS_BASE
#define ARCH_STATUS_USER	(ARCH_STATUS_BASE | STATUS_USER | STATUS_IE | STATUS_FR)

/* What user code finds in k0, whatever it writes there. */
extern word_t arch_user_k0;

/* Word of the FPU state: Status.FR (fpu.S). */
#define ARCH_FPU_MODE	33

extern bool arch_fpu_present;

static inline bool arch_has_fpu(void)
{
	return arch_fpu_present;
}

/*
 * Where the program of f goes on behind the instruction at f->epc, `code`, or, if that is a branch
 * with the exception in its delay slot, where it jumps to, its link register set.  False: no such
 * instruction.
 */
bool arch_frame_skip(struct arch_frame *f, uint32_t code);

/*
 * Where the program of f comes to behind the instruction at f->epc, `code`; true: that is a branch,
 * with a delay slot which is executed, too, if it is to be.
 */
bool arch_frame_next(const struct arch_frame *f, uint32_t code, word_t *next);

/* An interrupt taken by the kernel: if it was about to sleep, it does not. */
static inline void arch_wait_cut(struct arch_frame *f)
{
	extern char arch_wait_start[], arch_wait_end[];

	if (f->epc >= (word_t)arch_wait_start && f->epc < (word_t)arch_wait_end)
		f->epc = (word_t)arch_wait_end;
}

#endif
