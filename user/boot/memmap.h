/* SPDX-License-Identifier: BSD-2-Clause */
/* memmap.h - the firmware's memory map, ranges in use, and the search for free memory. */
#ifndef MEMMAP_H
#define MEMMAP_H

#include "boot_types.h"

#define MEMMAP_MAX 256
#define CLAIMS_MAX 144

#define MEM_USABLE 1	 /* other numbers are the firmware's (E820 on PCs) */
#define MEM_BEYOND 0x100 /* usable, but above the limit the user set */

#define MEM_PAGE 4096u /* granularity of everything the boot program places */

struct mem_range {
	u64 low, high; /* first and last byte */
};

struct mem_entry {
	u64 low, high;
	u32 type;
};

struct memmap {
	unsigned count;
	struct mem_entry e[MEMMAP_MAX];
};

/* Ranges that are not free though the firmware calls them usable. */
struct claims {
	unsigned count;
	struct mem_range r[CLAIMS_MAX];
};

static inline bool range_meets(u64 low1, u64 high1, u64 low2, u64 high2)
{
	return low1 <= high2 && low2 <= high1;
}

/* Append one entry of the firmware; nothing for length 0.  False: the map is full. */
bool memmap_add(struct memmap *map, u64 base, u64 length, u32 type);

/* Turn usable memory from @limit up into MEM_BEYOND.  False: the map is full. */
bool memmap_limit(struct memmap *map, u64 limit);

/* Bytes of usable memory up to @last. */
u64 memmap_usable(const struct memmap *map, u64 last);

/* Is each byte of the range usable, and none of another type as well? */
bool memmap_is_usable(const struct memmap *map, u64 low, u64 high);

/* Does an entry that is not usable memory meet one that is? */
bool memmap_contradicts(const struct memmap *map);

/* Add the pages that @low to @high touch.  The caller sees to it that CLAIMS_MAX suffices. */
void claims_add(struct claims *claims, u64 low, u64 high);

bool claims_meet(const struct claims *claims, u64 low, u64 high);

/*
 * Find the highest free range of @size bytes (rounded up to pages) aligned to @align inside @floor
 * to @last.  True: its base is in *@base.
 */
bool mem_find(const struct memmap *map, const struct claims *claims, u64 size, u64 align, u64 floor,
	      u64 last, u64 *base);

#endif
