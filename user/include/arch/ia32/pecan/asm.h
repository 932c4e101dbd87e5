/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.h - for assembly: words and registers of ia32, and those that no system call preserves. */

#ifndef PECAN_ASM_H
#define PECAN_ASM_H

#ifdef __ASSEMBLER__

/* Code for ia32 and amd64 alike: instructions without a suffix, R(ax) for EAX or RAX. */
#define WORD	4
#define R(name)	%e##name

/* An argument of a function, which has pushed so many bytes. */
	.macro	ARG n, reg, pushed=0
	movl	4 + 4*\n + \pushed(%esp), \reg
	.endm

/* What C expects to find again; a system call preserves ESP alone. */
#define SAVED_BYTES	16

	.macro	PUSH_SAVED
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	.endm

	.macro	POP_SAVED
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	.endm

/* EAX, ECX, EDX, ESI, EDI, EBX, EBP for a system call from memory at EBX, which is left. */
	.macro	LOAD_REGS
	movl	0(%ebx), %eax
	movl	4(%ebx), %ecx
	movl	8(%ebx), %edx
	movl	12(%ebx), %esi
	movl	16(%ebx), %edi
	movl	24(%ebx), %ebp
	.endm

/* Ipc (X2:6); EDI is the UTCB. */
#define IPC_TO		%eax
#define IPC_FROM	%edx
#define IPC_TIMEOUTS	%ecx
#define IPC_TAG		%esi

#endif

#endif
