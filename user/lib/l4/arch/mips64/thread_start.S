/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */

	.set	noreorder
	.text

/*
 * L4_Word_t __pecan_thread_stack(L4_Word_t top, void (*fn)(void *), void *arg)
 *
 * Stores fn and arg below top; behind them the stack is aligned for a call.
 */
	.globl	__pecan_thread_stack
	.type	__pecan_thread_stack, @function
__pecan_thread_stack:
	dsrl	$a0, $a0, 4
	dsll	$a0, $a0, 4
	sd	$a2, -8($a0)			/* arg */
	sd	$a1, -16($a0)			/* fn */
	jr	$ra
	 daddiu	$v0, $a0, -16
	.size	__pecan_thread_stack, . - __pecan_thread_stack

/* SP: the stack prepared above. */
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
