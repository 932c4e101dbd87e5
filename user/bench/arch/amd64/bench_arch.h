/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_arch.h - what the loops of bench_loops.h need to know of the CPU, and the machine. */
#ifndef BENCH_ARCH_H
#define BENCH_ARCH_H

#include <l4/arch.h>
#include <stdint.h>

/* The counter of ticks is a register of the CPU. */
#define BENCH_COUNTER_PAGE 0

/* The registers of a call: RAX, RDI, RSI, RDX, R8, R9; for Unmap RDI is the UTCB and R9 MR0. */
#define BENCH_CALL_REGS 6

#define BENCH_IRQ 0

#include "bench_loops.h"

#endif
