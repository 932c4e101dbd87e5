/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.c - build the list of memory descriptors and fit it to the slots a kernel has. */
#include "desc.h"

#include "boot_lib.h"

void desc_init(struct desc_list *list, u64 page, unsigned word_bytes)
{
	list->count = 0;
	list->page = page;
	list->last = word_bytes == 4 ? 0xffffffffu : ~0ull;
}

/* Round inwards; false when no whole page is left. */
static bool whole_pages(struct desc *d, u64 page)
{
	if (d->low > ~0ull - (page - 1))
		return false;
	d->low = align_up(d->low, page);
	if (d->high == ~0ull) /* ends with the last page there is */
		return true;
	if (d->high + 1 < page)
		return false;
	d->high = align_down(d->high + 1, page) - 1;
	return d->low <= d->high;
}

void desc_add(struct desc_list *list, u64 low, u64 high, unsigned type)
{
	struct desc d = {.low = low, .high = high, .type = type};

	if (low > list->last || list->count == DESC_MAX)
		return;
	if (d.high > list->last)
		d.high = list->last;
	if (type == DESC_CONVENTIONAL) {
		if (!whole_pages(&d, list->page))
			return;
	} else {
		d.low = align_down(d.low, list->page);
		d.high |= list->page - 1;
	}
	list->d[list->count++] = d;
}

static void add_entry(struct desc_list *list, const struct mem_entry *e)
{
	unsigned type = DESC_ARCH;

	if (e->type == MEM_USABLE)
		type = DESC_CONVENTIONAL;
	else if (e->type == MEM_BEYOND)
		type = DESC_RESERVED;
	else
		type |= (e->type <= 0xf ? e->type : 2) << 4; /* 2: just "reserved" */
	desc_add(list, e->low, e->high, type);
}

void desc_add_map(struct desc_list *list, const struct memmap *map)
{
	if (!memmap_contradicts(map)) {
		for (unsigned i = 0; i < map->count; i++)
			add_entry(list, &map->e[i]);
		return;
	}
	for (unsigned i = 0; i < map->count; i++) {
		if (map->e[i].type == MEM_USABLE)
			add_entry(list, &map->e[i]);
	}
	for (unsigned i = 0; i < map->count; i++) {
		if (map->e[i].type != MEM_USABLE)
			add_entry(list, &map->e[i]);
	}
}

static void desc_remove(struct desc_list *list, unsigned i)
{
	list->count--;
	memmove(&list->d[i], &list->d[i + 1], (list->count - i) * sizeof(list->d[0]));
}

/* Does a descriptor other than @i and @j, from number @first on, meet the range? */
static bool range_taken(const struct desc_list *list, unsigned first, unsigned i, unsigned j,
			u64 low, u64 high)
{
	for (unsigned k = first; k < list->count; k++) {
		const struct desc *d = &list->d[k];

		if (k != i && k != j && range_meets(d->low, d->high, low, high))
			return true;
	}
	return false;
}

static bool ends_at(const struct desc *a, const struct desc *b)
{
	return a->high != ~0ull && a->high + 1 == b->low;
}

/*
 * Join one descriptor with a later one of its type that touches it.  The later one moves forward in
 * the order, so nothing in between may meet it.
 */
static bool join_touching(struct desc_list *list)
{
	for (unsigned i = 1; i < list->count; i++) {
		struct desc *a = &list->d[i];

		for (unsigned j = i + 1; j < list->count; j++) {
			struct desc *b = &list->d[j];

			if (a->type != b->type || a->type == DESC_SERVER ||
			    (!ends_at(a, b) && !ends_at(b, a)) ||
			    range_taken(list, i + 1, i, j, b->low, b->high))
				continue;
			if (b->low < a->low)
				a->low = b->low;
			else
				a->high = b->high;
			desc_remove(list, j);
			return true;
		}
	}
	return false;
}

/* Leave out the smallest descriptor whose type under @mask is @type.  False: there is none. */
static bool drop_smallest(struct desc_list *list, unsigned type, unsigned mask)
{
	unsigned best = 0; /* number 0 covers everything and is never a candidate */

	for (unsigned i = 1; i < list->count; i++) {
		const struct desc *d = &list->d[i];

		if ((d->type & mask) == type &&
		    (!best || d->high - d->low < list->d[best].high - list->d[best].low))
			best = i;
	}
	if (best)
		desc_remove(list, best);
	return best != 0;
}

/* Is there nothing but usable memory between @a and @b, modules with @a below @b? */
static bool gap_is_free(const struct desc_list *list, unsigned a, unsigned b)
{
	u64 low = list->d[a].high + 1;
	u64 high = list->d[b].low - 1;

	for (unsigned k = 1; k < list->count; k++) {
		const struct desc *d = &list->d[k];

		if (k != a && k != b && d->type != DESC_CONVENTIONAL && low <= high &&
		    range_meets(d->low, d->high, low, high))
			return false;
	}
	return true;
}

/* Join the two modules with the smallest free gap between them; conventional use loses the gap. */
static bool join_modules(struct desc_list *list)
{
	unsigned best_a = 0, best_b = 0;
	u64 best_gap = 0;

	for (unsigned a = 1; a < list->count; a++) {
		for (unsigned b = 1; b < list->count; b++) {
			u64 gap = list->d[b].low - list->d[a].high;

			if (list->d[a].type != DESC_MODULE || list->d[b].type != DESC_MODULE ||
			    list->d[b].low <= list->d[a].high || (best_a && gap >= best_gap) ||
			    !gap_is_free(list, a, b))
				continue;
			best_a = a;
			best_b = b;
			best_gap = gap;
		}
	}
	if (!best_a)
		return false;
	list->d[best_a].high = list->d[best_b].high;
	desc_remove(list, best_b);
	return true;
}

int desc_fit(struct desc_list *list, unsigned slots)
{
	int lost = 0;

	while (list->count > slots) { /* each step removes one */
		if (join_touching(list))
			continue;
		if (drop_smallest(list, DESC_ARCH, 0x0f)) {
			lost++;
			continue;
		}
		if (join_modules(list))
			continue;
		if (!drop_smallest(list, DESC_CONVENTIONAL, 0xff))
			return -1;
		lost++;
	}
	return lost;
}
