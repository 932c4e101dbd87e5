/* SPDX-License-Identifier: BSD-2-Clause */
/* loops_cpu.h - what loops.S needs to know of amd64. */
#ifndef LOOPS_CPU_H
#define LOOPS_CPU_H

#ifdef __ASSEMBLER__

#define SWITCH_TO	%rdi
#define MR1		%rax
#define MR2		%rbx
#define UTCB_SHIFT	10

/* On the stack behind rounds and first sample: the first arguments, which came in registers. */
#define LOCALS		32
#define ARGUMENT(n)	(16 + 8 * (n))

/* bench_ipc has one argument that is not in memory. */
#define BENCH_IPC_ROUNDS 0

/* RBX: the first argument, RDI: the UTCB, preserved by Ipc. */
	.macro	BEGIN rounds
	.if	\rounds == 0
	movq	%rdi, (%rsp)
	.elseif	\rounds == 1
	movq	%rsi, (%rsp)
	.else
	movq	%rdx, (%rsp)
	.endif
	movq	%rdi, ARGUMENT(0)(%rsp)
	movq	%rsi, ARGUMENT(1)(%rsp)
	movq	%rdi, %rbx
	movq	%gs:0, %rdi
	.endm

	.macro	TICKS
	rdtsc
	shlq	$32, %rdx
	orq	%rdx, %rax
	.endm

	.macro	COUNT place
	decq	\place
	.endm

	.macro	DO_CALL arg
	movq	ARGUMENT(\arg)(%rsp), %rbx
	movq	0(%rbx), %rax
	movq	8(%rbx), %rdi
	movq	16(%rbx), %rsi
	movq	24(%rbx), %rdx
	movq	32(%rbx), %r8
	movq	40(%rbx), %r9
	call	*48(%rbx)
	.endm

/* Message registers are sent in registers. */
	.macro	STORE_MRS
	.endm

	.macro	TO_MARK
	addq	$bench_marks, %rdi
	jmp	*%rdi
	.endm

#endif

#endif
