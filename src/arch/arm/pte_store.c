/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pte_store.c - store users' entries of page tables, and 16 at a time for a large page.
 *
 * A table of the second level is one of 16 large pages for the portable code, each of which may be
 * a table of 16 small pages instead.  The first entry of the 16 tells: 0 nothing, a large page, or
 * anything else: small pages.  If there are some, but not the first one, OTHERS is there.
 */
#include "arch_pte.h"
#include "arm_pte_written.h"

#define GROUP	16u
#define OTHERS	0x4u	/* of a type that is no page */

static void write_group(pte_t *group, pte_t pte)
{
	for (unsigned i = 0; i < GROUP; i++)
		*(volatile pte_t *)&group[i] = pte;
	arch_tables_written(group, GROUP * sizeof(*group));
}

static bool has_pages(const pte_t *group)
{
	for (unsigned i = GROUP; i-- != 0;)		/* the first ones go first, mostly */
		if ((group[i] & 3) != 0)
			return true;
	return false;
}

/* The entry at slot has become a small page, or was one. */
static void note_small_page(pte_t *group, pte_t pte)
{
	if (*group == 0 || (pte == 0 && *group == OTHERS))
		arm_entry_store(group, has_pages(group) ? OTHERS : 0);
}

void arch_pte_write(pte_t *slot, pte_t pte)
{
	pte_t old = *slot, *group = (pte_t *)((word_t)slot & ~(word_t)(GROUP * sizeof(pte_t) - 1));
	pte_t page = pte != 0 ? pte : old;	/* whose place it is, if it is a page's */

	if (!arm_pte_is_page(page)) {
		if (arm_pte_is_table(pte))
			arm_table_written(arch_pte_table(pte));
		arm_entry_store(slot, pte);
	} else if (arm_pte_is_large(page)) {
		write_group(group, pte);
	} else {
		arm_entry_store(slot, pte);
		note_small_page(group, pte);
	}
	arm_translation_changed(old, pte);
}
