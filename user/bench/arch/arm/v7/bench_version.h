/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_version.h - the counter of ticks, and the UTCB's address: ARMv7-A. */
#ifndef BENCH_VERSION_H
#define BENCH_VERSION_H

#ifdef __ASSEMBLER__

	.macro	TICKS reg, one, two
	mrc	p15, 0, \reg, c9, c13, 0	/* PMCCNTR */
	.endm

	.macro	UTCB reg
	mrc	p15, 0, \reg, c13, c0, 3	/* TPIDRURO */
	.endm

#endif

/* The counter is a register of the CPU. */
#define BENCH_COUNTER_PAGE 0

#endif
