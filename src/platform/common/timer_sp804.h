/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_sp804.h - a pair of timers SP804 that count microseconds: deadlines and the clock. */
#ifndef TIMER_SP804_H
#define TIMER_SP804_H

#include "types.h"

/* Registers at physical `base`, counting at 1 MHz.  The clock starts at 0, with no deadline. */
void timer_sp804_init(paddr_t base);

/* Microseconds since timer_sp804_init. */
uint64_t timer_sp804_now(void);

/* Interrupt at `deadline`, in microseconds as above, or somewhat later; UINT64_MAX: never. */
void timer_sp804_arm(uint64_t deadline);

/* Their common interrupt was taken, and is no more; true: the deadline has passed. */
bool timer_sp804_interrupt(void);

#endif
