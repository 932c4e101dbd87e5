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
 * void arch_cache_sync_all(void): all lines of both caches by index.  None of them is larger than
 * the bytes gone through, and what smaller ones have no index for they take as one that they have.
 */
#define SYNC_BYTES		0x20000

	.globl	arch_cache_sync_all
arch_cache_sync_all:
	lui	$a0, 0x8000			/* not translated, and no fault */
	lui	$a1, 0x8000 + (SYNC_BYTES >> 16)
1:	cache	INDEX_WRITEBACK_INV_D, 0($a0)
	cache	INDEX_INV_I, 0($a0)
	ei					/* it takes long */
	ehb
	di
	daddiu	$a0, $a0, 16
	bne	$a0, $a1, 1b
	 nop
	sync
	jr.hb	$ra
	 nop

	.section .note.GNU-stack, "", @progbits
