/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - a counter, an instruction that is none, stacks; every CPU has these names. */

#ifndef PECAN_CPU_H
#define PECAN_CPU_H

#include <l4/types.h>

#define CPU_CYCLES_UNIT	  "cycles"
#define CPU_ILLEGAL_BYTES 2u

static inline L4_Word64_t cpu_cycles(void)
{
	L4_Word32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (L4_Word64_t)high << 32 | low;
}

/* An instruction that every CPU refuses, CPU_ILLEGAL_BYTES long. */
static inline void cpu_illegal(void)
{
	__asm__ volatile("ud2");
}

/* SP for a C function that is entered by a jump; the stack ends at top. */
static inline L4_Word_t cpu_entry_sp(L4_Word_t top)
{
	return (top & ~15UL) - sizeof(L4_Word_t);
}

#endif
