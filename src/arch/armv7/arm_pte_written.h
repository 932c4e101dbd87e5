/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - tell the page walker of changed entries: ARMv7-A. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

#include "arm_layout.h"
#include "arm_pte_common.h"
#include "types.h"

/* Whether page walks look into the data caches; until arch_init_cpu has asked they do not. */
extern bool arch_walks_cached;

/* cache.S: the same as below for all entries of [va, va + len), aligned to that power of two. */
void arch_tables_written(const void *va, size_t len);

/* A table of the second level, about to be entered in one of the first. */
static inline void arm_table_written(paddr_t table)
{
	arch_tables_written((void *)(table + ARM_WINDOW), ARM_TABLE_BYTES);
}

/*
 * An entry has been written: its line is cleaned to where walks begin.  The barrier orders the
 * walk, and what else follows, behind the store.
 */
static inline void arm_pte_written(const void *slot)
{
	if (!arch_walks_cached)
		__asm__ volatile("mcr p15, 0, %0, c7, c11, 1" : : "r"(slot) : "memory");
	__asm__ volatile("dsb" : : : "memory");
}

static inline void arm_entry_store(pte_t *slot, pte_t pte)
{
	*(volatile pte_t *)slot = pte;
	arm_pte_written(slot);
}

/* Data caches know the frames of their lines, whatever is mapped. */
static inline void arm_translation_changed(pte_t old, pte_t pte)
{
	(void)old;
	(void)pte;
}

#endif
