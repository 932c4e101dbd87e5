/* SPDX-License-Identifier: BSD-2-Clause */
/* msr_args.h - how the functions of msr.S get their arguments; for assembly only. */
#ifndef MSR_ARGS_H
#define MSR_ARGS_H

#ifdef __ASSEMBLER__

/* The first argument, for the instruction. */
	.macro	MSR_NUMBER
	movl	%edi, %ecx
	.endm

/* What the instruction has read, to where the second one points. */
	.macro	MSR_RESULT
	movl	%eax, (%rsi)
	movl	%edx, 4(%rsi)
	.endm

/* The second one, for the instruction. */
	.macro	MSR_VALUE
	movl	%esi, %eax
	movq	%rsi, %rdx
	shrq	$32, %rdx
	.endm

#endif

#endif
