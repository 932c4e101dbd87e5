/* SPDX-License-Identifier: BSD-2-Clause */
/* cycles.h - a counter to measure with: that of the timer in ARMv7 CPUs. */

#ifndef PECAN_CYCLES_H
#define PECAN_CYCLES_H

#include <l4/types.h>

#define CPU_CYCLES_UNIT "ticks"

static inline L4_Word64_t cpu_cycles(void)
{
	L4_Word32_t low, high;

	__asm__ volatile("isb; mrrc p15, 1, %0, %1, c14" : "=r"(low), "=r"(high));
	return (L4_Word64_t)high << 32 | low;
}

#endif
