/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_kernel_pte.h - the kernel's own entries of page tables: ARMv5. */
#ifndef ARM_KERNEL_PTE_H
#define ARM_KERNEL_PTE_H

#include "arch_pte.h"
#include "arm_pte_written.h"
#include "mmu.h"

static inline pte_t arm_kernel_type(paddr_t pa, unsigned flags)
{
	unsigned type = (flags & KMAP_UNCACHED) != 0   ? ARCH_MEM_DEVICE
			: (flags & KMAP_BUFFERED) != 0 ? ARCH_MEM_UNCACHED
						       : ARCH_MEM_CACHED;

	return arm_pte_type(arch_pte_effective_type(pa, type));
}

/*
 * An entry of the second level for a page of the kernel.  Nothing is read-only for the kernel
 * alone: that code is 00, which means something else here (arm_pte.h).
 */
static inline pte_t arm_kernel_page(paddr_t pa, unsigned flags)
{
	return pa | PTE_PAGE | arm_kernel_type(pa, flags) |
	       ((flags & KMAP_USER) != 0 ? PTE_PAGE_READ : PTE_PAGE_NONE);
}

/* An entry of the first level for 1 MiB of the kernel's memory. */
static inline pte_t arm_kernel_section(paddr_t pa, unsigned flags)
{
	return pa | ARM_L1_SECTION | PTE_TABLE_ONE | PTE_SECTION_NONE | arm_kernel_type(pa, flags);
}

static inline pte_t arm_kernel_table(paddr_t table)
{
	return table | ARM_L1_TABLE | PTE_TABLE_ONE | ARM_DOMAIN_KERNEL << ARM_L1_DOMAIN;
}

#endif
