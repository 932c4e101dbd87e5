/* SPDX-License-Identifier: BSD-2-Clause */
/* cycles.h - a counter to measure with: ARMv5 CPUs have none, so it is the kernel's clock. */

#ifndef PECAN_CYCLES_H
#define PECAN_CYCLES_H

#include <l4/schedule.h>

#define CPU_CYCLES_UNIT "ns"

static inline L4_Word64_t cpu_cycles(void)
{
	return L4_SystemClock().raw * 1000;
}

#endif
