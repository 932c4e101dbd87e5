/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_cp0.h - the timer in MIPS CPUs: Count as clock, Compare for deadlines. */
#ifndef TIMER_CP0_H
#define TIMER_CP0_H

#include "types.h"

/* Measure for some 20 ms how fast Count is, by channel 0 of the PIT, and start the clock. */
void timer_cp0_init(void);

unsigned timer_cp0_khz(void);

/* Microseconds since timer_cp0_init.  Must be called once in a turn of Count; arm sees to that. */
uint64_t timer_cp0_now(void);

/* Interrupt at `deadline` (us) or at once if that is past; UINT64_MAX: no deadline. */
void timer_cp0_arm(uint64_t deadline);

/* The timer's interrupt was taken.  False: it only kept the clock going. */
bool timer_cp0_expired(void);

#endif
