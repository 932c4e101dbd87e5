/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_lapic.c - one-shot timer of the local APIC: it counts, or compares the TSC with an MSR. */
#include "timer_lapic.h"

#include "arch.h"
#include "arch_x86.h"
#include "bits.h"
#include "compiler.h"
#include "irq_lapic.h"
#include "timer_scale.h"

#define DIVIDE_BY	16u
#define DIVIDE_CODE	0x3u
#define SCALE_BITS	20		/* ticks per us are kept with so many binary places */
#define TSC_SCALE_BITS	12

static unsigned timer_hz;
static uint32_t ticks_per_us;		/* * 2^SCALE_BITS */
static uint32_t tsc_per_us;		/* * 2^TSC_SCALE_BITS; 0: the timer counts */
static uint32_t max_us;

bool timer_lapic_is_deadline(void)
{
	return IS_ENABLED(CONFIG_IRQ_X2APIC) && tsc_per_us != 0;
}

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

/*
 * The first deadline must not be written before the APIC knows what it is: a store to its mapped
 * register would not wait for the WRMSR.
 */
static __init void start_deadline(unsigned tsc_khz, uint8_t vector)
{
	tsc_per_us = (uint32_t)timer_divide((uint64_t)tsc_khz << TSC_SCALE_BITS, 1000);
	max_us = 0xffffffff;
	irq_lapic_write(LAPIC_LVT_TIMER, vector | LAPIC_LVT_DEADLINE);
	timer_lapic_stop();
}

__init void timer_lapic_init(unsigned hz, unsigned tsc_khz, uint8_t vector)
{
	uint64_t range;

	timer_hz = hz;
	ticks_per_us = (uint32_t)timer_divide((uint64_t)hz << SCALE_BITS, 1000000);
	range = timer_divide((uint64_t)0xfffffff0 << SCALE_BITS, ticks_per_us);
	max_us = (uint32_t)MIN(range, (uint64_t)0xffffffff);
	irq_lapic_write(LAPIC_TIMER_INITIAL, 0);
	if (IS_ENABLED(CONFIG_IRQ_X2APIC) && (arch_cpuid(1).ecx & CPUID_1_ECX_DEADLINE) != 0)
		start_deadline(tsc_khz, vector);
	else
		irq_lapic_write(LAPIC_LVT_TIMER, vector);
}

/* 0 is never; the past is at once. */
static void set_deadline(uint64_t tsc)
{
	arch_wrmsr_fence();
	arch_wrmsr(MSR_TSC_DEADLINE, tsc);
}

void timer_lapic_arm(uint64_t us)
{
	uint32_t delay = us < max_us ? (uint32_t)us : max_us;

	if (timer_lapic_is_deadline())
		set_deadline(arch_rdtsc() + ((uint64_t)delay * tsc_per_us >> TSC_SCALE_BITS) + 1);
	else
		irq_lapic_write(LAPIC_TIMER_INITIAL,
				(uint32_t)((uint64_t)delay * ticks_per_us >> SCALE_BITS) + 1);
}

void timer_lapic_stop(void)
{
	if (timer_lapic_is_deadline())
		set_deadline(0);
	else
		irq_lapic_write(LAPIC_TIMER_INITIAL, 0);
}

unsigned timer_lapic_bus_khz(void)
{
	return timer_hz / 1000 * DIVIDE_BY;
}
