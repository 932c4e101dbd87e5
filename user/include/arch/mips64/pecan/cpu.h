/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - a counter, an instruction that is none, stacks; every CPU has these names. */

#ifndef PECAN_CPU_H
#define PECAN_CPU_H

#include <l4/types.h>

#define CPU_CYCLES_UNIT	  "ticks"
#define CPU_ILLEGAL_BYTES 4u

/* Count of the CPU, which has 32 bits and counts every other cycle or so. */
static inline L4_Word64_t cpu_cycles(void)
{
	L4_Word32_t count;

	__asm__ volatile("rdhwr %0, $2" : "=r"(count));
	return count;
}

/* An instruction that every CPU refuses, CPU_ILLEGAL_BYTES long: sigrie. */
static inline void cpu_illegal(void)
{
	__asm__ volatile(".word 0x04170000");
}

/* SP for a C function that is entered by a jump; the stack ends at top. */
static inline L4_Word_t cpu_entry_sp(L4_Word_t top)
{
	return top & ~15UL;
}

#endif
