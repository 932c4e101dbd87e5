/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_armgeneric.c - the timer in ARM CPUs: its virtual counter as clock and for deadlines. */
#include "timer_armgeneric.h"

#include "bits.h"
#include "compiler.h"
#include "timer_scale.h"

#define CONTROL_ON	1
#define USER_COUNTER	0x002		/* CNTKCTL: user code reads the virtual counter */
#define USER_TIMER	0x201		/* and the physical one, and has its timer */
#define HZ_DEFAULT	62500000	/* if the firmware has not told the CPU */
#define DELTA_MAX	((uint64_t)1 << 30)	/* us; it fires early then */
#define RATE_SHIFT	20

static struct timer_scale scale;
static uint64_t start;			/* counter at the time 0 */
static uint32_t rate;			/* ticks per us * 2^RATE_SHIFT */
static uint32_t hz;

static inline uint64_t counter(void)
{
	uint32_t low, high;

	__asm__ volatile("isb; mrrc p15, 1, %0, %1, c14" : "=r"(low), "=r"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

static void control(uint32_t value)
{
	__asm__ volatile("mcr p15, 0, %0, c14, c3, 1; isb" : : "r"(value) : "memory");
}

__init void timer_armgeneric_init(bool user_timer)
{
	control(0);
	__asm__ volatile("mcr p15, 0, %0, c14, c2, 1" : : "r"(0));	/* CNTP_CTL */
	__asm__ volatile("mcr p15, 0, %0, c14, c1, 0"
			 : : "r"(user_timer ? USER_COUNTER | USER_TIMER : USER_COUNTER));
	__asm__ volatile("mrc p15, 0, %0, c14, c0, 0" : "=r"(hz));
	if (hz == 0)
		hz = HZ_DEFAULT;
	timer_scale_set(&scale, hz);
	rate = (uint32_t)(((uint64_t)hz << RATE_SHIFT) / 1000000 + 1);
	start = counter();
}

unsigned timer_armgeneric_khz(void)
{
	return hz / 1000;
}

uint64_t timer_armgeneric_now(void)
{
	return timer_scale_us(&scale, counter() - start);
}

void timer_armgeneric_arm(uint64_t deadline)
{
	uint64_t ticks = counter() - start, now, delta, at;

	if (deadline == UINT64_MAX) {
		control(0);
		return;
	}
	now = timer_scale_us(&scale, ticks);
	delta = deadline > now ? MIN(deadline - now, DELTA_MAX) : 0;
	at = start + ticks + (delta * rate >> RATE_SHIFT) + 1;
	__asm__ volatile("mcrr p15, 3, %0, %1, c14"		/* CNTV_CVAL */
			 : : "r"((uint32_t)at), "r"((uint32_t)(at >> 32)) : "memory");
	control(CONTROL_ON);
}
