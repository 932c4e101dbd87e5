/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.h - what loops.S of every CPU has in common; part of it. */
#ifndef LOOPS_H
#define LOOPS_H

#ifdef __ASSEMBLER__

#define BENCH_MARKS	64			/* bench_loops.h */
#define ZERO_TIMEOUT	0x0400			/* X2:1.3 */
#define REPLY_TIMEOUTS	(ZERO_TIMEOUT << 16)	/* do not wait for the client; wait for ever */
#define MAP_ITEM	8			/* X2:1.5 */
#define FPAGE_4K_RW	(12 << 4 | 6)

	.macro	FUNCTION name
	.globl	\name
	.type	\name, %function
	.balign	64
\name:
	.endm

#endif

#endif
