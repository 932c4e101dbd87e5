/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - the few things of the shell that differ between CPUs. */

#ifndef CPU_H
#define CPU_H

#include <l4/schedule.h>
#include <l4/types.h>

#if defined(L4_ARCH_X86)

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

#else
#error "cpu.h: add the counter and the illegal instruction of this CPU"
#endif

#endif
