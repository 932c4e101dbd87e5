/* SPDX-License-Identifier: BSD-2-Clause */
/* pool.c - ownership of number ranges in a sorted table; knows nothing of L4. */

#include "pool.h"

#include <string.h>

#define ALL_ONES (~(pool_word)0)
#define LOW_END	 ((pool_word)0x100000)

void pool_init(struct pool *p, struct pool_range *table, size_t capacity, pool_word last,
	       pool_word owner)
{
	p->range = table;
	p->count = 1;
	p->capacity = capacity;
	p->last = last;
	memset(p->search, 0, sizeof(p->search));
	table[0] = (struct pool_range){.start = 0, .owner = owner};
}

/* Index of the range that contains addr. */
static size_t find(const struct pool *p, pool_word addr)
{
	size_t low = 0;
	size_t high = p->count;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (p->range[mid].start <= addr)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Last address of range i. */
static pool_word range_end(const struct pool *p, size_t i)
{
	return i + 1 < p->count ? p->range[i + 1].start - 1 : p->last;
}

/* Make a range begin at addr; the table has room.  Its index is returned. */
static size_t split(struct pool *p, pool_word addr)
{
	size_t i = find(p, addr);

	if (p->range[i].start == addr)
		return i;
	memmove(&p->range[i + 2], &p->range[i + 1], (p->count - i - 1) * sizeof(p->range[0]));
	p->range[i + 1] = (struct pool_range){.start = addr, .owner = p->range[i].owner};
	p->count++;
	return i + 1;
}

/* Join neighbours with the same owner among the ranges first..last, one step beyond included. */
static void join(struct pool *p, size_t first, size_t last)
{
	size_t to = first ? first - 1 : 0;
	size_t from = to + 1;

	for (; from < p->count && from <= last + 1; from++) {
		if (p->range[from].owner != p->range[to].owner)
			p->range[++to] = p->range[from];
	}
	if (++to == from)
		return;
	memmove(&p->range[to], &p->range[from], (p->count - from) * sizeof(p->range[0]));
	p->count -= from - to;
}

static bool is_free(pool_word owner)
{
	return owner == POOL_FREE || owner == POOL_DEVICE;
}

/* Give owner all of low..high, or only what is free there. */
static bool assign(struct pool *p, pool_word low, pool_word high, pool_word owner, bool only_free)
{
	size_t first, last;

	if (p->capacity - p->count < 2)
		return false;
	first = split(p, low);
	last = high < p->last ? split(p, high + 1) - 1 : p->count - 1;
	for (size_t i = first; i <= last; i++) {
		if (!only_free || is_free(p->range[i].owner))
			p->range[i].owner = owner;
	}
	join(p, first, last);
	return true;
}

bool pool_set(struct pool *p, pool_word low, pool_word high, pool_word owner)
{
	if (owner == POOL_FREE)
		memset(p->search, 0, sizeof(p->search));
	return assign(p, low, high, owner, false);
}

pool_word pool_owner(const struct pool *p, pool_word addr)
{
	return p->range[find(p, addr)].owner;
}

static bool owner_lets(pool_word owner, pool_word who, bool by_fault)
{
	if (owner == who || owner == POOL_SHARED || owner == POOL_FREE)
		return true;
	return owner == POOL_DEVICE && !by_fault;
}

static bool region_lets(const struct pool *p, pool_word low, pool_word high, pool_word who,
			bool by_fault)
{
	if (low > high || high > p->last)
		return false;
	for (size_t i = find(p, low); i < p->count && p->range[i].start <= high; i++) {
		if (!owner_lets(p->range[i].owner, who, by_fault))
			return false;
	}
	return true;
}

bool pool_obtainable(const struct pool *p, pool_word low, pool_word high, pool_word who)
{
	return region_lets(p, low, high, who, false);
}

bool pool_obtainable_by_fault(const struct pool *p, pool_word low, pool_word high, pool_word who)
{
	return region_lets(p, low, high, who, true);
}

/* True if no part of low..high is free, so that a claim would change nothing. */
static bool nothing_free(const struct pool *p, pool_word low, pool_word high)
{
	for (size_t i = find(p, low); i < p->count && p->range[i].start <= high; i++) {
		if (is_free(p->range[i].owner))
			return false;
	}
	return true;
}

bool pool_claim(struct pool *p, pool_word low, pool_word high, pool_word who)
{
	return nothing_free(p, low, high) || assign(p, low, high, who, true);
}

/* The first aligned free block of size mask + 1 that starts in from..to; all ones: none. */
static pool_word first_free(const struct pool *p, pool_word from, pool_word to, pool_word mask)
{
	for (size_t i = find(p, from); i < p->count && p->range[i].start <= to; i++) {
		pool_word base = p->range[i].start > from ? p->range[i].start : from;

		if (p->range[i].owner != POOL_FREE)
			continue;
		if (base > ALL_ONES - mask)
			break;
		base = (base + mask) & ~mask;
		if (base > to)
			break;
		if (base <= range_end(p, i) && range_end(p, i) - base >= mask)
			return base;
	}
	return ALL_ONES;
}

/* Look in one zone, on from where the last search for this size ended. */
static bool find_in(struct pool *p, struct pool_search *s, pool_word from, pool_word to,
		    unsigned int log2, pool_word *base)
{
	pool_word *next = &s->next[log2];

	if (*next == ALL_ONES || from > to)
		return false;
	*next = first_free(p, *next > from ? *next : from, to, ((pool_word)1 << log2) - 1);
	*base = *next;
	return *next != ALL_ONES;
}

bool pool_find_free(struct pool *p, unsigned int log2, pool_word *base)
{
	if (log2 == 0 || log2 >= POOL_SIZES)
		return false;
	return find_in(p, &p->search[0], LOW_END, p->last, log2, base) ||
	       find_in(p, &p->search[1], 0, p->last < LOW_END ? p->last : LOW_END - 1, log2, base);
}

pool_word pool_free_bytes(const struct pool *p)
{
	pool_word sum = 0;

	for (size_t i = 0; i < p->count; i++) {
		if (p->range[i].owner == POOL_FREE)
			sum += range_end(p, i) - p->range[i].start + 1;
	}
	return sum;
}

struct pool_range *pool_move_table(struct pool *p, struct pool_range *table, size_t capacity)
{
	struct pool_range *old = p->range;

	memcpy(table, old, p->count * sizeof(old[0]));
	p->range = table;
	p->capacity = capacity;
	return old;
}
