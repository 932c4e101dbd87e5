/* SPDX-License-Identifier: BSD-2-Clause */
/* copy.S - copy and fill memory, eight words at a time where both sides are aligned. */

	.text
	.syntax unified
	.arm
	.balign	16

/* void arch_copy_bytes(void *dst, const void *src, size_t len) */
	.globl	arch_copy_bytes
	.type	arch_copy_bytes, %function
arch_copy_bytes:
	orr	r3, r0, r1
	tst	r3, #3
	bne	4f
	subs	r2, r2, #32
	blo	2f
	push	{r4-r10, lr}
	subs	r2, r2, #32
	blo	5f
1:	ldmia	r1!, {r3-r10}
	stmia	r0!, {r3-r10}
	ldmia	r1!, {r3-r10}
	subs	r2, r2, #64
	stmia	r0!, {r3-r10}
	bhs	1b
5:	adds	r2, r2, #32
	ldmiahs	r1!, {r3-r10}
	stmiahs	r0!, {r3-r10}
	subhs	r2, r2, #32
	pop	{r4-r10, lr}
2:	adds	r2, r2, #28
	bmi	3f
6:	ldr	r3, [r1], #4
	subs	r2, r2, #4
	str	r3, [r0], #4
	bpl	6b
3:	add	r2, r2, #4
4:	subs	r2, r2, #1
	ldrbhs	r3, [r1], #1
	strbhs	r3, [r0], #1
	bhi	4b
	bx	lr

/* void arch_fill_words(void *dst, word_t pattern, size_t words) */
	.globl	arch_fill_words
	.type	arch_fill_words, %function
arch_fill_words:
	push	{r4-r6, lr}
	mov	r3, r1
	mov	r4, r1
	mov	r5, r1
	mov	r6, r1
	mov	r12, r1
	mov	lr, r1
	subs	r2, r2, #8
	blo	2f
1:	stmia	r0!, {r1, r3, r4, r5}
	subs	r2, r2, #8
	stmia	r0!, {r1, r6, r12, lr}
	bhs	1b
2:	adds	r2, r2, #8
	beq	4f
3:	subs	r2, r2, #1
	str	r1, [r0], #4
	bne	3b
4:	pop	{r4-r6, pc}

	.section .note.GNU-stack, "", %progbits
