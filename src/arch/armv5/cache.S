/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.S - cache maintenance: ARM926EJ-S, both caches indexed and tagged by virtual addresses. */
#include "arch_types.h"

	.text
	.syntax unified
	.arm

/* bool arch_cache_sync_step(word_t *at): caches of the first level have few lines. */
	.globl	arch_cache_sync_step
	.type	arch_cache_sync_step, %function
arch_cache_sync_step:
	push	{r4, lr}
	bl	arch_cache_sync_all
	mov	r0, #0
	pop	{r4, pc}

/*
 * void arch_cache_sync_all(void): nothing is left in either cache; memory has it all.  Lines are
 * written back to the frames they were read from, whatever is mapped now.
 */
	.balign	64				/* one line: IPC to another space is here */
	.globl	arch_cache_sync_all
	.type	arch_cache_sync_all, %function
arch_cache_sync_all:
1:	mrc	p15, 0, apsr_nzcv, c7, c14, 3	/* test, clean, invalidate */
	bne	1b
	b	code_changed

/* void arch_cache_sync_code(const void *va, size_t len) */
	.globl	arch_cache_sync_code
	.type	arch_cache_sync_code, %function
arch_cache_sync_code:
	add	r1, r0, r1
	bic	r0, r0, #(ARCH_CACHE_LINE - 1)
1:	cmp	r0, r1
	mcrlo	p15, 0, r0, c7, c10, 1		/* clean */
	addlo	r0, r0, #ARCH_CACHE_LINE
	blo	1b
code_changed:
	mov	r0, #0
	mcr	p15, 0, r0, c7, c10, 4		/* write buffer */
	mcr	p15, 0, r0, c7, c5, 0		/* all of the instruction cache */
	bx	lr

/* void arch_cache_flush(const void *va, size_t len) */
	.globl	arch_cache_flush
	.type	arch_cache_flush, %function
arch_cache_flush:
	add	r1, r0, r1
	bic	r0, r0, #(ARCH_CACHE_LINE - 1)
1:	cmp	r0, r1
	mcrlo	p15, 0, r0, c7, c14, 1		/* clean and invalidate */
	addlo	r0, r0, #ARCH_CACHE_LINE
	blo	1b
	mov	r0, #0
	mcr	p15, 0, r0, c7, c10, 4
	bx	lr

	.section .note.GNU-stack, "", %progbits
