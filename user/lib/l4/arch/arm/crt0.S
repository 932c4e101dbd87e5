/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, then start.c. */

	.section .text.start, "ax", %progbits
	.syntax unified
	.arm

/*
 * The start message sets PC and SP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack of stack.S.
 */
	.globl	_start
	.type	_start, %function
_start:
	cmp	sp, #0
	ldreq	sp, =__stack_top
	mov	fp, #0				/* end of the chain of frames */
	bic	sp, sp, #7
	bl	__pecan_start
	.size	_start, . - _start

	.section .note.GNU-stack, "", %progbits
