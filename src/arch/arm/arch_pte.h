/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: 4096 sections of 1 MiB, tables of 256 entries for pages. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "arm_pte.h"	/* entries as this version of the architecture has them */
#include "arm_regs.h"
#include "arm_types.h"
#include "types.h"

#define ARCH_PT_LEVELS	ARM_PT_LEVELS

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

/*
 * A large page takes 16 entries of a table of the second level.  So where there are such, the
 * CPU's second level is two of ours, of 16 entries each: tables of the lower one lie between the
 * entries of the upper one.
 */
static inline unsigned arch_pt_bits(unsigned level)
{
	return level == 0 ? 12 : 8 / (ARCH_PT_LEVELS - 1);
}

static inline unsigned arch_pt_shift(unsigned level)
{
	return level == 0 ? 20 : level == ARCH_PT_LEVELS - 1 ? 12 : 16;
}

static inline unsigned arch_pt_step(unsigned level)
{
	return level == 0 || level == ARCH_PT_LEVELS - 1 ? 0 : 4;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	(void)level;
	return true;
}

/* Between the two last levels any entry but 0 and a large page says that small pages follow. */
static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	unsigned type = pte & 3;

	if (level == ARCH_PT_LEVELS - 1)
		return type == 0 ? ARCH_PTE_EMPTY : ARCH_PTE_LEAF;
	if (pte == 0)
		return ARCH_PTE_EMPTY;
	return (level == 0) == (type == ARM_L1_TABLE) ? ARCH_PTE_TABLE : ARCH_PTE_LEAF;
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
