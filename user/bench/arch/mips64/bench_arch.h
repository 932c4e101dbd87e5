/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_arch.h - what the loops of bench_loops.h need to know of the CPU, and the machine. */
#ifndef BENCH_ARCH_H
#define BENCH_ARCH_H

#include <l4/arch.h>
#include <pecan/machine.h>
#include <stdint.h>

#include "bench_loops.h"

/* The counter of ticks is a register of the CPU. */
#define BENCH_COUNTER_PAGE 0

/* The registers of a call: a0 to a4. */
struct bench_call {
	L4_Word_t regs[5];
	void (*link)(void);
};

/* First stack pointer for a function that is entered by a jump. */
static inline L4_Word_t bench_entry_sp(L4_Word_t top)
{
	return top & ~15UL;
}

/* The interrupt of a timer that belongs to users, and making it happen after about us. */
#define BENCH_IRQ PECAN_TIMER_IRQ

void bench_irq_arm(unsigned us);

#endif
