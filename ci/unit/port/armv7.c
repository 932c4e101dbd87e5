/* SPDX-License-Identifier: BSD-2-Clause */
/* armv7.c - what ARMv7's arch_pte.h finds out at boot: the CPU has PXN, all addresses are RAM. */
#include "arch_pte.h"

paddr_t arch_ram_first, arch_ram_last = WORD_MAX;
pte_t arch_pte_table_pxn = PTE_TABLE_PXN, arch_pte_section_pxn = PTE_SECTION_PXN;
