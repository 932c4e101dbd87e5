/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - the tests' use of VFP and Advanced SIMD registers. */

	.text
	.syntax unified
	.arm
	.fpu	neon

/* void arch_fpu_fill(L4_Word_t seed): word i of d0 to d31 is seed + i. */
	.globl	arch_fpu_fill
	.type	arch_fpu_fill, %function
arch_fpu_fill:
	ldr	r1, =words
	mov	r2, #64
1:	str	r0, [r1], #4
	add	r0, r0, #1
	subs	r2, r2, #1
	bne	1b
	ldr	r1, =words
	vldmia	r1!, {d0-d15}
	vldmia	r1!, {d16-d31}
	mov	r0, #0x00400000		/* round up */
	vmsr	fpscr, r0
	bx	lr

/* bool arch_fpu_holds(L4_Word_t seed) */
	.globl	arch_fpu_holds
	.type	arch_fpu_holds, %function
arch_fpu_holds:
	vmrs	r3, fpscr
	ldr	r1, =words
	vstmia	r1!, {d0-d15}
	vstmia	r1!, {d16-d31}
	mov	r12, #1
	cmp	r3, #0x00400000
	bne	3f
check:	ldr	r1, =words
	mov	r2, #64
2:	ldr	r3, [r1], #4
	cmp	r3, r0
	bne	3f
	add	r0, r0, r12
	subs	r2, r2, #1
	bne	2b
	mov	r0, #1
	bx	lr
3:	mov	r0, #0
	bx	lr

/* bool arch_fpu_is_fresh(void) */
	.globl	arch_fpu_is_fresh
	.type	arch_fpu_is_fresh, %function
arch_fpu_is_fresh:
	vmrs	r3, fpscr
	ldr	r1, =words
	vstmia	r1!, {d0-d15}
	vstmia	r1!, {d16-d31}
	cmp	r3, #0
	bne	3b
	mov	r0, #0
	mov	r12, #0
	b	check

	.bss
	.balign	8
words:	.skip	256

	.section .note.GNU-stack, "", %progbits
