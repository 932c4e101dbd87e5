/* SPDX-License-Identifier: BSD-2-Clause */
/* held.S - code that holds a value in every register (../../held.h). */

#define AFTER	(34 * 4)
#define SP	(68 * 4)
#define SAVED	(69 * 4)
#define FLAGS	28

	.text

	.macro	EACH op
	\op	0, %eax
	\op	4, %ecx
	\op	8, %edx
	\op	12, %ebx
	\op	16, %esi
	\op	20, %edi
	\op	24, %ebp
	.endm

	.macro	LOAD at, reg
	movl	\at(%esp), \reg
	.endm

	.macro	STORE at, reg
	movl	\reg, AFTER + \at(%esp)
	.endm

	.macro	HELD name, code:vararg
	.globl	\name, \name\()_at, \name\()_end
\name:
	movl	4(%esp), %eax
	movl	%esp, SP(%eax)
	movl	%ebx, SAVED(%eax)
	movl	%esi, SAVED + 4(%eax)
	movl	%edi, SAVED + 8(%eax)
	movl	%ebp, SAVED + 12(%eax)
	movl	%eax, %esp
	pushl	FLAGS(%esp)
	popfl
	EACH	LOAD
\name\()_at:
	\code
\name\()_end:
	EACH	STORE
	pushfl
	popl	AFTER + FLAGS(%esp)
	movl	SAVED(%esp), %ebx
	movl	SAVED + 4(%esp), %esi
	movl	SAVED + 8(%esp), %edi
	movl	SAVED + 12(%esp), %ebp
	movl	SP(%esp), %esp
	ret
	.endm

	HELD	arch_held_spin, jmp arch_held_spin_at
	HELD	arch_held_read, movl (%eax), %ebx
	HELD	arch_held_write, movl %ebx, (%eax)
	HELD	arch_held_jump, call *%eax
	HELD	arch_held_trap, ud2
	HELD	arch_held_fpu, fnop

	.section .note.GNU-stack, "", @progbits
