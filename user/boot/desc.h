/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.h - the list of memory descriptors, fitted to the slots a kernel has (X2:kip.memdesc). */
#ifndef DESC_H
#define DESC_H

#include "boot_types.h"
#include "memmap.h"

/* subtype * 16 + type */
enum desc_type {
	DESC_CONVENTIONAL = 0x01,
	DESC_RESERVED = 0x02,
	DESC_SHARED = 0x04,
	DESC_ARCH = 0x0f, /* + firmware type * 16 */
	DESC_BOOT_INFO = 0x1e,
	DESC_SERVER = 0x2e,
	DESC_MODULE = 0x3e,
};

#define DESC_MAX (MEMMAP_MAX + 96)

struct desc {
	u64 low, high;
	unsigned type;
};

struct desc_list {
	unsigned count;
	u64 page; /* the kernel's smallest page */
	u64 last; /* last address the kernel's words can hold */
	struct desc d[DESC_MAX];
};

void desc_init(struct desc_list *list, u64 page, unsigned word_bytes);

/*
 * Append a descriptor.  Conventional memory is rounded inwards to whole pages and vanishes when
 * there is none, everything else is rounded outwards; what the kernel cannot address is left out.
 */
void desc_add(struct desc_list *list, u64 low, u64 high, unsigned type);

/* Append the firmware's map in its order, or usable memory first if entries contradict. */
void desc_add_map(struct desc_list *list, const struct memmap *map);

/*
 * Bring the list down to @slots entries: join neighbours, then leave out the smallest firmware
 * ranges that are not memory, then join modules over free gaps, then leave out the smallest usable
 * ranges.  Never touches what protects kernel memory, servers and boot info.  The number of entries
 * left out, or -1 when the rest does not fit.
 */
int desc_fit(struct desc_list *list, unsigned slots);

#endif
