/* SPDX-License-Identifier: BSD-2-Clause */
/* device_page.c - registers in memory that the kernel keeps for itself. */
#include "device_page.h"

#include "arch.h"
#include "assert.h"
#include "compiler.h"
#include "platform.h"

#define PAGES_MAX	12

static struct platform_range pages[PAGES_MAX];
static unsigned count;

__init void device_page_keep(paddr_t pa, size_t bytes)
{
	ASSERT(count < PAGES_MAX);
	pages[count].first = pa;
	pages[count].last = pa + (bytes - 1);
	count++;
}

__init void *device_page_map(paddr_t pa, size_t bytes)
{
	device_page_keep(pa, bytes);
	return arch_map_device(pa, bytes);
}

__init const struct platform_range *platform_device_page(unsigned i)
{
	return i < count ? &pages[i] : NULL;
}
