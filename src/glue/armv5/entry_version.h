/* SPDX-License-Identifier: BSD-2-Clause */
/* entry_version.h - what only ARMv5 has on the page of vectors; for assembly only. */
#ifndef ENTRY_VERSION_H
#define ENTRY_VERSION_H

#ifdef __ASSEMBLER__

/* No abort comes later than its access. */
	.macro	DROP_LATE_ABORT
	.endm

/*
 * There are no exclusive accesses, so compilers call these at fixed addresses, which are Linux's:
 * a barrier, and compare and swap: r0 expected, r1 new, r2 where; r0 becomes 0 and C is set if it
 * was expected and is new now; r3 and r12 are free.  A trap between load and store makes it begin
 * again (glue_clear_exclusive).
 */
	.macro	VECTOR_PAGE_CODE vectors
	.org	\vectors + 0xfa0
	bx	lr
	.org	\vectors + 0xfc0
	ldr	r3, [r2]
	eors	r3, r3, r0
	streq	r1, [r2]
	rsbs	r0, r3, #0
	bx	lr
	.org	\vectors + 0xffc
	.word	3			/* how many of Linux's there are; that of TLS is not */
	.endm

#endif

#endif
