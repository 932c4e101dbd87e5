/* SPDX-License-Identifier: BSD-2-Clause */
/* entry_version.h - what only ARMv7 has on the page of vectors; for assembly only. */
#ifndef ENTRY_VERSION_H
#define ENTRY_VERSION_H

#ifdef __ASSEMBLER__

#define ARM_FAULT_LATE	0x406		/* asynchronous external abort, in DFSR */

/*
 * Data abort, out of the kernel.  That of an access a user has made long before, which the bus
 * tells of only now, is nobody's: go on as if nothing was.  It can come wherever the kernel has not
 * been entered by an abort or interrupt, also before the status of svc has been saved and before
 * there is a stack, so neither is touched; bits 10 and 3 to 0 of DFSR say what it is.
 */
	.macro	DROP_LATE_ABORT
	mrc	p15, 0, sp, c5, c0, 0
	eor	sp, sp, #(ARM_FAULT_LATE & 0x400)
	eor	sp, sp, #(ARM_FAULT_LATE & 0x00f)
	bic	sp, sp, #0x3f0
	lsls	sp, sp, #21
	movseq	pc, lr
	.endm

	.macro	VECTOR_PAGE_CODE vectors
	.endm

#endif

#endif
