/* SPDX-License-Identifier: BSD-2-Clause */
/* stack.S - the stack of a program to which its loader has given none. */

#define STACK_SIZE	16384

	.section .bss.stack, "aw", %nobits
	.balign	16
	.skip	STACK_SIZE
	.globl	__stack_top
__stack_top:

	.section .note.GNU-stack, "", %progbits
