/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.text
	.syntax unified
	.arm

/* On the stack: a function and its argument. */
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
