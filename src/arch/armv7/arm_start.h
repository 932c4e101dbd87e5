/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_start.h - steps of start.S that differ between versions: ARMv7-A; for assembly only. */
#ifndef ARM_START_H
#define ARM_START_H

#ifdef __ASSEMBLER__

#include "arm_regs.h"
#include "arm_types.h"

/*
 * Memory types by C, B as arm_pte_common.h numbers them, whatever TEX[0]: cached (write back,
 * allocating on writes), uncached, none, device; device and normal memory shared as bit S says.
 * None is not used, since with TEX[0] it is the one of eight that has no fixed meaning.
 */
#define ARM_PRRR	0x000a4a4a
#define ARM_NMRR	0x01010101

/* A section for the first steps: writable, executable, cached (type 0), shared, global. */
#define ARM_BOOT_SECTION	0x00010402
#define ARM_BOOT_TABLE		0

#define ARM_TTBR_WALK_BITS	0x6a	/* as ARM_TTBR_WALK */

/* To supervisor mode, where nothing interrupts, asynchronous aborts included. */
	.macro	ARM_MASK_ALL
	cpsid	aif, #PSR_SVC
	.endm

/* Invalidate all lines of the data cache of the first level; r0 - r3, r12. */
	.macro	ARM_DCACHE_DISCARD
	mov	r0, #0
	mcr	p15, 2, r0, c0, c0, 0		/* CSSELR: level 1, data */
	isb
	mrc	p15, 1, r0, c0, c0, 0		/* CCSIDR */
	and	r1, r0, #7
	add	r1, r1, #4			/* log2 of the bytes of a line */
	ubfx	r2, r0, #3, #10			/* ways - 1 */
	ubfx	r0, r0, #13, #15		/* sets - 1 */
	clz	r3, r2				/* where ways are counted; 32 if there is one */
.Lsets\@:
	mov	r12, r2
.Lways\@:
	push	{r2}
	lsl	r2, r12, r3
	orr	r2, r2, r0, lsl r1
	mcr	p15, 0, r2, c7, c6, 2		/* DCISW */
	pop	{r2}
	subs	r12, r12, #1
	bpl	.Lways\@
	subs	r0, r0, #1
	bpl	.Lsets\@
	dsb
	.endm

/* Whatever the loader has left: MMU and data cache off, nothing old in caches and TLBs. */
	.macro	ARM_CACHES_RESET
	mrc	p15, 0, r0, c1, c0, 0
	bic	r0, r0, #(SCTLR_M | SCTLR_C | SCTLR_A)
	bic	r0, r0, #(SCTLR_I | SCTLR_Z)
	mcr	p15, 0, r0, c1, c0, 0
	isb
	ARM_DCACHE_DISCARD
	mov	r0, #0
	mcr	p15, 0, r0, c7, c5, 0		/* ICIALLU */
	mcr	p15, 0, r0, c7, c5, 6		/* BPIALL */
	mcr	p15, 0, r0, c8, c7, 0		/* TLBIALL */
	dsb
	isb
	.endm

/* With the root table at physical \root. */
	.macro	ARM_MMU_ON root
	orr	r0, \root, #ARM_TTBR_WALK_BITS
	mov	r1, #0
	mcr	p15, 0, r1, c2, c0, 2		/* TTBCR: one table for all addresses */
	mcr	p15, 0, r0, c2, c0, 0		/* TTBR0 */
	mcr	p15, 0, r1, c13, c0, 1		/* CONTEXTIDR */
	ldr	r0, =ARM_DOMAINS
	mcr	p15, 0, r0, c3, c0, 0
	ldr	r0, =ARM_PRRR
	mcr	p15, 0, r0, c10, c2, 0
	ldr	r0, =ARM_NMRR
	mcr	p15, 0, r0, c10, c2, 1
	dsb
	isb
	mrc	p15, 0, r0, c1, c0, 0
	ldr	r1, =(SCTLR_M | SCTLR_C | SCTLR_I | SCTLR_Z | SCTLR_V | SCTLR_TRE)
	orr	r0, r0, r1
	bic	r0, r0, #0x20000000		/* AFE: access bits are rights */
	bic	r0, r0, #0x40000000		/* TE: exceptions are taken in ARM state */
	bic	r0, r0, #0x02000000		/* EE: little endian */
	mcr	p15, 0, r0, c1, c0, 0
	isb
	.endm

/* The entry at \table + \offset has been written; r0. */
	.macro	ARM_ENTRY_CHANGED table, offset
	add	r0, \table, \offset
	mcr	p15, 0, r0, c7, c11, 1		/* DCCMVAU */
	dsb
	mov	r0, #0
	mcr	p15, 0, r0, c8, c7, 0
	mcr	p15, 0, r0, c7, c5, 6
	dsb
	isb
	.endm

#endif

#endif
