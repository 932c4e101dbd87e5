/* SPDX-License-Identifier: BSD-2-Clause */
/* call.S - a system call with all registers taken from memory and stored back to it. */
#include <l4/cpu.h>
#include <pecan/asm.h>

#ifndef L4_ARCH_IA32
#error "cpu.h does not name the CPU"
#endif

	.text

/*
 * void __L4_Call(void (*link)(void), struct __L4_Regs *regs)
 *
 * struct __L4_Regs holds EAX, ECX, EDX, ESI, EDI, EBX, EBP in this order (<l4/syscalls.h>).
 * The kernel preserves ESP alone, so the stack keeps link and regs.
 */
	.globl	__L4_Call
	.type	__L4_Call, @function
__L4_Call:
	PUSH_SAVED
	movl	24(%esp), %ebx			/* regs: behind four registers, return, link */
	LOAD_REGS
	movl	20(%ebx), %ebx
	call	*20(%esp)			/* link */
	pushl	%ebx
	movl	28(%esp), %ebx			/* regs */
	movl	%eax, 0(%ebx)
	movl	%ecx, 4(%ebx)
	movl	%edx, 8(%ebx)
	movl	%esi, 12(%ebx)
	movl	%edi, 16(%ebx)
	movl	%ebp, 24(%ebx)
	popl	20(%ebx)			/* EBX as returned */
	POP_SAVED
	ret
	.size	__L4_Call, . - __L4_Call

	.section .note.GNU-stack, "", @progbits
