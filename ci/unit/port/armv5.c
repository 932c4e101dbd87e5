/* SPDX-License-Identifier: BSD-2-Clause */
/* armv5.c - what ARMv5's arch_pte.h needs: all addresses are RAM, and nobody is told of a store. */
#include "arch_pte.h"

paddr_t arch_ram_first, arch_ram_last = WORD_MAX;

void arch_pte_write(pte_t *slot, pte_t pte)
{
	*slot = pte;
}
