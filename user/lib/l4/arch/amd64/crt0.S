/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, kernel entry points, main. */

#define STACK_SIZE	16384

	.section .text.start, "ax", @progbits

/*
 * The start message sets RIP and RSP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack below.
 */
	.globl	_start
	.type	_start, @function
_start:
	testq	%rsp, %rsp
	jnz	1f
	movq	$__stack_top, %rsp
1:
	xorl	%ebp, %ebp			/* end of the chain of frames */
	andq	$-16, %rsp
	call	__L4_Init
	call	main

	/* Nobody waits for the result of main: sleep for ever. */
2:
	movq	%gs:0, %rdi			/* UTCB */
	xorl	%esi, %esi			/* to: nilthread */
	movq	%rdi, %rdx			/* from: myself */
	xorl	%r8d, %r8d			/* time-outs: never */
	xorl	%r9d, %r9d			/* MR0 */
	call	*__L4_Ipc
	jmp	2b
	.size	_start, . - _start

	.section .bss.stack, "aw", @nobits
	.balign	16
	.skip	STACK_SIZE
__stack_top:

	.section .note.GNU-stack, "", @progbits
