/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_version.h - the counter of ticks, and the UTCB's address: ARMv5, which counts nothing. */
#ifndef BENCH_VERSION_H
#define BENCH_VERSION_H

/* Registers of a Versatile board; one counts at 24 MHz and cannot be set. */
#define BENCH_COUNTER_PAGE 0x10000000
#define BENCH_COUNTER	   0x5c

#ifdef __ASSEMBLER__

/*
 * Nanoseconds, or instructions of an emulator that takes one for each: 125/3 for each tick of the
 * counter.  A single sample is exact to 42; over many rounds that does not matter.  A sample that
 * is later than 178 s from the start of the board does not continue those before.
 */
	.macro	TICKS reg, one, two
	mov	\reg, #BENCH_COUNTER_PAGE
	ldr	\reg, [\reg, #BENCH_COUNTER]
	ldr	\two, =0xaaaaaaab		/* 2/3 */
	umull	\one, \two, \reg, \two
	mov	\one, #41
	mla	\reg, \one, \reg, \two
	.endm

	.macro	UTCB reg
	mov	\reg, #0xff000000
	ldr	\reg, [\reg]
	.endm

#endif

#endif
