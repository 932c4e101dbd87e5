/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.text
	.syntax unified
	.arm

/*
 * L4_Word_t __pecan_thread_stack(L4_Word_t top, void (*fn)(void *), void *arg)
 *
 * Stores fn and arg below top.
 */
	.globl	__pecan_thread_stack
	.type	__pecan_thread_stack, %function
__pecan_thread_stack:
	bic	r0, r0, #7
	stmdb	r0!, {r1, r2}
	bx	lr
	.size	__pecan_thread_stack, . - __pecan_thread_stack

/* SP: the stack prepared above. */
	.globl	__pecan_thread_entry
	.type	__pecan_thread_entry, %function
__pecan_thread_entry:
	mov	fp, #0				/* end of the chain of frames */
	pop	{r1, r2}
	mov	r0, r2
	blx	r1
	bl	pecan_thread_exit
	.size	__pecan_thread_entry, . - __pecan_thread_entry

	.section .note.GNU-stack, "", %progbits
