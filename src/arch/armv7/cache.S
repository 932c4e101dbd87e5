/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.S - cache maintenance: ARMv7-A, one CPU. */

	.text
	.syntax unified
	.arm

/* \bytes: of the smallest line of data caches; \tmp is clobbered. */
	.macro	DATA_LINE bytes, tmp
	mrc	p15, 0, \tmp, c0, c0, 1		/* CTR */
	ubfx	\tmp, \tmp, #16, #4		/* log2 of its words */
	mov	\bytes, #4
	lsl	\bytes, \bytes, \tmp
	.endm

/*
 * void arch_cache_sync_code(const void *va, size_t len): data caches are cleaned to where
 * instruction fetch sees it.  The instruction cache is emptied as a whole: it may be indexed by
 * virtual addresses, and the code may have others elsewhere.
 */
	.globl	arch_cache_sync_code
	.type	arch_cache_sync_code, %function
arch_cache_sync_code:
	add	r1, r0, r1
	DATA_LINE r2, r3
	sub	r3, r2, #1
	bic	r0, r0, r3
1:	cmp	r0, r1
	bhs	2f
	mcr	p15, 0, r0, c7, c11, 1		/* DCCMVAU */
	add	r0, r0, r2
	b	1b
2:	dsb
	mov	r0, #0
	mcr	p15, 0, r0, c7, c5, 0		/* ICIALLU */
	mcr	p15, 0, r0, c7, c5, 6		/* BPIALL */
	dsb
	isb
	bx	lr

/* void arch_cache_flush(const void *va, size_t len) */
	.globl	arch_cache_flush
	.type	arch_cache_flush, %function
arch_cache_flush:
	add	r1, r0, r1
	DATA_LINE r2, r3
	sub	r3, r2, #1
	bic	r0, r0, r3
1:	cmp	r0, r1
	bhs	2f
	mcr	p15, 0, r0, c7, c14, 1		/* DCCIMVAC */
	add	r0, r0, r2
	b	1b
2:	dsb
	bx	lr

/* void arch_tables_written(const void *va, size_t len): arm_pte_written.h. */
	.globl	arch_tables_written
	.type	arch_tables_written, %function
arch_tables_written:
	ldr	r3, =arch_walks_cached
	ldrb	r3, [r3]
	cmp	r3, #0
	bne	2f
	add	r1, r0, r1
	DATA_LINE r2, r3
1:	mcr	p15, 0, r0, c7, c11, 1		/* DCCMVAU */
	add	r0, r0, r2
	cmp	r0, r1
	blo	1b
2:	dsb
	bx	lr

/*
 * bool arch_cache_sync_step(word_t *at): all that RAM holds becomes visible to instruction fetch,
 * by set and way of the levels above the point of unification.  Bits 31 to 28 of *at are the level,
 * the others the set.  Right only as long as no other CPU moves lines meanwhile.
 */
#define STEP_SETS	64

	.globl	arch_cache_sync_step
	.type	arch_cache_sync_step, %function
arch_cache_sync_step:
	push	{r4-r8, lr}
	ldr	r8, [r0]
	mrc	p15, 1, r1, c0, c0, 1		/* CLIDR */
	ubfx	r1, r1, #27, #3			/* LoUU: levels to clean */
	lsr	r7, r8, #28
	cmp	r7, r1
	bhs	4f
	lsl	r7, r7, #1
	mcr	p15, 2, r7, c0, c0, 0		/* CSSELR: data or unified cache of this level */
	isb
	mrc	p15, 1, r1, c0, c0, 0		/* CCSIDR */
	and	r2, r1, #7
	add	r2, r2, #4			/* log2 of the bytes of a line */
	ubfx	r3, r1, #3, #10			/* ways - 1 */
	clz	r4, r3				/* where ways are counted */
	ubfx	r1, r1, #13, #15		/* sets - 1 */
	mov	r12, #STEP_SETS
1:	mov	r5, r3
	orr	r6, r7, r8, lsl r2
2:	orr	lr, r6, r5, lsl r4
	mcr	p15, 0, lr, c7, c10, 2		/* DCCSW */
	subs	r5, r5, #1
	bpl	2b
	add	r8, r8, #1
	bic	lr, r8, #0xf0000000
	cmp	lr, r1
	bhi	3f
	subs	r12, r12, #1
	bne	1b
	b	5f
3:	lsr	r8, r8, #28
	add	r8, r8, #1			/* the next level */
	lsl	r8, r8, #28
5:	str	r8, [r0]
	mov	r0, #1
	pop	{r4-r8, pc}
4:	dsb
	mov	r0, #0
	mcr	p15, 0, r0, c7, c5, 0
	mcr	p15, 0, r0, c7, c5, 6
	dsb
	isb
	pop	{r4-r8, pc}

	.section .note.GNU-stack, "", %progbits
