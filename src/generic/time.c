/* SPDX-License-Identifier: BSD-2-Clause */
/* time.c - X.2 time words (X2:types.time) to microseconds and back. */
#include "time.h"

#include "bits.h"

uint64_t time_period_us(uint16_t raw)
{
	return (uint64_t)(raw & 0x3ff) << ((raw >> 10) & 31);
}

/*
 *	15  14..11  10  9..0
 *	 1    e      c    m	the first time after m * 2^e in the clock's current (bit e+10
 *				equals c) or next window of 2^(e+10) us
 */
static uint64_t point_deadline(uint16_t raw, uint64_t now)
{
	unsigned e = (raw >> 11) & 15;
	uint64_t window = (uint64_t)1 << (e + 10);
	uint64_t base = now & ~(window - 1);
	uint64_t at = base + ((uint64_t)(raw & 0x3ff) << e);
	bool same = ((now >> (e + 10)) & 1) == ((raw >> 10) & 1u);

	return same ? at : at + window;
}

uint64_t time_deadline(uint16_t raw, uint64_t now)
{
	if (raw == TIME_NEVER)
		return UINT64_MAX;
	if (raw & TIME_POINT)
		return point_deadline(raw, now);
	return now + time_period_us(raw);
}

uint16_t time_from_us(uint64_t us)
{
	unsigned e = 0;

	if (us == 0)
		return TIME_ZERO;
	if (us >> 10) {				/* the highest bit of us becomes bit 9 of m */
		e = 54 - (unsigned)__builtin_clzll(us);
		us >>= e;
	}
	return e > 31 ? TIME_NEVER : (uint16_t)((e << 10) | us);
}
