/* SPDX-License-Identifier: BSD-2-Clause */
/* pte.c - what the caches hold of pages whose entries change: ARMv5TE. */
#include "arch.h"
#include "arch_pte.h"

static bool is_leaf(pte_t pte)
{
	return (pte & PTE_TYPE) != 0 && !arm_pte_is_table(pte);
}

/* A leaf that comes or goes takes care of the caches; a table changes no translation. */
void arch_translation_changed(pte_t old, pte_t pte)
{
	if (is_leaf(old) || is_leaf(pte))
		arm_drop_user_lines();
}
