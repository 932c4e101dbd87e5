/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_common.h - the type of entries, memory types, what is RAM; part of arch_pte.h. */
#ifndef ARM_PTE_COMMON_H
#define ARM_PTE_COMMON_H

#include "types.h"

typedef word_t pte_t;

/*
 * Memory types.  Cached is what is asked for when nobody cares; for what is no RAM it becomes
 * that of device registers, because these must never be read ahead of time.
 */
#define ARCH_MEM_CACHED		0u
#define ARCH_MEM_UNCACHED	1u
#define ARCH_MEM_DEVICE		3u	/* not 2: armv7/arm_start.h */

/* First and last byte of what is RAM (mmu.c). */
extern paddr_t arch_ram_first, arch_ram_last;

static inline bool arm_is_ram(paddr_t pa)
{
	return pa >= arch_ram_first && pa <= arch_ram_last;
}

static inline unsigned arch_pte_effective_type(paddr_t pa, unsigned memtype)
{
	return arm_is_ram(pa) ? memtype : ARCH_MEM_DEVICE;
}

#endif
