/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fpu.S - the tests' use of FPU registers.  Several threads use these functions
 * at once and may be preempted anywhere, so nothing is kept in memory.
 */
#include "fpu_registers.h"

	.text
	.syntax unified
	.arm
	FPU_UNIT

#define ROUND_UP	0x00400000	/* in FPSCR */

/* void arch_fpu_fill(L4_Word_t seed): word i of all registers, from d0 on, is seed + i. */
	.globl	arch_fpu_fill
	.type	arch_fpu_fill, %function
arch_fpu_fill:
	.irp	register, ALL_REGISTERS
	add	r1, r0, #1
	vmov	\register, r0, r1
	add	r0, r0, #2
	.endr
	mov	r0, #ROUND_UP
	vmsr	fpscr, r0
	bx	lr

/* bool arch_fpu_holds(L4_Word_t seed) */
	.globl	arch_fpu_holds
	.type	arch_fpu_holds, %function
arch_fpu_holds:
	mov	r1, #1
	mov	r12, #ROUND_UP
/* r12: FPSCR; r0: the first word, r1: how much more the next one is. */
check:	vmrs	r3, fpscr
	cmp	r3, r12
	bne	1f
	.irp	register, ALL_REGISTERS
	vmov	r2, r3, \register
	cmp	r2, r0
	add	r0, r0, r1
	cmpeq	r3, r0
	add	r0, r0, r1
	bne	1f
	.endr
	mov	r0, #1
	bx	lr
1:	mov	r0, #0
	bx	lr

/* bool arch_fpu_is_fresh(void) */
	.globl	arch_fpu_is_fresh
	.type	arch_fpu_is_fresh, %function
arch_fpu_is_fresh:
	mov	r0, #0
	mov	r1, #0
	mov	r12, #0
	b	check

	.section .note.GNU-stack, "", %progbits
