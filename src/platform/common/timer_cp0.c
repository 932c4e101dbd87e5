/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_cp0.c - the timer in MIPS CPUs: Count as clock, Compare for deadlines. */
#include "timer_cp0.h"

#include "bits.h"
#include "compiler.h"
#include "platform_io.h"
#include "timer_scale.h"

#define PIT_HZ		1193182
#define PIT_CHANNEL0	0x40
#define PIT_MODE	0x43
#define PIT_TURNS	0x34		/* channel 0, both bytes, again and again from 65536 */
#define PIT_LATCH_0	0x00
#define PIT_STOPPED	0x30		/* waits for a number to count down from */

#define WINDOW		0x80000u	/* of Count: some ms */
#define TRIES		5		/* the middle one counts: something may hold us up */
#define ROUND_HZ	10000

#define DELTA_MAX_US	1000000u	/* less than half a turn of Count */
#define LATE		16u	/* ticks from reading Count to writing Compare, at least */
#define RATE_SHIFT	20

static struct timer_scale scale;
static uint64_t ticks;			/* Count, extended to 64 bits, when last read */
static uint64_t armed = UINT64_MAX;	/* the deadline */
static uint32_t rate;			/* ticks per us * 2^RATE_SHIFT */
static unsigned hz;

static inline uint32_t count(void)
{
	uint32_t v;

	__asm__ volatile("mfc0 %0, $9" : "=r"(v) : : "memory");
	return v;
}

static void set_compare(uint32_t v)
{
	__asm__ volatile("mtc0 %0, $11; ehb" : : "r"(v) : "memory");
}

static uint64_t read_ticks(void)
{
	ticks += (uint32_t)(count() - (uint32_t)ticks);
	return ticks;
}

/* --- calibration ------------------------------------------------------------------------- */

/* Counts upwards. */
static __init uint32_t read_pit(void)
{
	uint32_t low;

	platform_out8(PIT_MODE, PIT_LATCH_0);
	low = platform_in8(PIT_CHANNEL0);
	return 0xffff & ~(low | (uint32_t)platform_in8(PIT_CHANNEL0) << 8);
}

/* The PIT at the moment it changes; *c: Count. */
static __init uint32_t next_change(uint32_t *c)
{
	uint32_t old = read_pit(), now;

	do {
		*c = count();
		now = read_pit();
	} while (now == old);
	return now;
}

/* Count's frequency by one window; what holds us up at its ends makes it larger or smaller. */
static __init uint64_t measure(void)
{
	uint32_t c0, c1, start = next_change(&c0), turned;

	while (count() - c0 < WINDOW)
		continue;
	turned = (next_change(&c1) - start) & 0xffff;
	return (uint64_t)(uint32_t)(c1 - c0) * PIT_HZ / turned;
}

__init void timer_cp0_init(void)
{
	uint64_t result[TRIES], middle;

	platform_out8(PIT_MODE, PIT_TURNS);
	platform_out8(PIT_CHANNEL0, 0);
	platform_out8(PIT_CHANNEL0, 0);
	for (unsigned i = 0; i < TRIES; i++) {
		unsigned n = i;

		for (middle = measure(); n != 0 && result[n - 1] > middle; n--)
			result[n] = result[n - 1];
		result[n] = middle;
	}
	middle = result[TRIES / 2];
	platform_out8(PIT_MODE, PIT_STOPPED);
	hz = (unsigned)((middle + ROUND_HZ / 2) / ROUND_HZ * ROUND_HZ);
	timer_scale_set(&scale, hz);
	rate = (uint32_t)(((uint64_t)hz << RATE_SHIFT) / 1000000 + 1);
	__asm__ volatile("mtc0 $0, $9; ehb");
	timer_cp0_arm(UINT64_MAX);
}

unsigned timer_cp0_khz(void)
{
	return hz / 1000;
}

/* --- clock and deadline ------------------------------------------------------------------ */

uint64_t timer_cp0_now(void)
{
	return timer_scale_us(&scale, read_ticks());
}

/* In `delta` ticks.  Compare is met only when Count passes it: then write one farther away. */
static void set_deadline(uint32_t delta)
{
	for (uint32_t margin = LATE;; margin *= 2) {
		uint32_t start = count();

		delta = MAX(delta, margin);
		set_compare(start + delta);
		if ((uint32_t)(count() - start) < delta)
			return;
	}
}

void timer_cp0_arm(uint64_t deadline)
{
	uint64_t now = timer_cp0_now();
	uint64_t us = deadline > now ? MIN(deadline - now, DELTA_MAX_US) : 0;

	armed = deadline;
	set_deadline((uint32_t)(us * rate >> RATE_SHIFT) + 1);
}

bool timer_cp0_expired(void)
{
	uint64_t deadline = armed;

	if (timer_cp0_now() < deadline) {
		timer_cp0_arm(deadline);
		return false;
	}
	timer_cp0_arm(UINT64_MAX);
	return true;
}
