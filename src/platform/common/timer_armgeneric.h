/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_armgeneric.h - the timer in ARM CPUs: its virtual counter as clock and for deadlines. */
#ifndef TIMER_ARMGENERIC_H
#define TIMER_ARMGENERIC_H

#include "types.h"

/* Its interrupt at the GIC: that of this CPU alone. */
#define TIMER_ARMGENERIC_IRQ	27

/* That of the physical timer, which the kernel does not use. */
#define TIMER_ARMGENERIC_USER_IRQ	30

/*
 * Start the clock at 0 with no deadline.  User code may read the counter, and program the physical
 * timer if `user_timer`.
 */
void timer_armgeneric_init(bool user_timer);

unsigned timer_armgeneric_khz(void);

/* Microseconds since timer_armgeneric_init. */
uint64_t timer_armgeneric_now(void);

/* Interrupt at `deadline`, in microseconds as above, or somewhat later; UINT64_MAX: never. */
void timer_armgeneric_arm(uint64_t deadline);

#endif
