/* SPDX-License-Identifier: BSD-2-Clause */
/* device_page.h - registers in memory that the kernel keeps for itself. */
#ifndef DEVICE_PAGE_H
#define DEVICE_PAGE_H

#include "types.h"

/* Boot: arch_map_device, and no program may have these registers (platform_device_page). */
void *device_page_map(paddr_t pa, size_t bytes);

/* No program may have them; the kernel need not map them, or maps a part. */
void device_page_keep(paddr_t pa, size_t bytes);

#endif
