/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - a counter to measure with, an instruction that is none; every CPU has these names. */

#ifndef PECAN_CPU_H
#define PECAN_CPU_H

#include <pecan/cycles.h> /* CPU_CYCLES_UNIT, cpu_cycles() */

#define CPU_ILLEGAL_BYTES 4u

/* An instruction that every CPU refuses, CPU_ILLEGAL_BYTES long. */
static inline void cpu_illegal(void)
{
	__asm__ volatile(".inst 0xe7f000f0"); /* udf #0 */
}

#endif
