/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_scale.h - microseconds from a counter of any frequency, by multiplication. */
#ifndef TIMER_SCALE_H
#define TIMER_SCALE_H

#include "types.h"

struct timer_scale {
	uint32_t factor;		/* us per tick * 2^(32 + shift), rounded up */
	unsigned shift;
};

/*
 * a / b.  Where gcc can tell that both are below 2^63, its 32-bit code asks the linker for signed
 * division as well, without using it; so it is kept from telling.
 */
static inline uint64_t timer_divide(uint64_t a, uint64_t b)
{
	__asm__("" : "+g"(a));
	return a / b;
}

static inline void timer_scale_set(struct timer_scale *s, uint64_t hz)
{
	unsigned shift = 12;	/* the most for which 10^6 * 2^(32 + shift) fits 64 bits */

	while (shift > 0 && ((uint64_t)1000000 << (32 + shift)) / hz >= 0xffffffff)
		shift--;
	s->shift = shift;
	s->factor = (uint32_t)(((uint64_t)1000000 << (32 + shift)) / hz + 1);
}

/* Exact enough for 64 bits of ticks. */
static inline uint64_t timer_scale_us(const struct timer_scale *s, uint64_t ticks)
{
	uint64_t high = (ticks >> 32) * s->factor;
	uint64_t low = (ticks & 0xffffffff) * s->factor;

	return (high + (low >> 32)) >> s->shift;
}

#endif
