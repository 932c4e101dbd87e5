/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: four levels of 512 entries, pages of 1 GiB, 2 MiB and 4 KiB. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "amd64_layout.h"
#include "amd64_regs.h"
#include "types.h"
#include "x86_pte.h"
#include "x86_regs.h"

/*
 *	63  62 ... 52 51             12 11  9  8   7  6  5  4  3  2  1  0
 *	NX |  ignored | frame (table)  | soft | G PS  D  A CD WT  U  W  P |
 *
 * Bit 7 is a part of the memory type in an entry for 4 KiB, where others have it in bit 12.
 */
#define ARCH_PT_LEVELS	4
#define ARCH_PTE_FRAME	0x000ffffffffff000u

/* Memory types: entries of the page attribute table as arch_init_cpu writes it. */
#define ARCH_MEM_CACHED			0u
#define ARCH_MEM_WRITE_THROUGH		1u
#define ARCH_MEM_UNCACHED		3u
#define ARCH_MEM_WRITE_COMBINING	4u
#define ARCH_MEM_WRITE_PROTECTED	5u

/* PTE_NX, or 0 where the CPU does not know it; whether a page may have 1 GiB (cpu.c). */
extern pte_t arch_pte_nx;
extern bool arch_pte_huge;

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

static inline unsigned arch_pt_bits(unsigned level)
{
	(void)level;
	return 9;
}

static inline unsigned arch_pt_shift(unsigned level)
{
	return 39 - 9 * level;
}

static inline unsigned arch_pt_step(unsigned level)
{
	(void)level;
	return 0;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	return level >= 2 || (level == 1 && arch_pte_huge);
}

static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	if ((pte & PTE_P) == 0)
		return ARCH_PTE_EMPTY;
	return level < 3 && (pte & PTE_PS) == 0 ? ARCH_PTE_TABLE : ARCH_PTE_LEAF;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return table | PTE_P | PTE_W | PTE_U | PTE_A;
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte & ARCH_PTE_FRAME;
}

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	pte_t pte = pa | (memtype & 3) << 3 | PTE_P | PTE_U;

	if ((rights & 2) != 0)
		pte |= PTE_W;
	if ((rights & 1) == 0)
		pte |= arch_pte_nx;
	if (level == 3)
		return (memtype & 4) != 0 ? pte | PTE_PAT : pte;
	return (memtype & 4) != 0 ? pte | PTE_PS | PTE_PAT_LARGE : pte | PTE_PS;
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	return pte & ARCH_PTE_FRAME & ~(((pte_t)1 << arch_pt_shift(level)) - 1);
}

static inline pte_t arch_pte_next(pte_t pte, unsigned level)
{
	return pte + ((pte_t)1 << arch_pt_shift(level));
}

static inline unsigned arch_pte_rights(pte_t pte)
{
	return 4 | ((pte & PTE_W) != 0 ? 2u : 0u) | ((pte & PTE_NX) != 0 ? 0u : 1u);
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	return (pte >> 3 & 3) | ((pte & (level == 3 ? PTE_PAT : PTE_PAT_LARGE)) != 0 ? 4 : 0);
}

/* Caches agree whatever the types: windows need no view. */
#define ARCH_VIEW_CACHED	0u

static inline word_t arch_pte_view(pte_t pte)
{
	(void)pte;
	return ARCH_VIEW_CACHED;
}

_Static_assert((((word_t)1 << AMD64_USER_BITS) - 1) >> 39 == 255, "last user address: entry 255");
_Static_assert((AMD64_DIRECT_BASE >> 39 & 511) == 256, "the direct map begins at entry 256");
_Static_assert((AMD64_IMAGE_BASE >> 39 & 511) == 511 && (AMD64_IMAGE_BASE >> 30 & 511) == 510,
	       "the image: entry 510 of the table of entry 511");
_Static_assert(AMD64_DIRECT_BASE + AMD64_DIRECT_MAX <= AMD64_IMAGE_BASE, "areas do not overlap");

#endif
