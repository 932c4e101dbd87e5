/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_lapic.c - one-shot timer of the local APIC. */
#include "timer_lapic.h"

#include "bits.h"
#include "compiler.h"
#include "irq_lapic.h"

#define DIVIDE_BY	16u
#define DIVIDE_CODE	0x3u
#define SCALE_BITS	20		/* ticks per us are kept with so many binary places */

static unsigned timer_hz;
static uint32_t ticks_per_us;		/* * 2^SCALE_BITS */
static uint32_t max_us;

__init void timer_lapic_start_counting(void)
{
	irq_lapic_write(LAPIC_LVT_TIMER, LAPIC_LVT_MASKED);
	irq_lapic_write(LAPIC_TIMER_DIVIDE, DIVIDE_CODE);
	irq_lapic_write(LAPIC_TIMER_INITIAL, 0xffffffff);
}

__init uint32_t timer_lapic_count(void)
{
	return irq_lapic_read(LAPIC_TIMER_CURRENT);
}

__init void timer_lapic_init(unsigned hz, uint8_t vector)
{
	uint64_t range;

	timer_hz = hz;
	ticks_per_us = (uint32_t)(((uint64_t)hz << SCALE_BITS) / 1000000);
	range = ((uint64_t)0xfffffff0 << SCALE_BITS) / ticks_per_us;
	max_us = (uint32_t)MIN(range, (uint64_t)0xffffffff);
	timer_lapic_stop();
	irq_lapic_write(LAPIC_LVT_TIMER, vector);
}

void timer_lapic_arm(uint64_t us)
{
	uint32_t delay = us < max_us ? (uint32_t)us : max_us;

	irq_lapic_write(LAPIC_TIMER_INITIAL,
			(uint32_t)((uint64_t)delay * ticks_per_us >> SCALE_BITS) + 1);
}

void timer_lapic_stop(void)
{
	irq_lapic_write(LAPIC_TIMER_INITIAL, 0);
}

unsigned timer_lapic_bus_khz(void)
{
	return timer_hz / 1000 * DIVIDE_BY;
}
