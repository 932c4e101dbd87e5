/* SPDX-License-Identifier: BSD-2-Clause */
/* crt0.S - start of a program: stack, kernel entry points, main. */

#define STACK_SIZE	16384
#define UTCB_WORD	0xff000000

	.section .text.start, "ax", %progbits
	.syntax unified
	.arm

/*
 * The start message sets PC and SP.  Boot loaders leave the stack pointer of the first servers 0
 * (X2:10.8): these run on the stack below.
 */
	.globl	_start
	.type	_start, %function
_start:
	cmp	sp, #0
	ldreq	sp, =__stack_top
	mov	fp, #0				/* end of the chain of frames */
	bic	sp, sp, #7
	bl	__L4_Init
	bl	main

	/* Nobody waits for the result of main: sleep for ever. */
1:	mov	r0, #0				/* to: nilthread */
	ldr	r1, =UTCB_WORD
	ldr	r1, [r1]			/* from: myself */
	mov	r2, #0				/* time-outs: never */
	mov	r3, #0				/* MR0 */
	ldr	r12, =__L4_Ipc
	ldr	r12, [r12]
	blx	r12
	b	1b
	.size	_start, . - _start

	.section .bss.stack, "aw", %nobits
	.balign	16
	.skip	STACK_SIZE
__stack_top:

	.section .note.GNU-stack, "", %progbits
