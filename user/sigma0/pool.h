/* SPDX-License-Identifier: BSD-2-Clause */
/* pool.h - who owns which part of a number range (memory addresses, I/O ports). */

#ifndef POOL_H
#define POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef unsigned long pool_word; /* an address; the machine word on every CPU */

/*
 * Owners.  A thread owns under its global id, whose low six bits are never all zero, so the other
 * states use such values; anythread owns what everybody may have.
 */
#define POOL_NONE   ((pool_word)0x00) /* nobody's, not to be had */
#define POOL_KERNEL ((pool_word)0x40)
#define POOL_FREE   ((pool_word)0x80) /* conventional: for any request and for faults */
#define POOL_DEVICE ((pool_word)0xc0) /* free, but only for who asks for that very place */
#define POOL_SHARED (~(pool_word)0)

/* Starts at start, ends before the next range or with the pool. */
struct pool_range {
	pool_word start;
	pool_word owner;
};

#define POOL_SIZES (8 * sizeof(pool_word))

/*
 * The ranges in ascending order cover 0..last; neighbours have different owners.  In search[z]
 * next[s] is the lowest place worth looking at for a block of 2^s, or all ones if there is none:
 * memory never becomes free again while requests are served, so it only grows.
 */
struct pool_search {
	pool_word next[POOL_SIZES];
};

struct pool {
	struct pool_range *range;
	size_t count;
	size_t capacity;
	pool_word last;
	struct pool_search search[2];
};

/* All of 0..last belongs to owner.  The table has room for capacity (at least 1) ranges. */
void pool_init(struct pool *p, struct pool_range *table, size_t capacity, pool_word last,
	       pool_word owner);

/*
 * Give low..high to owner, whoever has it.  False, and nothing changed, if the table is full: a
 * change may need two more ranges.
 */
bool pool_set(struct pool *p, pool_word low, pool_word high, pool_word owner);

/* The owner of one address. */
pool_word pool_owner(const struct pool *p, pool_word addr);

/* May `who` have all of low..high?  Places that are only for explicit requests included. */
bool pool_obtainable(const struct pool *p, pool_word low, pool_word high, pool_word who);

/* The same without those places: conventional, shared or already owned by `who`. */
bool pool_obtainable_by_fault(const struct pool *p, pool_word low, pool_word high, pool_word who);

/* Give the free parts of low..high, which is obtainable for `who`, to it.  False: table full. */
bool pool_claim(struct pool *p, pool_word low, pool_word high, pool_word who);

/*
 * Find conventional memory of 2^log2 bytes, aligned to its size.  Low memory goes last: drivers
 * need it for devices that reach no higher, and page 0 is a trap for careless programs.
 */
bool pool_find_free(struct pool *p, unsigned int log2, pool_word *base);

/* Bytes of conventional memory that nobody has. */
pool_word pool_free_bytes(const struct pool *p);

/*
 * Use a larger table; the ranges are copied.  The result is the old table, which is the caller's
 * again.
 */
struct pool_range *pool_move_table(struct pool *p, struct pool_range *table, size_t capacity);

#endif
