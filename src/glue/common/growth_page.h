/* SPDX-License-Identifier: BSD-2-Clause */
/* growth_page.h - page tables for kernel memory to come: what glue_prepare_kernel may use. */
#ifndef GROWTH_PAGE_H
#define GROWTH_PAGE_H

#include "arch.h"
#include "kmem.h"

/* A zeroed page; NULL once a quarter of the pool is in use. */
static __init void *growth_page(void)
{
	bool much = kmem_free_bytes() > kmem_total_bytes() / 4 * 3;

	return much ? kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_PTAB) : NULL;
}

#endif
