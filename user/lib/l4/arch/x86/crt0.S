/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, then start.c. */
#include <pecan/asm.h>

	.section .text.start, "ax", @progbits

/*
 * The start message sets instruction and stack pointer.  Boot loaders leave the stack pointer of
 * the first servers 0 (X2:10.8): these run on the stack of stack.S.
 */
	.globl	_start
	.type	_start, @function
_start:
	test	R(sp), R(sp)
	jnz	1f
	mov	$__stack_top, R(sp)
1:	xorl	%ebp, %ebp			/* end of the chain of frames */
	and	$-16, R(sp)
	call	__pecan_start
	.size	_start, . - _start

	.section .note.GNU-stack, "", @progbits
