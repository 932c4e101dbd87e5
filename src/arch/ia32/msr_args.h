/* SPDX-License-Identifier: BSD-2-Clause */
/* msr_args.h - how the functions of msr.S get their arguments; for assembly only. */
#ifndef MSR_ARGS_H
#define MSR_ARGS_H

#ifdef __ASSEMBLER__

/* The first argument, for the instruction. */
	.macro	MSR_NUMBER
	movl	4(%esp), %ecx
	.endm

/* What the instruction has read, to where the second one points. */
	.macro	MSR_RESULT
	movl	8(%esp), %ecx
	movl	%eax, (%ecx)
	movl	%edx, 4(%ecx)
	.endm

/* The second one, for the instruction. */
	.macro	MSR_VALUE
	movl	8(%esp), %eax
	movl	12(%esp), %edx
	.endm

#endif

#endif
