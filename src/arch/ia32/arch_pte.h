/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: two levels of 1024 entries, pages of 4 MiB and 4 KiB. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "arch_x86.h"
#include "types.h"
#include "x86_pte.h"
#include "x86_regs.h"

/*
 *	31            12 11  9  8   7  6  5  4  3  2  1  0
 *	| frame (table) | soft | G PS  D  A CD WT  U  W  P |
 *
 * Without NX whatever is readable is executable.
 */
#define ARCH_PT_LEVELS	2

/*
 * Memory types: entries of the PAT (cpu.c), selected by the bits PAT, CD and WT; on CPUs without
 * PAT the first four exist.
 */
#define ARCH_MEM_CACHED		0u
#define ARCH_MEM_WRITE_THROUGH	1u
#define ARCH_MEM_UNCACHED	3u

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

static inline unsigned arch_pt_bits(unsigned level)
{
	(void)level;
	return 10;
}

static inline unsigned arch_pt_shift(unsigned level)
{
	return level == 0 ? 22 : 12;
}

static inline unsigned arch_pt_step(unsigned level)
{
	(void)level;
	return 0;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	return level == 1 || (arch_features & CPUID_1_EDX_PSE) != 0;
}

static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	if ((pte & PTE_P) == 0)
		return ARCH_PTE_EMPTY;
	return level == 0 && (pte & PTE_PS) == 0 ? ARCH_PTE_TABLE : ARCH_PTE_LEAF;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return (pte_t)table | PTE_P | PTE_W | PTE_U | PTE_A;
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte & ~(pte_t)0xfff;
}

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	pte_t pte = (pte_t)pa | (memtype & 3) << 3 | PTE_P | PTE_U;

	if ((rights & 2) != 0)
		pte |= PTE_W;
	if (level == 0)
		return pte | PTE_PS | ((memtype & 4) != 0 ? PTE_PAT_LARGE : 0);
	return pte | ((memtype & 4) != 0 ? PTE_PAT : 0);
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	return pte & ~(((pte_t)1 << arch_pt_shift(level)) - 1);
}

static inline pte_t arch_pte_next(pte_t pte, unsigned level)
{
	return pte + ((pte_t)1 << arch_pt_shift(level));
}

static inline unsigned arch_pte_rights(pte_t pte)
{
	return (pte & PTE_W) != 0 ? 7 : 5;
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	return (pte >> 3 & 3) | ((pte & (level == 0 ? PTE_PAT_LARGE : PTE_PAT)) != 0 ? 4 : 0);
}

/* Caches agree whatever the types: windows need no view. */
#define ARCH_VIEW_CACHED	0u

static inline word_t arch_pte_view(pte_t pte)
{
	(void)pte;
	return ARCH_VIEW_CACHED;
}

_Static_assert(0xffffffffu >> 22 == 1023, "the last address: entry 1023 of the root");
_Static_assert((0xbfffffffu >> 22) == 767, "the last user address below 0xC0000000: entry 767");
_Static_assert(ARCH_MEM_UNCACHED << 3 == (PTE_CD | PTE_WT), "memory types are these bits");

#endif
