/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - write, save and load FPU and SSE state by FXSAVE. */
#include "arch_types.h"

#define FCW_INITIAL	0x037f		/* all exceptions masked, 64-bit precision: as FNINIT */
#define MXCSR_INITIAL	0x1f80		/* all exceptions masked */

	.text

/* void arch_fpu_init(void *state) */
	.globl	arch_fpu_init
arch_fpu_init:
	movq	%rdi, %rdx
	xorl	%eax, %eax
	movl	$(ARCH_FPU_BYTES / 8), %ecx
	rep stosq
	movl	$FCW_INITIAL, (%rdx)
	movl	$MXCSR_INITIAL, 24(%rdx)
	ret

/* void arch_fpu_save(void *state): the registers keep their contents. */
	.globl	arch_fpu_save
arch_fpu_save:
	fxsave64 (%rdi)
	ret

/*
 * void arch_fpu_restore(const void *state)
 *
 * Some CPUs load the last instruction and operand address only if an error is pending: those of
 * the thread before would stay visible.  A load of ours overwrites them first.
 */
	.globl	arch_fpu_restore
arch_fpu_restore:
	fnclex
	emms
	fildl	(%rdi)
	fxrstor64 (%rdi)
	ret

	.section .note.GNU-stack, "", @progbits
