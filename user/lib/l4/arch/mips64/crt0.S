/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, then start.c. */

	.set	noreorder
	.section .text.start, "ax", @progbits

/*
 * The start message sets IP and SP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack of stack.S.
 */
	.globl	_start
	.type	_start, @function
_start:
	bnez	$sp, 1f
	 nop
	dla	$sp, __stack_top
1:	dsrl	$sp, $sp, 4
	dsll	$sp, $sp, 4
	move	$fp, $zero			/* end of the chain of frames */
	jal	__pecan_start
	 nop
	.size	_start, . - _start

	.section .note.GNU-stack, "", @progbits
