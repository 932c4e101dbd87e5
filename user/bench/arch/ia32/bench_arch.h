/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_arch.h - what the loops of bench_loops.h need to know of the CPU, and the machine. */
#ifndef BENCH_ARCH_H
#define BENCH_ARCH_H

#include <l4/arch.h>
#include <stdint.h>

#include "bench_loops.h"

/* The counter of ticks is a register of the CPU. */
#define BENCH_COUNTER_PAGE 0

/* The registers of a call: EAX, ECX, EDX, ESI, EDI, EBX, EBP. */
struct bench_call {
	L4_Word_t regs[7];
	void (*link)(void);
};

/* First stack pointer for a function that is entered by a jump. */
static inline L4_Word_t bench_entry_sp(L4_Word_t top)
{
	return (top & ~15UL) - 4;
}

/* The interrupt of a timer that belongs to users, and making it happen after about us. */
#define BENCH_IRQ 0
void bench_irq_arm(unsigned us);

#endif
