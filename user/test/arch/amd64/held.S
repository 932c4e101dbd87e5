/* SPDX-License-Identifier: BSD-2-Clause */
/* held.S - code that holds a value in every register (../../held.h). */

#define AFTER	(34 * 8)
#define SP	(68 * 8)
#define SAVED	(69 * 8)
#define FLAGS	120

	.text

	.macro	EACH op
	\op	0, %rax
	\op	8, %rcx
	\op	16, %rdx
	\op	24, %rbx
	\op	32, %rsi
	\op	40, %rdi
	\op	48, %rbp
	\op	56, %r8
	\op	64, %r9
	\op	72, %r10
	\op	80, %r11
	\op	88, %r12
	\op	96, %r13
	\op	104, %r14
	\op	112, %r15
	.endm

	.macro	LOAD at, reg
	movq	\at(%rsp), \reg
	.endm

	.macro	STORE at, reg
	movq	\reg, AFTER + \at(%rsp)
	.endm

	.macro	HELD name, code:vararg
	.globl	\name, \name\()_at, \name\()_end
\name:
	movq	%rsp, SP(%rdi)
	movq	%rbx, SAVED(%rdi)
	movq	%rbp, SAVED + 8(%rdi)
	movq	%r12, SAVED + 16(%rdi)
	movq	%r13, SAVED + 24(%rdi)
	movq	%r14, SAVED + 32(%rdi)
	movq	%r15, SAVED + 40(%rdi)
	movq	%rdi, %rsp
	pushq	FLAGS(%rsp)
	popfq
	EACH	LOAD
\name\()_at:
	\code
\name\()_end:
	EACH	STORE
	pushfq
	popq	AFTER + FLAGS(%rsp)
	movq	SAVED(%rsp), %rbx
	movq	SAVED + 8(%rsp), %rbp
	movq	SAVED + 16(%rsp), %r12
	movq	SAVED + 24(%rsp), %r13
	movq	SAVED + 32(%rsp), %r14
	movq	SAVED + 40(%rsp), %r15
	movq	SP(%rsp), %rsp
	ret
	.endm

	HELD	arch_held_spin, jmp arch_held_spin_at
	HELD	arch_held_read, movq (%rax), %rbx
	HELD	arch_held_write, movq %rbx, (%rax)
	HELD	arch_held_jump, call *%rax
	HELD	arch_held_trap, ud2
	HELD	arch_held_fpu, fnop

	.section .note.GNU-stack, "", @progbits
