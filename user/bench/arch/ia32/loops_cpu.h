/* SPDX-License-Identifier: BSD-2-Clause */
/* loops_cpu.h - what loops.S needs to know of ia32. */
#ifndef LOOPS_CPU_H
#define LOOPS_CPU_H

#ifdef __ASSEMBLER__

#define SWITCH_TO	%eax
#define MR1		%ebx
#define MR2		%ecx
#define UTCB_SHIFT	9

/* On the stack: rounds and first sample; all arguments are in memory. */
#define LOCALS		8
#define ARGUMENT(n)	MEMORY(n)

/* bench_ipc has five arguments before this one. */
#define BENCH_IPC_ROUNDS 5

/* EBX: the first argument, EDI: the UTCB, preserved by Ipc. */
	.macro	BEGIN rounds
	movl	ARGUMENT(\rounds)(%esp), %eax
	movl	%eax, (%esp)
	movl	%gs:0, %edi
	movl	ARGUMENT(0)(%esp), %ebx
	.endm

	.macro	TICKS
	rdtsc
	.endm

	.macro	COUNT place
	decl	\place
	.endm

	.macro	DO_CALL arg
	movl	ARGUMENT(\arg)(%esp), %ebx
	LOAD_REGS
	pushl	28(%ebx)
	movl	20(%ebx), %ebx
	call	*(%esp)
	addl	$4, %esp
	.endm

/* Message registers are sent from the UTCB, and in no registers. */
	.macro	LOAD_MRS
	.endm

	.macro	STORE_MRS
	movl	MR1, 4(%edi)
	movl	MR2, 8(%edi)
	.endm

	.macro	TO_MARK
	movl	4(%esp), %eax
	addl	$bench_marks, %eax
	jmp	*%eax
	.endm

#endif

#endif
