/* SPDX-License-Identifier: BSD-2-Clause */
/* fdt.h - read a flattened device tree: memory, reservations, the command line. */
#ifndef FDT_H
#define FDT_H

#include "boot_types.h"

struct memmap;

#define FDT_DEPTH 16 /* of nodes; a deeper tree is refused */

struct fdt {
	const u8 *blob;
	u32 size;
	const char *bootargs; /* of /chosen, or NULL */
};

/*
 * Check the header and every token of the tree at @blob, of which at most @room bytes exist.  NULL,
 * or the defect in words; then *@fdt is not to be used.
 */
const char *fdt_open(struct fdt *fdt, const void *blob, u64 room);

/*
 * Add what the tree calls memory to @map, and what it reserves (and its own place at physical
 * @phys) as type @reserved.  False: the map is full.
 */
bool fdt_memory(const struct fdt *fdt, struct memmap *map, u64 phys, u32 reserved);

#endif
