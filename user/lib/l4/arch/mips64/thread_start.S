/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.set	noreorder
	.text

/* On the stack: a function and its argument. */
	.globl	__pecan_thread_entry
	.type	__pecan_thread_entry, @function
__pecan_thread_entry:
	move	$fp, $zero			/* end of the chain of frames */
	ld	$t9, 0($sp)			/* fn */
	ld	$a0, 8($sp)			/* arg */
	jalr	$t9
	 daddiu	$sp, $sp, 16
	jal	pecan_thread_exit
	 nop
	.size	__pecan_thread_entry, . - __pecan_thread_entry

	.section .note.GNU-stack, "", @progbits
