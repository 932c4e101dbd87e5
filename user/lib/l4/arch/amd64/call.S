/* SPDX-License-Identifier: BSD-2-Clause */
/* call.S - a system call with all registers taken from memory and stored back to it. */
#include <l4/cpu.h>
#include <pecan/asm.h>

#ifndef L4_ARCH_AMD64
#error "cpu.h does not name the CPU"
#endif

	.text

/* MR0 .. MR7 and their places in the UTCB, which is in RDI (X2:7). */
	.macro	LOAD_ALL_MRS
	movq	0(%rdi), %r9
	LOAD_MRS
	.endm

	.macro	STORE_ALL_MRS
	movq	%r9, 0(%rdi)
	movq	%rax, 8(%rdi)
	movq	%rbx, 16(%rdi)
	movq	%r10, 24(%rdi)
	movq	%r12, 32(%rdi)
	movq	%r13, 40(%rdi)
	movq	%r14, 48(%rdi)
	movq	%r15, 56(%rdi)
	.endm

/*
 * void __L4_Call(void (*link)(void), struct __L4_Regs *regs)
 *
 * struct __L4_Regs holds RAX, RCX, RDX, RSI, RDI, R8 .. R11 in this order (<l4/syscalls.h>).
 */
	.globl	__L4_Call
	.type	__L4_Call, @function
__L4_Call:
	PUSH_SAVED
	pushq	%rsi				/* regs */
	pushq	%rdi				/* link */
	movq	0(%rsi), %rax
	movq	8(%rsi), %rcx
	movq	16(%rsi), %rdx
	movq	32(%rsi), %rdi
	movq	40(%rsi), %r8
	movq	48(%rsi), %r9
	movq	56(%rsi), %r10
	movq	64(%rsi), %r11
	movq	24(%rsi), %rsi
	call	*(%rsp)
	movq	8(%rsp), %rbx
	movq	%rax, 0(%rbx)
	movq	%rcx, 8(%rbx)
	movq	%rdx, 16(%rbx)
	movq	%rsi, 24(%rbx)
	movq	%rdi, 32(%rbx)
	movq	%r8, 40(%rbx)
	movq	%r9, 48(%rbx)
	movq	%r10, 56(%rbx)
	movq	%r11, 64(%rbx)
	addq	$16, %rsp
	POP_SAVED
	ret
	.size	__L4_Call, . - __L4_Call

/* void __L4_CallMRs(void (*link)(void), struct __L4_Regs *regs, L4_Word_t *utcb) */
	.globl	__L4_CallMRs
	.type	__L4_CallMRs, @function
__L4_CallMRs:
	PUSH_SAVED
	pushq	%rsi				/* regs */
	pushq	%rdi				/* link */
	movq	%rdx, %rdi			/* UTCB: preserved by the call */
	movq	8(%rsi), %rcx
	movq	16(%rsi), %rdx
	movq	40(%rsi), %r8
	movq	64(%rsi), %r11
	movq	24(%rsi), %rsi
	LOAD_ALL_MRS
	call	*(%rsp)
	STORE_ALL_MRS
	movq	8(%rsp), %rbx
	movq	%rdx, 16(%rbx)
	addq	$16, %rsp
	POP_SAVED
	ret
	.size	__L4_CallMRs, . - __L4_CallMRs

/*
 * L4_Word_t __L4_CallIpc(to, FromSpecifier, Timeouts, utcb, link, L4_Word_t *from)
 */
	.globl	__L4_CallIpc
	.type	__L4_CallIpc, @function
__L4_CallIpc:
	PUSH_SAVED
	pushq	%r9				/* from */
	pushq	%r8				/* link */
	movq	%rdx, %r8			/* time-outs */
	movq	%rsi, %rdx			/* FromSpecifier */
	movq	%rdi, %rsi			/* to */
	movq	%rcx, %rdi			/* UTCB */
	LOAD_ALL_MRS
	call	*(%rsp)
	STORE_ALL_MRS
	movq	8(%rsp), %rbx
	movq	%rsi, (%rbx)
	movq	%r9, %rax
	addq	$16, %rsp
	POP_SAVED
	ret
	.size	__L4_CallIpc, . - __L4_CallIpc

	.section .note.GNU-stack, "", @progbits
