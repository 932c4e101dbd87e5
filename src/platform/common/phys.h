/* SPDX-License-Identifier: BSD-2-Clause */
/* phys.h - read physical memory that is not the kernel's: firmware tables.  Boot only. */
#ifndef PHYS_H
#define PHYS_H

#include "types.h"

void phys_read(paddr_t pa, void *dst, size_t n);

/* Sum of n bytes, which is 0 for intact firmware tables. */
uint8_t phys_sum(paddr_t pa, size_t n);

/* The first multiple of 16 in [start, end) where the n <= 8 bytes of text are; 0: nowhere. */
paddr_t phys_find(paddr_t start, paddr_t end, const char *text, size_t n);

/* Start of the BIOS's data area below 640 KiB, where tables may begin. */
paddr_t phys_ebda(void);

#endif
