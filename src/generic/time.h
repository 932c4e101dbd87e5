/* SPDX-License-Identifier: BSD-2-Clause */
/* time.h - X.2 time words (X2:types.time) to microseconds and back. */
#ifndef TIME_H
#define TIME_H

#include "abi.h"

/* Length in us of a period that is neither Never nor a point. */
uint64_t time_period_us(uint16_t raw);

/*
 * The absolute deadline of time word `raw` seen at clock `now`: UINT64_MAX for Never, `now` or
 * earlier for a zero period or a point that has passed.
 */
uint64_t time_deadline(uint16_t raw, uint64_t now);

/* The period word nearest below `us`; UINT64_MAX gives Never, 0 gives ZeroTime. */
uint16_t time_from_us(uint64_t us);

static inline bool time_is_zero(uint16_t raw)
{
	return (raw & TIME_POINT) == 0 && raw != TIME_NEVER && (raw & 0x3ff) == 0;
}

#endif
