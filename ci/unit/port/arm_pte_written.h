/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - in place of the header of that name: fake.c keeps what the walker knows. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

#include "fake_walker.h"

#define ARM_TABLE_BYTES		1024

static inline void arm_pte_written(const void *slot)
{
	fake_written(slot, sizeof(uint32_t));
}

static inline void arch_tables_written(const void *va, size_t len)
{
	fake_written(va, len);
}

static inline void arm_table_written(paddr_t table)
{
	fake_written((void *)(table + fake_window), ARM_TABLE_BYTES);
}

#endif
