/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_tsc.h - the clock: microseconds from the CPU's time-stamp counter. */
#ifndef TIMER_TSC_H
#define TIMER_TSC_H

#include "arch_x86.h"
#include "timer_scale.h"
#include "types.h"

/* Counts at a known rate; only differences count. */
struct timer_reference {
	unsigned hz;
	uint32_t mask;			/* of the bits it has */
	uint32_t (*read)(void);		/* upwards */
};

/* The two that PCs have.  False: there is none, or it stands still. */
bool timer_reference_acpi(struct timer_reference *ref, uint16_t port);
bool timer_reference_pit(struct timer_reference *ref);

/*
 * Measure for some 10 ms how many cycles the TSC makes in a second, and start the clock.  With
 * read_other not NULL also *other_hz, the rate of another counter, which counts downwards.
 */
void timer_tsc_init(const struct timer_reference *ref, uint32_t (*read_other)(void),
		    unsigned *other_hz);

unsigned timer_tsc_khz(void);

/* The clock: how the TSC is scaled, and what that gives when it was started. */
extern struct timer_scale timer_tsc_scale;
extern uint64_t timer_tsc_start;

/* Microseconds since timer_tsc_init. */
static inline uint64_t timer_tsc_now(void)
{
	return timer_scale_us(&timer_tsc_scale, arch_rdtsc()) - timer_tsc_start;
}

#endif
