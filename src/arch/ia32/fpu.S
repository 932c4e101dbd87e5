/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - write, save and load FPU and SSE state, by FXSAVE or on older CPUs by FNSAVE. */
#include "arch_types.h"

#define FCW_INITIAL	0x037f		/* all exceptions masked, 64-bit precision: as FNINIT */
#define MXCSR_INITIAL	0x1f80		/* all exceptions masked */
#define FTW_EMPTY	0xffff		/* FNSAVE's tags; FXSAVE's are 0 when empty */

	.text

/* void arch_fpu_init(void *state) */
	.globl	arch_fpu_init
arch_fpu_init:
	pushl	%edi
	movl	8(%esp), %edi
	movl	%edi, %edx
	xorl	%eax, %eax
	movl	$(ARCH_FPU_BYTES / 4), %ecx
	rep stosl
	popl	%edi
	movl	$FCW_INITIAL, (%edx)
	cmpl	$0, arch_fpu_fxsave
	je	1f
	movl	$MXCSR_INITIAL, 24(%edx)
	ret
1:	movl	$0xffff0000 | FCW_INITIAL, (%edx)
	movl	$0xffff0000, 4(%edx)
	movl	$0xffff0000 | FTW_EMPTY, 8(%edx)
	ret

/* void arch_fpu_save(void *state): the registers keep their contents. */
	.globl	arch_fpu_save
arch_fpu_save:
	movl	4(%esp), %eax
	cmpl	$0, arch_fpu_fxsave
	je	1f
	fxsave	(%eax)
	ret
1:	fnsave	(%eax)				/* which also clears them */
	fwait
	frstor	(%eax)
	ret

/*
 * void arch_fpu_restore(const void *state)
 *
 * Some CPUs load the last instruction and operand address only if an error is pending: those of
 * the thread before would stay visible.  A load of ours overwrites them first.
 */
	.globl	arch_fpu_restore
arch_fpu_restore:
	movl	4(%esp), %eax
	cmpl	$0, arch_fpu_fxsave
	je	1f
	fnclex
	emms
	fildl	(%eax)
	fxrstor	(%eax)
	ret
1:	fnclex					/* an error pending would be raised by frstor */
	frstor	(%eax)
	ret

	.section .note.GNU-stack, "", @progbits
