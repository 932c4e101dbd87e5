/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_kernel_pte.h - the kernel's own entries of page tables: ARMv7-A. */
#ifndef ARM_KERNEL_PTE_H
#define ARM_KERNEL_PTE_H

#include "arch_pte.h"
#include "arm_pte_written.h"
#include "mmu.h"

/* An entry of the second level for a page of the kernel; global, never executable by users. */
static inline pte_t arm_kernel_page(paddr_t pa, unsigned flags)
{
	pte_t pte = pa | PTE_S | PTE_PAGE | PTE_AP_NONE;
	unsigned type = (flags & KMAP_UNCACHED) != 0 ? ARCH_MEM_DEVICE : ARCH_MEM_CACHED;

	pte |= arm_pte_type(arch_pte_effective_type(pa, type));
	if ((flags & KMAP_USER) != 0)
		pte = (pte & ~(pte_t)PTE_AP_NONE) | PTE_REFERENCED;	/* users may read */
	if ((flags & KMAP_WRITE) == 0)
		pte |= PTE_RO;
	if ((flags & KMAP_EXEC) == 0)
		pte |= PTE_PAGE_XN;
	return pte;
}

/* An entry of the first level for 1 MiB of the kernel's memory. */
static inline pte_t arm_kernel_section(paddr_t pa, unsigned flags)
{
	(void)flags;
	return pa | (PTE_S | PTE_AP_NONE) << PTE_UP | arm_pte_type(ARCH_MEM_CACHED) |
	       ARM_L1_SECTION | PTE_SECTION_XN;
}

static inline pte_t arm_kernel_table(paddr_t table)
{
	return table | ARM_L1_TABLE | ARM_DOMAIN_KERNEL << ARM_L1_DOMAIN;
}

#endif
