/* SPDX-License-Identifier: BSD-2-Clause */
/* atags.h - the list of tags by which older loaders tell memory and command line. */
#ifndef ATAGS_H
#define ATAGS_H

#include "../../boot_types.h"

struct memmap;

/* What a list begins with: the words of its first tag. */
#define ATAG_CORE_WORDS 5
#define ATAG_CORE_EMPTY 2

/*
 * Add what the list at @list calls memory to @map, and an initial RAM disk, which is none of ours,
 * as type @reserved.  *@bootargs becomes the command line, if there is one.  NULL, or the defect in
 * words.
 */
const char *atags_read(const u32 *list, struct memmap *map, u32 reserved, const char **bootargs);

#endif
