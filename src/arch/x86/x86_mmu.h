/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_mmu.h - rights and kinds of the kernel's own mappings on x86 CPUs. */
#ifndef X86_MMU_H
#define X86_MMU_H

#include "x86_regs.h"

#define KMAP_WRITE	0x1
#define KMAP_USER	0x2		/* for user code; with SMAP not for the kernel any more */
#define KMAP_UNCACHED	0x4

/* As bits of page-table entries. */
static inline unsigned x86_kmap_bits(unsigned flags)
{
	unsigned bits = 0;

	if ((flags & KMAP_WRITE) != 0)
		bits |= PTE_W;
	if ((flags & KMAP_USER) != 0)
		bits |= PTE_U;
	if ((flags & KMAP_UNCACHED) != 0)
		bits |= PTE_CD | PTE_WT;
	return bits;
}

#endif
