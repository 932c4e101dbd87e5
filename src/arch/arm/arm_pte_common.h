/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_common.h - the type of entries, memory types, what is RAM; part of arch_pte.h. */
#ifndef ARM_PTE_COMMON_H
#define ARM_PTE_COMMON_H

#include "types.h"

typedef word_t pte_t;

/*
 * Memory types.  Cached is what is asked for when nobody cares; for what is no RAM it becomes
 * that of device registers, because these must never be read ahead of time.
 */
#define ARCH_MEM_CACHED		0u
#define ARCH_MEM_UNCACHED	1u
#define ARCH_MEM_DEVICE		3u	/* not 2: armv7/arm_start.h */

/* First and last byte of what is RAM (mmu.c). */
extern paddr_t arch_ram_first, arch_ram_last;

static inline bool arm_is_ram(paddr_t pa)
{
	return pa >= arch_ram_first && pa <= arch_ram_last;
}

static inline unsigned arch_pte_effective_type(paddr_t pa, unsigned memtype)
{
	return arm_is_ram(pa) ? memtype : ARCH_MEM_DEVICE;
}

#define ARM_TABLE_BYTES		1024	/* of the second level */

/*
 * pte_store.c: store a user's entry.  The headers of each version tell it of entries
 *	bool arm_pte_is_page(pte_t pte)		a page of the second level, large or small
 *	bool arm_pte_is_large(pte_t pte)	of a leaf
 *	bool arm_pte_is_table(pte_t pte)	of the second level, in the root
 * and how the page walker and the caches learn of a change
 *	void arm_entry_store(pte_t *slot, pte_t pte)	store one entry, which the walker sees
 *	void arch_tables_written(const void *va, size_t len)	the same of entries stored before
 *	void arm_table_written(paddr_t table)	the same of a table, about to be entered in a root
 *	void arm_translation_changed(pte_t old, pte_t pte)	behind the store
 */
void arch_pte_write(pte_t *slot, pte_t pte);

static inline void arch_pte_store(pte_t *slot, pte_t pte)
{
	arch_pte_write(slot, pte);
}

/* The CPU never writes entries, and nothing comes between these two. */
static inline pte_t arch_pte_exchange(pte_t *slot, pte_t pte)
{
	pte_t old = *slot;

	arch_pte_store(slot, pte);
	return old;
}

#endif
