/* SPDX-License-Identifier: BSD-2-Clause */
/* time.h - the clock and 16-bit times as values; what needs the current time is in schedule.h. */

#ifndef L4_TIME_H
#define L4_TIME_H

#include <l4/word.h>

/*
 * Clock: microseconds since an undefined start (X2:1.3).
 */

typedef union {
	L4_Word64_t raw;
	struct {
		__L4_BITS2(L4_Word32_t, low, high);
	} X;
} L4_Clock_t;

L4_INLINE L4_Clock_t L4_ClockAddUsec(L4_Clock_t c, L4_Word64_t usec)
{
	c.raw += usec;
	return c;
}

L4_INLINE L4_Clock_t L4_ClockSubUsec(L4_Clock_t c, L4_Word64_t usec)
{
	c.raw -= usec;
	return c;
}

L4_INLINE L4_Clock_t L4_ClockAdd(L4_Clock_t l, L4_Clock_t r)
{
	return L4_ClockAddUsec(l, r.raw);
}

L4_INLINE L4_Clock_t L4_ClockSub(L4_Clock_t l, L4_Clock_t r)
{
	return L4_ClockSubUsec(l, r.raw);
}

L4_INLINE L4_Bool_t L4_IsClockEarlier(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw < r.raw;
}

L4_INLINE L4_Bool_t L4_IsClockLater(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw > r.raw;
}

L4_INLINE L4_Bool_t L4_IsClockEqual(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw == r.raw;
}

L4_INLINE L4_Bool_t L4_IsClockNotEqual(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw != r.raw;
}

/*
 * Time: a period m * 2^e us, or a point relative to the clock's high bits (X2:1.3).
 */

typedef union {
	L4_Word16_t raw;
	union {
		L4_Word16_t raw;
		struct {
			__L4_BITS3(L4_Word16_t, m : 10, e : 5, a : 1);
		} X;
	} period;
	union {
		L4_Word16_t raw;
		struct {
			__L4_BITS4(L4_Word16_t, m : 10, c : 1, e : 4, a : 1);
		} X;
	} point;
} L4_Time_t;

#define L4_Never	((L4_Time_t) { 0 })
#define L4_ZeroTime	((L4_Time_t) { 0x0400 })

/*
 * The longest encodable period not above usec.  0 gives ZeroTime (X2:15, item 44), anything
 * too long for the 5-bit exponent Never.
 */
L4_INLINE L4_Time_t L4_TimePeriod(L4_Word64_t usec)
{
	L4_Time_t t = L4_Never;
	unsigned int e = 0;

	if (usec == 0)
		return L4_ZeroTime;
	while ((usec >> e) > 1023)
		e++;
	if (e < 32)
		t.raw = (L4_Word16_t)(e << 10 | (unsigned int)(usec >> e));
	return t;
}

#endif /* L4_TIME_H */
