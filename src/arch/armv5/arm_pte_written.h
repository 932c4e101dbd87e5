/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - tell the page walker and the caches of changed entries: ARMv5TE. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

#include "arch_pte.h"
#include "arm_layout.h"
#include "types.h"

void arch_cache_flush(const void *va, size_t len);

/* control.S and pte.c */
void arch_entry_store(pte_t *slot, pte_t pte);
void arch_translation_changed(pte_t old, pte_t pte);

/* Page walks do not look into the data cache. */
static inline void arch_tables_written(const void *va, size_t len)
{
	arch_cache_flush(va, len);
}

static inline void arm_table_written(paddr_t table)
{
	arch_tables_written((void *)(table + ARM_WINDOW), ARM_TABLE_BYTES);
}

static inline void arm_entry_store(pte_t *slot, pte_t pte)
{
	arch_entry_store(slot, pte);
}

static inline void arm_translation_changed(pte_t old, pte_t pte)
{
	if (((old ^ pte) & (~(pte_t)0xfff | PTE_TYPE | PTE_C)) != 0)
		arch_translation_changed(old, pte);
}

#endif
