/* SPDX-License-Identifier: BSD-2-Clause */
/* bench_arch.h - what the loops of bench_loops.h need to know of the CPU, and the machine. */
#ifndef BENCH_ARCH_H
#define BENCH_ARCH_H

#include <l4/arch.h>
#include <pecan/machine.h>
#include <stdint.h>

#include "bench_version.h"

/* The registers of a call: R0 to R7. */
#define BENCH_CALL_REGS 8

#define BENCH_IRQ PECAN_TIMER_IRQ

#include "bench_loops.h"

#endif
