/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_sp804.c - a pair of timers SP804 that count microseconds: deadlines and the clock. */
#include "timer_sp804.h"

#include "bits.h"
#include "compiler.h"
#include "device_page.h"

/* Registers of each timer, as words; the second one's follow those of the first. */
#define LOAD		(0x00 / 4)
#define VALUE		(0x04 / 4)	/* counts down */
#define CONTROL		(0x08 / 4)
#define CLEAR		(0x0c / 4)
#define ASKS		(0x14 / 4)	/* its interrupt is raised and not masked */
#define DEADLINE	(0x00 / 4)
#define CLOCK		(0x20 / 4)
#define BYTES		0x1000

#define ON		0x80
#define INTERRUPT	0x20
#define WIDE		0x02		/* 32 bits */
#define ONCE		0x01

#define DELTA_MAX	((uint64_t)1 << 31)	/* us; it fires early then */

static volatile uint32_t *timer;
static uint32_t high, low;	/* the time that was read last */

__init void timer_sp804_init(paddr_t base)
{
	timer = device_page_map(base, BYTES);
	timer[DEADLINE + CONTROL] = 0;
	timer[DEADLINE + CLEAR] = 0;
	timer[CLOCK + CONTROL] = 0;
	timer[CLOCK + LOAD] = 0xffffffff;
	timer[CLOCK + CLEAR] = 0;
	timer[CLOCK + CONTROL] = ON | WIDE | INTERRUPT;
}

/* The interrupt of the clock every 71 minutes sees to it that no turn is missed. */
uint64_t timer_sp804_now(void)
{
	uint32_t ticks = ~timer[CLOCK + VALUE];

	if (ticks < low)
		high++;
	low = ticks;
	return (uint64_t)high << 32 | low;
}

void timer_sp804_arm(uint64_t deadline)
{
	uint64_t now = timer_sp804_now();

	timer[DEADLINE + CONTROL] = 0;
	timer[DEADLINE + CLEAR] = 0;
	if (deadline == UINT64_MAX)
		return;
	timer[DEADLINE + LOAD] = deadline > now ? (uint32_t)MIN(deadline - now, DELTA_MAX) + 1 : 1;
	timer[DEADLINE + CONTROL] = ON | WIDE | INTERRUPT | ONCE;
}

bool timer_sp804_interrupt(void)
{
	bool due = timer[DEADLINE + ASKS] != 0;

	if (timer[CLOCK + ASKS] != 0) {
		timer[CLOCK + CLEAR] = 0;
		(void)timer_sp804_now();
	}
	if (due)
		timer_sp804_arm(UINT64_MAX);
	return due;
}
