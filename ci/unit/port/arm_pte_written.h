/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - in place of the header of that name: fake.c keeps what the walker knows. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

#include "arm_pte_common.h"
#include "fake_walker.h"

static inline void arm_entry_store(pte_t *slot, pte_t pte)
{
	*slot = pte;
	fake_written(slot, sizeof(*slot));
}

static inline void arch_tables_written(const void *va, size_t len)
{
	fake_written(va, len);
}

static inline void arm_table_written(paddr_t table)
{
	fake_written((void *)(table + fake_window), ARM_TABLE_BYTES);
}

static inline void arm_translation_changed(pte_t old, pte_t pte)
{
	(void)old;
	(void)pte;
}

#endif
