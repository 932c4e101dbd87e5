/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, kernel entry points, main. */

#define STACK_SIZE	16384

	.set	noreorder
	.section .text.start, "ax", @progbits

/*
 * The start message sets IP and SP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack below.
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
	jal	__L4_Init
	 nop
	jal	main
	 nop

	/* Nobody waits for the result of main: sleep for ever. */
2:	move	$a0, $zero			/* to: nilthread */
	move	$a1, $k0			/* from: myself */
	move	$a2, $zero			/* time-outs: never */
	move	$v1, $zero			/* MR0 */
	dla	$t9, __L4_Ipc
	ld	$t9, 0($t9)
	jalr	$t9
	 nop
	b	2b
	 nop
	.size	_start, . - _start

	.section .bss.stack, "aw", @nobits
	.balign	16
	.skip	STACK_SIZE
__stack_top:

	.section .note.GNU-stack, "", @progbits
