/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - page-table entries: pages of 16 MiB, 1 MiB, 64 KiB and 4 KiB, read by refill.S. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "cp0.h"
#include "mips64_layout.h"
#include "types.h"

/*
 * Five levels.  Entries of the first two, of 256 entries each, cover 4 GiB and 16 MiB; those of the
 * others, of 16 entries, 1 MiB, 64 KiB and 4 KiB.
 *
 *	table	the kernel's address of it: bit 63 is set
 *	page	63  62      38 37 .... 14 13 ... 11 10  9  8 | 7 ... 5  4   3   2   1   0
 *		 0 | 0        | frame    | C       | D  V  G | 0     |  -   -   dirty w page
 *
 * Above bit 8 is what EntryLo will be.  V is set by the first access, so it tells whether the page
 * was referenced; D by the first write to a page that may be written.
 */
#define ARCH_PT_LEVELS	5

#define PTE_PAGE	0x01u		/* tells a page from an empty entry */
#define PTE_W		0x02u		/* the right to write */
#define PTE_DIRTY	0x04u		/* was written; stays when the right goes */
#define PTE_LO_SHIFT	8
#define PTE_V		((pte_t)ENTRYLO_V << PTE_LO_SHIFT)
#define PTE_D		((pte_t)ENTRYLO_D << PTE_LO_SHIFT)
#define PTE_C_SHIFT	(PTE_LO_SHIFT + ENTRYLO_C_SHIFT)
#define PTE_FRAME_SHIFT	(PTE_LO_SHIFT + ENTRYLO_PFN)

/* Memory types: cache coherency attributes, exclusive-or that of ordinary memory. */
#define ARCH_MEM_CACHED		0u
#define ARCH_CCA_CACHED		3u
#define ARCH_MEM_TYPE(cca)	((cca) ^ ARCH_CCA_CACHED)
#define ARCH_MEM_UNCACHED	ARCH_MEM_TYPE(2u)

typedef word_t pte_t;

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

static inline unsigned arch_pt_bits(unsigned level)
{
	return level < 2 ? 8 : 4;
}

static inline unsigned arch_pt_shift(unsigned level)
{
	return level == 0 ? 32 : 28 - 4 * level;
}

static inline unsigned arch_pt_step(unsigned level)
{
	(void)level;
	return 0;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	return level != 0;
}

static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	(void)level;
	if ((sword_t)pte < 0)
		return ARCH_PTE_TABLE;
	return pte == 0 ? ARCH_PTE_EMPTY : ARCH_PTE_LEAF;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return table | MIPS64_CACHED_BASE;
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte ^ MIPS64_CACHED_BASE;
}

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	(void)level;
	return pa >> ARCH_PAGE_BITS << PTE_FRAME_SHIFT |
	       (pte_t)ARCH_MEM_TYPE(memtype) << PTE_C_SHIFT |
	       ((rights & 2) != 0 ? PTE_W : 0) | PTE_PAGE;
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	(void)level;
	return pte >> PTE_FRAME_SHIFT << ARCH_PAGE_BITS;
}

static inline pte_t arch_pte_next(pte_t pte, unsigned level)
{
	return pte + ((pte_t)1 << (arch_pt_shift(level) - ARCH_PAGE_BITS + PTE_FRAME_SHIFT));
}

/* What can be read can be executed. */
static inline unsigned arch_pte_rights(pte_t pte)
{
	return (pte & PTE_W) != 0 ? 7 : 5;
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	(void)level;
	return ARCH_MEM_TYPE(pte >> PTE_C_SHIFT & 7);
}

/* The segment that shows all physical addresses in this type. */
#define ARCH_VIEW_CACHED	MIPS64_CACHED_BASE

static inline word_t arch_pte_view(pte_t pte)
{
	return (pte >> PTE_C_SHIFT & 7) << MIPS64_XKPHYS_CCA | MIPS64_XKPHYS_BASE;
}

/* The bits are the software's; it does not tell execution from reading. */
static inline unsigned arch_pte_status(pte_t pte)
{
	return ((pte & PTE_V) != 0 ? 5u : 0u) | ((pte & PTE_DIRTY) != 0 ? 2u : 0u);
}

/* Tables are read by loads of the CPU that writes them. */
static inline void arch_pte_store(pte_t *slot, pte_t pte)
{
	__atomic_store_n(slot, pte, __ATOMIC_RELAXED);
}

static inline pte_t arch_pte_exchange(pte_t *slot, pte_t pte)
{
	pte_t old = *slot;

	arch_pte_store(slot, pte);
	return old;
}

static inline unsigned arch_pte_take_status(pte_t *slot)
{
	pte_t old = arch_pte_exchange(slot, *slot & ~(PTE_V | PTE_D | PTE_DIRTY));

	return arch_pte_status(old);
}

static inline pte_t arch_pte_marked(pte_t pte, unsigned status)
{
	if ((status & 5) != 0)
		pte |= PTE_V;
	if ((status & 2) != 0)
		pte |= (pte & PTE_W) != 0 ? PTE_DIRTY | PTE_D : PTE_DIRTY;
	return pte;
}

static inline void arch_pte_mark(pte_t *slot, unsigned status)
{
	arch_pte_store(slot, arch_pte_marked(*slot, status));
}

_Static_assert((((word_t)1 << MIPS64_USER_BITS) - 1) >> 32 == 255, "last user address: entry 255");
_Static_assert(ARCH_PADDR_BITS - ARCH_PAGE_BITS + PTE_FRAME_SHIFT < 63, "a page is not a table");

#endif
