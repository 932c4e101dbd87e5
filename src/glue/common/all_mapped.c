/* SPDX-License-Identifier: BSD-2-Clause */
/* all_mapped.c - of ports whose kernel reaches all memory that may be its own from the start. */
#include "assert.h"
#include "glue.h"

void glue_map_kernel(paddr_t start, paddr_t end)
{
	(void)start;
	ASSERT(start < end && end <= GLUE_KERNEL_MEM_END);
}

void glue_prepare_kernel(paddr_t start, paddr_t end)
{
	(void)start;
	(void)end;
}

bool glue_kernel_prepared(paddr_t start, paddr_t end)
{
	(void)start;
	(void)end;
	return true;
}
