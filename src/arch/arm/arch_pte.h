/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: 4096 sections of 1 MiB, tables of 256 entries for pages. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "arm_pte.h"	/* entries as this version of the architecture has them */
#include "arm_regs.h"
#include "bits.h"
#include "compiler.h"
#include "types.h"

#define ARCH_PT_LEVELS	3		/* pages of 1 MiB, 64 KiB, 4 KiB */

/* As types of entries of the first level, which are 2 or 3 in a section. */
enum arch_pte_kind {
	ARCH_PTE_EMPTY,
	ARCH_PTE_TABLE = ARM_L1_TABLE,
	ARCH_PTE_LEAF = ARM_L1_SECTION,
};

/*
 * A large page takes 16 entries of a table of the second level.  So the CPU's second level is two
 * of ours, of 16 entries each: tables of the lower one lie between the entries of the upper one.
 */
static inline unsigned arch_pt_bits(unsigned level)
{
	return level == 0 ? 12 : 4;
}

/* 20, 16, 12; computed, as the level is seldom a constant. */
static inline unsigned arch_pt_shift(unsigned level)
{
	return 20 - level * 4;
}

/* 4 between the first and the last. */
static inline unsigned arch_pt_step(unsigned level)
{
	return (level & 1) * 4;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	(void)level;
	return true;
}

/* Between the two last levels any entry but 0 and a large page says that small pages follow. */
static __must_inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	unsigned type = pte & 3;

	if ((level & 1) == 0)
		return MIN(type, ARCH_PTE_LEAF);
	return type == ARM_L2_LARGE ? ARCH_PTE_LEAF : pte != 0 ? ARCH_PTE_TABLE : ARCH_PTE_EMPTY;
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte & ~(pte_t)0x3ff;
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	return pte >> arch_pt_shift(level) << arch_pt_shift(level);
}

static inline pte_t arch_pte_next(pte_t pte, unsigned level)
{
	return pte + ((pte_t)1 << arch_pt_shift(level));
}

static inline void arch_pte_mark(pte_t *slot, unsigned status)
{
	pte_t old = *slot, pte = arch_pte_marked(old, status);

	if (pte != old)
		arch_pte_store(slot, pte);
}

_Static_assert(0xdfffffffu >> 20 == 3583, "the last user address: entry 3583 of the root");

#endif
