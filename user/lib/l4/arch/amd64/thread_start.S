/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.text

/*
 * L4_Word_t __pecan_thread_stack(L4_Word_t top, void (*fn)(void *), void *arg)
 *
 * Stores fn and arg below top; behind them the stack is aligned for a call.
 */
	.globl	__pecan_thread_stack
	.type	__pecan_thread_stack, @function
__pecan_thread_stack:
	andq	$-16, %rdi
	movq	%rdx, -8(%rdi)			/* arg */
	movq	%rsi, -16(%rdi)			/* fn */
	leaq	-16(%rdi), %rax
	ret
	.size	__pecan_thread_stack, . - __pecan_thread_stack

/* RSP: the stack prepared above. */
	.globl	__pecan_thread_entry
	.type	__pecan_thread_entry, @function
__pecan_thread_entry:
	xorl	%ebp, %ebp			/* end of the chain of frames */
	popq	%rax				/* fn */
	popq	%rdi				/* arg */
	call	*%rax
	call	pecan_thread_exit
	.size	__pecan_thread_entry, . - __pecan_thread_entry

	.section .note.GNU-stack, "", @progbits
