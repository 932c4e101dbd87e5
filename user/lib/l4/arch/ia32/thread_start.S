/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.text

/*
 * L4_Word_t __pecan_thread_stack(L4_Word_t top, void (*fn)(void *), void *arg)
 *
 * Stores fn and arg below top; arg gets the alignment of a function's first argument.
 */
	.globl	__pecan_thread_stack
	.type	__pecan_thread_stack, @function
__pecan_thread_stack:
	movl	4(%esp), %eax			/* top */
	andl	$-16, %eax
	movl	12(%esp), %ecx			/* arg */
	movl	%ecx, -16(%eax)
	movl	8(%esp), %ecx			/* fn */
	movl	%ecx, -20(%eax)
	subl	$20, %eax
	ret
	.size	__pecan_thread_stack, . - __pecan_thread_stack

/* ESP: the stack prepared above. */
	.globl	__pecan_thread_entry
	.type	__pecan_thread_entry, @function
__pecan_thread_entry:
	xorl	%ebp, %ebp			/* end of the chain of frames */
	popl	%eax				/* fn */
	call	*%eax				/* arg is on top of the stack */
	call	pecan_thread_exit
	.size	__pecan_thread_entry, . - __pecan_thread_entry

	.section .note.GNU-stack, "", @progbits
