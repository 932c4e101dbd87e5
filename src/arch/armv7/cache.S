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
 * void arch_cache_sync_all(void): what all of RAM holds becomes visible to instruction fetch, by
 * set and way of the levels above the point of unification.  Right only as long as no other CPU
 * moves lines meanwhile.
 */
	.globl	arch_cache_sync_all
	.type	arch_cache_sync_all, %function
arch_cache_sync_all:
	push	{r4-r10, lr}
	mrc	p15, 1, r10, c0, c0, 1		/* CLIDR */
	ubfx	r10, r10, #27, #3		/* LoUU: levels to clean */
	mov	r9, #0				/* level, counted by 2 */
1:	cmp	r9, r10, lsl #1
	bhs	4f
	mcr	p15, 2, r9, c0, c0, 0		/* CSSELR: data or unified cache of this level */
	isb
	mrc	p15, 1, r0, c0, c0, 0		/* CCSIDR */
	and	r1, r0, #7
	add	r1, r1, #4			/* log2 of the bytes of a line */
	ubfx	r2, r0, #3, #10			/* ways - 1 */
	ubfx	r3, r0, #13, #15		/* sets - 1 */
	clz	r4, r2				/* where ways are counted */
2:	mov	r5, r2
3:	lsl	r6, r5, r4
	orr	r6, r6, r3, lsl r1
	orr	r6, r6, r9
	mcr	p15, 0, r6, c7, c10, 2		/* DCCSW */
	subs	r5, r5, #1
	bpl	3b
	subs	r3, r3, #1
	bpl	2b
	add	r9, r9, #2
	b	1b
4:	dsb
	mov	r0, #0
	mcr	p15, 0, r0, c7, c5, 0
	mcr	p15, 0, r0, c7, c5, 6
	dsb
	isb
	pop	{r4-r10, pc}

	.section .note.GNU-stack, "", %progbits
