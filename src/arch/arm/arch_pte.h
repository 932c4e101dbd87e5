/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: 4096 sections of 1 MiB, tables of 256 pages of 4 KiB. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "arm_pte.h"	/* entries as this version of the architecture has them */
#include "arm_regs.h"
#include "types.h"

#define ARCH_PT_LEVELS	2

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

static inline unsigned arch_pt_bits(unsigned level)
{
	return level == 0 ? 12 : 8;
}

static inline unsigned arch_pt_shift(unsigned level)
{
	return level == 0 ? 20 : 12;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	(void)level;
	return true;
}

static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	if (pte == 0)
		return ARCH_PTE_EMPTY;
	return level == 0 && (pte & 3) == ARM_L1_TABLE ? ARCH_PTE_TABLE : ARCH_PTE_LEAF;
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte & ~(pte_t)0x3ff;
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	return pte & ~(((pte_t)1 << arch_pt_shift(level)) - 1);
}

_Static_assert(0xdfffffffu >> 20 == 3583, "the last user address: entry 3583 of the root");

#endif
