/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_arch.h - what the loops of bench_loops.h need to know of the CPU, and the machine. */
#ifndef BENCH_ARCH_H
#define BENCH_ARCH_H

#include <l4/arch.h>
#include <pecan/machine.h>
#include <stdint.h>

#include "bench_loops.h"
#include "bench_version.h"

/* The registers of a call: R0 to R7. */
struct bench_call {
	L4_Word_t regs[8];
	void (*link)(void);
};

/* First stack pointer for a function that is entered by a jump. */
static inline L4_Word_t bench_entry_sp(L4_Word_t top)
{
	return top & ~7UL;
}

/* The interrupt of a timer that belongs to users, and making it happen after about us. */
#define BENCH_IRQ PECAN_TIMER_IRQ

static inline void bench_irq_arm(unsigned us)
{
	pecan_timer_fire(us);
}

#endif
