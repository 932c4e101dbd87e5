/* SPDX-License-Identifier: BSD-2-Clause */
/* memmap.c - the firmware's memory map, ranges in use, and the search for free memory. */
#include "memmap.h"

bool memmap_add(struct memmap *map, u64 base, u64 length, u32 type)
{
	struct mem_entry *e = &map->e[map->count];

	if (length == 0)
		return true;
	if (map->count == MEMMAP_MAX)
		return false;
	e->low = base;
	e->high = length - 1 > ~0ull - base ? ~0ull : base + (length - 1);
	e->type = type;
	map->count++;
	return true;
}

bool memmap_limit(struct memmap *map, u64 limit)
{
	unsigned count = map->count;

	for (unsigned i = 0; i < count; i++) {
		struct mem_entry *e = &map->e[i];

		if (e->type != MEM_USABLE || e->high < limit)
			continue;
		if (e->low >= limit) {
			e->type = MEM_BEYOND;
			continue;
		}
		if (!memmap_add(map, limit, e->high - limit + 1, MEM_BEYOND))
			return false;
		e->high = limit - 1;
	}
	return true;
}

u64 memmap_usable(const struct memmap *map, u64 last)
{
	u64 sum = 0;

	for (unsigned i = 0; i < map->count; i++) {
		const struct mem_entry *e = &map->e[i];

		if (e->type == MEM_USABLE && e->low <= last)
			sum += (e->high < last ? e->high : last) - e->low + 1;
	}
	return sum;
}

bool memmap_contradicts(const struct memmap *map)
{
	for (unsigned i = 0; i < map->count; i++) {
		const struct mem_entry *a = &map->e[i];

		if (a->type != MEM_USABLE)
			continue;
		for (unsigned j = 0; j < map->count; j++) {
			const struct mem_entry *b = &map->e[j];

			if (b->type != MEM_USABLE && range_meets(a->low, a->high, b->low, b->high))
				return true;
		}
	}
	return false;
}

/* The usable entry around @addr that reaches farthest up, or NULL. */
static const struct mem_entry *usable_around(const struct memmap *map, u64 addr)
{
	const struct mem_entry *best = NULL;

	for (unsigned i = 0; i < map->count; i++) {
		const struct mem_entry *e = &map->e[i];

		if (e->type == MEM_USABLE && addr >= e->low && addr <= e->high &&
		    (!best || e->high > best->high))
			best = e;
	}
	return best;
}

/* The entry of another type than usable that meets the range, or NULL. */
static const struct mem_entry *obstacle(const struct memmap *map, u64 low, u64 high)
{
	for (unsigned i = 0; i < map->count; i++) {
		const struct mem_entry *e = &map->e[i];

		if (e->type != MEM_USABLE && range_meets(low, high, e->low, e->high))
			return e;
	}
	return NULL;
}

bool memmap_is_usable(const struct memmap *map, u64 low, u64 high)
{
	if (obstacle(map, low, high))
		return false;
	for (;;) { /* low grows with each entry: at most count rounds */
		const struct mem_entry *e = usable_around(map, low);

		if (!e)
			return false;
		if (e->high >= high)
			return true;
		low = e->high + 1;
	}
}

void claims_add(struct claims *claims, u64 low, u64 high)
{
	struct mem_range *r = &claims->r[claims->count++];

	r->low = align_down(low, MEM_PAGE);
	r->high = high | (MEM_PAGE - 1);
}

static const struct mem_range *claim_in(const struct claims *claims, u64 low, u64 high)
{
	for (unsigned i = 0; i < claims->count; i++) {
		const struct mem_range *r = &claims->r[i];

		if (range_meets(low, high, r->low, r->high))
			return r;
	}
	return NULL;
}

bool claims_meet(const struct claims *claims, u64 low, u64 high)
{
	return claim_in(claims, low, high) != NULL;
}

/* As mem_find, within @low to @high, which are one usable entry's. */
static bool find_in(const struct memmap *map, const struct claims *claims, u64 size, u64 align,
		    u64 low, u64 high, u64 *base)
{
	while (high >= low && high - low >= size - 1) { /* high shrinks each time */
		u64 at = align_down(high - (size - 1), align);
		const struct mem_entry *e;
		const struct mem_range *r;
		u64 below;

		if (at < low)
			return false;
		e = obstacle(map, at, at + (size - 1));
		r = e ? NULL : claim_in(claims, at, at + (size - 1));
		if (!e && !r) {
			*base = at;
			return true;
		}
		below = e ? e->low : r->low;
		if (below == 0)
			return false;
		high = below - 1;
	}
	return false;
}

bool mem_find(const struct memmap *map, const struct claims *claims, u64 size, u64 align, u64 floor,
	      u64 last, u64 *base)
{
	bool found = false;

	if (size == 0 || size > ~0ull - MEM_PAGE)
		return false;
	size = align_up(size, MEM_PAGE);
	if (align < MEM_PAGE)
		align = MEM_PAGE;
	for (unsigned i = 0; i < map->count; i++) {
		const struct mem_entry *e = &map->e[i];
		u64 low = e->low > floor ? e->low : floor;
		u64 high = e->high < last ? e->high : last;
		u64 at;

		if (e->type == MEM_USABLE && find_in(map, claims, size, align, low, high, &at) &&
		    (!found || at > *base)) {
			*base = at;
			found = true;
		}
	}
	return found;
}
