/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_pte.h - what is the same in page-table entries of all sizes; part of arch_pte.h. */
#ifndef X86_PTE_H
#define X86_PTE_H

#include "types.h"
#include "x86_regs.h"

typedef word_t pte_t;

/* A CPU does not tell execution from reading. */
static inline unsigned arch_pte_status(pte_t pte)
{
	return ((pte & PTE_A) != 0 ? 5u : 0u) | ((pte & PTE_D) != 0 ? 2u : 0u);
}

/* x86 stores become visible in program order, to its page walkers, too. */
static inline void arch_pte_store(pte_t *slot, pte_t pte)
{
	__atomic_store_n(slot, pte, __ATOMIC_RELEASE);
}

static inline pte_t arch_pte_exchange(pte_t *slot, pte_t pte)
{
	return __atomic_exchange_n(slot, pte, __ATOMIC_ACQ_REL);
}

static inline unsigned arch_pte_take_status(pte_t *slot)
{
	return arch_pte_status(__atomic_fetch_and(slot, ~(pte_t)(PTE_A | PTE_D), __ATOMIC_ACQ_REL));
}

static inline pte_t arch_pte_marked(pte_t pte, unsigned status)
{
	return pte | ((status & 5) != 0 ? PTE_A : 0) | ((status & 2) != 0 ? PTE_D : 0);
}

static inline void arch_pte_mark(pte_t *slot, unsigned status)
{
	__atomic_fetch_or(slot, arch_pte_marked(0, status), __ATOMIC_ACQ_REL);
}

#endif
