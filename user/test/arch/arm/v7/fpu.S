/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fpu.S - the tests' use of VFP and Advanced SIMD registers.  Several threads use these functions
 * at once and may be preempted anywhere, so nothing is kept in memory.
 */

	.text
	.syntax unified
	.arm
	.fpu	neon

#define ROUND_UP	0x00400000	/* in FPSCR */
#define ALL_REGISTERS \
	d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, \
	d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, d30, d31

/* void arch_fpu_fill(L4_Word_t seed): word i of d0 to d31 is seed + i. */
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
