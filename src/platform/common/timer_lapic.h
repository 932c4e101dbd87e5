/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_lapic.h - one-shot timer of the local APIC. */
#ifndef TIMER_LAPIC_H
#define TIMER_LAPIC_H

#include "types.h"

/* Let it count, silently, from its highest value: for calibration. */
void timer_lapic_start_counting(void);

/* Counts downwards. */
uint32_t timer_lapic_count(void);

/*
 * Its rate is hz, that of the TSC tsc_khz; fires on `vector` from now on; off.  Takes deadlines on
 * the TSC where the CPU has these.
 */
void timer_lapic_init(unsigned hz, unsigned tsc_khz, uint8_t vector);
bool timer_lapic_is_deadline(void);

/* Fire once in `us` microseconds, or earlier if that is beyond its range; 0: at once. */
void timer_lapic_arm(uint64_t us);
void timer_lapic_stop(void);

/* Its input clock in kHz, before division. */
unsigned timer_lapic_bus_khz(void);

#endif
