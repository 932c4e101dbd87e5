/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_start.h - steps of start.S that differ between versions: ARMv5TE; for assembly only. */
#ifndef ARM_START_H
#define ARM_START_H

#ifdef __ASSEMBLER__

#include "arm_regs.h"
#include "arm_types.h"

/* A section for the first steps: the kernel's alone, writable, cached. */
#define ARM_BOOT_SECTION	0x0000041e
#define ARM_BOOT_TABLE		0x10

/* To supervisor mode, where nothing interrupts. */
	.macro	ARM_MASK_ALL
	msr	cpsr_c, #(PSR_SVC | PSR_I | PSR_F)
	.endm

/* Whatever the loader has left: MMU and caches off, nothing old in caches and TLB.  r0. */
	.macro	ARM_CACHES_RESET
	mrc	p15, 0, r0, c1, c0, 0
	bic	r0, r0, #(SCTLR_M | SCTLR_C | SCTLR_A)
	bic	r0, r0, #SCTLR_I
	mcr	p15, 0, r0, c1, c0, 0
	nop
	nop
	mov	r0, #0
	mcr	p15, 0, r0, c7, c7, 0		/* both caches */
	mcr	p15, 0, r0, c7, c10, 4		/* write buffer */
	mcr	p15, 0, r0, c8, c7, 0
	.endm

/* With the root table at physical \root.  r0, r1. */
	.macro	ARM_MMU_ON root
	mov	r1, #0
	mcr	p15, 0, r1, c7, c10, 4
	mcr	p15, 0, \root, c2, c0, 0
	mcr	p15, 0, r1, c13, c0, 0		/* no process id in addresses */
	ldr	r0, =ARM_DOMAINS
	mcr	p15, 0, r0, c3, c0, 0
	mcr	p15, 0, r1, c8, c7, 0
	mrc	p15, 0, r0, c1, c0, 0
	ldr	r1, =(SCTLR_M | SCTLR_A | SCTLR_C | SCTLR_I | SCTLR_R | SCTLR_V)
	orr	r0, r0, r1
	bic	r0, r0, #SCTLR_S
	bic	r0, r0, #SCTLR_B
	mcr	p15, 0, r0, c1, c0, 0
	mrc	p15, 0, r0, c2, c0, 0		/* what follows waits for this */
	mov	r0, r0
	.endm

/* The entry at \table + \offset has been written; r0. */
	.macro	ARM_ENTRY_CHANGED table, offset
	add	r0, \table, \offset
	mcr	p15, 0, r0, c7, c10, 1
	mov	r0, #0
	mcr	p15, 0, r0, c7, c10, 4
	mcr	p15, 0, r0, c8, c7, 0
	.endm

#endif

#endif
