/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.h - for assembly: words and registers of amd64, and those that no system call preserves. */

#ifndef PECAN_ASM_H
#define PECAN_ASM_H

#ifdef __ASSEMBLER__

/* Code for ia32 and amd64 alike: instructions without a suffix, R(ax) for EAX or RAX. */
#define WORD	8
#define R(name)	%r##name

/* The first or second argument of a function, which has pushed so many bytes. */
	.macro	ARG n, reg, pushed=0
	.if	\n == 0
	movq	%rdi, \reg
	.else
	movq	%rsi, \reg
	.endif
	.endm

/* What C expects to find again; a system call preserves RSP alone. */
#define SAVED_BYTES	48

	.macro	PUSH_SAVED
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.endm

	.macro	POP_SAVED
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	.endm

/* MR1 .. MR7 from their places in the UTCB, which is in RDI (X2:7). */
	.macro	LOAD_MRS
	movq	8(%rdi), %rax
	movq	16(%rdi), %rbx
	movq	24(%rdi), %r10
	movq	32(%rdi), %r12
	movq	40(%rdi), %r13
	movq	48(%rdi), %r14
	movq	56(%rdi), %r15
	.endm

/* Ipc (X2:7); RDI is the UTCB. */
#define IPC_TO		%rsi
#define IPC_FROM	%rdx
#define IPC_TIMEOUTS	%r8
#define IPC_TAG		%r9

#endif

#endif
