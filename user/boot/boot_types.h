/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_types.h - integer types of the boot program and access to words of either size and order. */
#ifndef BOOT_TYPES_H
#define BOOT_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef unsigned long long u64; /* not uint64_t: %llx fits on every host */

_Static_assert(sizeof(u64) == 8, "u64");

#define MIB (1ull << 20)

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Read @bytes (1 to 8) at @p; @big: most significant byte first.  No alignment is needed. */
static inline u64 word_get(const u8 *p, unsigned bytes, bool big)
{
	u64 v = 0;

	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | p[big ? i : bytes - 1 - i];
	return v;
}

static inline void word_put(u8 *p, unsigned bytes, bool big, u64 v)
{
	for (unsigned i = 0; i < bytes; i++, v >>= 8)
		p[big ? bytes - 1 - i : i] = (u8)v;
}

/* @align is a power of two. */
static inline u64 align_down(u64 v, u64 align)
{
	return v & ~(align - 1);
}

/* Wraps to 0 at the end of the address range: for sizes and for ends already checked. */
static inline u64 align_up(u64 v, u64 align)
{
	return (v + align - 1) & ~(align - 1);
}

#endif
