/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, kernel entry points, main. */

#define STACK_SIZE	16384

	.section .text.start, "ax", @progbits

/*
 * The start message sets EIP and ESP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack below.
 */
	.globl	_start
	.type	_start, @function
_start:
	testl	%esp, %esp
	jnz	1f
	movl	$__stack_top, %esp
1:
	xorl	%ebp, %ebp			/* end of the chain of frames */
	andl	$-16, %esp
	call	__L4_Init
	call	main

	/* Nobody waits for the result of main: sleep for ever. */
2:
	movl	%gs:0, %edi			/* UTCB */
	xorl	%eax, %eax			/* to: nilthread */
	movl	%edi, %edx			/* from: myself */
	xorl	%ecx, %ecx			/* time-outs: never */
	xorl	%esi, %esi			/* MR0 */
	call	*__L4_Ipc
	jmp	2b
	.size	_start, . - _start

	.section .bss.stack, "aw", @nobits
	.balign	16
	.skip	STACK_SIZE
__stack_top:

	.section .note.GNU-stack, "", @progbits
