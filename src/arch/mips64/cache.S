/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.S - make caches agree: instruction fetch with data, data with memory. */
#include "cp0.h"

#define INDEX_INV_I		0x00
#define INDEX_WRITEBACK_INV_D	0x01
#define HIT_WRITEBACK_INV_D	0x15

	.set	noreorder
	.text

/*
 * void arch_cache_sync_code(const void *va, size_t len): synci writes the data line back and drops
 * the instruction line, step by step; a step of 0 means that the caches agree by themselves.  By
 * the jump with barrier nothing fetched before remains.
 */
	.globl	arch_cache_sync_code
arch_cache_sync_code:
	rdhwr	$t0, $1				/* synci step */
	beqz	$t0, 2f
	 daddu	$a1, $a0, $a1			/* end */
	dnegu	$t1, $t0
	and	$a0, $a0, $t1
1:	sltu	$t2, $a0, $a1
	beqz	$t2, 2f
	 nop
	synci	0($a0)
	b	1b
	 daddu	$a0, $a0, $t0
2:	sync
	jr.hb	$ra
	 nop

/* void arch_cache_flush(const void *va, size_t len): no line is shorter than 16 bytes. */
	.globl	arch_cache_flush
arch_cache_flush:
	daddu	$a1, $a0, $a1
	dsrl	$a0, $a0, 4
	dsll	$a0, $a0, 4
1:	sltu	$t2, $a0, $a1
	beqz	$t2, 2f
	 nop
	cache	HIT_WRITEBACK_INV_D, 0($a0)
	b	1b
	 daddiu	$a0, $a0, 16
2:	sync
	jr	$ra
	 nop

/*
 * bool arch_cache_sync_step(word_t *at): all lines of both caches by index, twice.  What runs
 * between two steps may fetch code that is written back only later, as its data has another index;
 * in the second turn nothing is left to be written back.  No cache is larger than the bytes of a
 * turn, and what smaller ones have no index for they take as one that they have.
 */
#define SYNC_BYTES		0x20000
#define SYNC_STEP		0x1000

	.globl	arch_cache_sync_step
arch_cache_sync_step:
	ld	$a1, 0($a0)
	lui	$a2, 0x8000			/* not translated, and no fault */
	daddiu	$v0, $a1, SYNC_STEP
	sd	$v0, 0($a0)
	daddu	$a1, $a1, $a2
	daddu	$a2, $a2, $v0
1:	cache	INDEX_WRITEBACK_INV_D, 0($a1)
	cache	INDEX_INV_I, 0($a1)
	daddiu	$a1, $a1, 16
	bne	$a1, $a2, 1b
	 lui	$v1, 2 * SYNC_BYTES >> 16
	sync
	jr.hb	$ra
	 sltu	$v0, $v0, $v1

	.section .note.GNU-stack, "", @progbits
