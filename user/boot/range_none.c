/* SPDX-License-Identifier: BSD-2-Clause */
/* range_none.c - for machines on which no range is shared: see arch_shared_range. */
#include "boot.h"

/* All that is not memory may be device registers, which the list of memory says of everything. */
bool arch_shared_range(unsigned n, struct mem_range *range)
{
	(void)n;
	(void)range;
	return false;
}
