/* SPDX-License-Identifier: BSD-2-Clause */
/* bits.h - bits, masks, fields and alignment. */
#ifndef BITS_H
#define BITS_H

#include "types.h"

#define BIT(n)			((word_t)1 << (n))
#define MASK(n)			((n) >= WORD_BITS ? WORD_MAX : BIT(n) - 1)
#define FIELD_GET(w, lo, width)	(((w) >> (lo)) & MASK(width))
#define FIELD_SET(v, lo, width)	(((word_t)(v) & MASK(width)) << (lo))
#define ALIGN_DOWN(x, a)	((x) & ~((__typeof__(x))(a) - 1))
#define ALIGN_UP(x, a)		ALIGN_DOWN((x) + (__typeof__(x))(a) - 1, a)
#define IS_ALIGNED(x, a)	(((x) & ((__typeof__(x))(a) - 1)) == 0)
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define MIN(a, b)		((a) < (b) ? (a) : (b))
#define MAX(a, b)		((a) > (b) ? (a) : (b))

/* Index of the most significant 1 bit; w must not be 0. */
static inline unsigned bit_fls(word_t w)
{
	return WORD_BITS - 1 - (unsigned)__builtin_clzl(w);
}

/* Index of the least significant 1 bit; w must not be 0. */
static inline unsigned bit_ffs(word_t w)
{
	return (unsigned)__builtin_ctzl(w);
}

#endif
