/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - a counter, an instruction that is none, stacks; every CPU has these names. */

#ifndef PECAN_CPU_H
#define PECAN_CPU_H

#include <l4/types.h>
#include <pecan/cycles.h> /* CPU_CYCLES_UNIT, cpu_cycles() */

#define CPU_ILLEGAL_BYTES 4u

/* An instruction that every CPU refuses, CPU_ILLEGAL_BYTES long. */
static inline void cpu_illegal(void)
{
	__asm__ volatile(".inst 0xe7f000f0"); /* udf #0 */
}

/* SP for a C function that is entered by a jump; the stack ends at top. */
static inline L4_Word_t cpu_entry_sp(L4_Word_t top)
{
	return top & ~7UL;
}

#endif
