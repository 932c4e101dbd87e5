/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_pte.h - fake port: entries of one word, for any geometry. */
#ifndef ARCH_PTE_H
#define ARCH_PTE_H

#include "bits.h"
#include "fake_geometry.h"
#include "types.h"

/*
 *	| frame or table 12.. | memtype 8..9 | status 5..7 | rights 2..4 | leaf 1 | present 0 |
 */
typedef struct { word_t raw; } pte_t;

#define ARCH_PT_LEVELS	FAKE_LEVELS

static inline unsigned arch_pt_bits(unsigned level)
{
	static const unsigned char bits[FAKE_LEVELS] = { FAKE_BITS };

	return bits[level];
}

static inline unsigned arch_pt_shift(unsigned level)
{
	unsigned shift = ARCH_PAGE_BITS;

	for (unsigned l = FAKE_LEVELS - 1; l > level; l--)
		shift += arch_pt_bits(l);
	return shift;
}

static inline unsigned arch_pt_step(unsigned level)
{
	(void)level;
	return 0;
}

static inline bool arch_pt_leaf_ok(unsigned level)
{
	static const bool leaf[FAKE_LEVELS] = { FAKE_LEAF };

	return leaf[level];
}

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };

static inline enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
{
	(void)level;
	if ((pte.raw & 1) == 0)
		return ARCH_PTE_EMPTY;
	return (pte.raw & 2) != 0 ? ARCH_PTE_LEAF : ARCH_PTE_TABLE;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return (pte_t){ table | 1 };
}

static inline paddr_t arch_pte_table(pte_t pte)
{
	return pte.raw & ~(word_t)3;	/* perhaps smaller than a page */
}

/* Read is always among the rights; execute is controlled by itself. */
#define ARCH_MEM_UNCACHED	1u

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	(void)level;
	return (pte_t){ pa | (word_t)memtype << 8 | (rights | 4) << 2 | 3 };
}

static inline paddr_t arch_pte_paddr(pte_t pte, unsigned level)
{
	return pte.raw & ~MASK(arch_pt_shift(level));
}

static inline pte_t arch_pte_next(pte_t pte, unsigned level)
{
	return (pte_t){ pte.raw + BIT(arch_pt_shift(level)) };
}

static inline unsigned arch_pte_rights(pte_t pte)
{
	return FIELD_GET(pte.raw, 2, 3);
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	(void)level;
	return FIELD_GET(pte.raw, 8, 2);
}

#define ARCH_VIEW_CACHED	0u

static inline word_t arch_pte_view(pte_t pte)
{
	(void)pte;
	return ARCH_VIEW_CACHED;
}

static inline unsigned arch_pte_status(pte_t pte)
{
	return FIELD_GET(pte.raw, 5, 3);
}

static inline void arch_pte_store(pte_t *slot, pte_t pte)
{
	*slot = pte;
}

static inline pte_t arch_pte_exchange(pte_t *slot, pte_t pte)
{
	pte_t old = *slot;

	*slot = pte;
	return old;
}

static inline unsigned arch_pte_take_status(pte_t *slot)
{
	unsigned status = arch_pte_status(*slot);

	slot->raw &= ~((word_t)7 << 5);
	return status;
}

static inline pte_t arch_pte_marked(pte_t pte, unsigned status)
{
	pte.raw |= (word_t)status << 5;
	return pte;
}

static inline void arch_pte_mark(pte_t *slot, unsigned status)
{
	*slot = arch_pte_marked(*slot, status);
}

#endif
