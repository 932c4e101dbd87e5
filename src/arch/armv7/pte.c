/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pte.c - make, change and store entries of page tables: ARMv7-A.
 *
 * A table of the second level is one of 16 large pages for the portable code, each of which may be
 * a table of 16 small pages instead.  The first entry of the 16 tells: 0 nothing, a large page, or
 * anything else: small pages.  If there are some, but not the first one, PTE_OTHERS is there.
 */
#include "arch_pte.h"

#define GROUP	16u

/* A user's page of a table of the second level, large or small. */
static bool is_page(pte_t pte)
{
	return (pte & (PTE_NG | PTE_SECTION_TAG | 3)) > PTE_NG &&
	       (pte & (PTE_NG | PTE_SECTION_TAG)) == PTE_NG;
}

/* A user's; those of the kernel have been written at boot past all caches, or entry by entry. */
static bool is_table(pte_t pte)
{
	return (pte & (PTE_SECTION_TAG | 3)) == (PTE_SECTION_TAG | ARM_L1_TABLE);
}

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

void arch_pte_write_user(pte_t *slot, pte_t pte)
{
	pte_t old = *slot, *group = (pte_t *)((word_t)slot & ~(word_t)(GROUP * sizeof(pte_t) - 1));

	if ((is_page(pte) && arm_pte_is_large(pte)) ||
	    (pte == 0 && is_page(old) && arm_pte_is_large(old))) {
		write_group(group, pte);
		return;
	}
	if (is_table(pte))
		arm_table_written(arch_pte_table(pte));
	*(volatile pte_t *)slot = pte;
	arm_pte_written(slot);
	if (!is_page(pte) && !(pte == 0 && is_page(old)))
		return;
	if (*group == 0 || (pte == 0 && *group == PTE_OTHERS)) {
		*(volatile pte_t *)group = has_pages(group) ? PTE_OTHERS : 0;
		arm_pte_written(group);
	}
}

pte_t arch_pte_make_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	pte_t bits = PTE_NG | PTE_S | PTE_AP_NONE;
	pte_t low = arm_pte_type(arch_pte_effective_type(pa, memtype));
	pte_t exec = (rights & 1) != 0 ? PTE_EXEC : 0;

	if ((rights & 2) == 0)
		bits |= PTE_RO;
	if (level == ARM_PT_LEVELS - 1)
		return pa | bits | exec | low | PTE_PAGE | PTE_PAGE_XN;
	if (level != 0)
		return pa | bits | exec << PTE_UP | low | PTE_LARGE | PTE_LARGE_XN;
	return pa | (bits | exec) << PTE_UP | low | ARM_L1_SECTION | PTE_SECTION_XN |
	       arch_pte_section_pxn | ARM_DOMAIN_USER << ARM_L1_DOMAIN;
}

unsigned arch_pte_get_status(pte_t pte)
{
	pte_t bits = pte >> arm_pte_up(pte);
	bool low = (bits & PTE_AP_NONE) != 0, ro = (bits & PTE_RO) != 0;

	if ((bits & PTE_REFERENCED) == 0)
		return 0;
	return 4 | (low != ro ? 2u : 0u) |
	       ((pte & arm_pte_xn(pte)) == 0 ||
		(pte >> arm_pte_tex_up(pte) & PTE_EXECUTED) != 0);
}

/* The same page with this status: 4 is implied by the others. */
pte_t arch_pte_with_status(pte_t pte, unsigned status)
{
	unsigned up = arm_pte_up(pte), tex_up = arm_pte_tex_up(pte);
	pte_t bits = pte >> up;
	bool low = ((status & 2) != 0) != ((bits & PTE_RO) != 0);

	pte &= ~((pte_t)PTE_AP << up | (pte_t)PTE_EXECUTED << tex_up);
	pte |= arm_pte_xn(pte);
	if (status == 0)
		return pte | PTE_AP_NONE << up;
	if ((status & 1) != 0 && (pte >> tex_up & PTE_EXEC) != 0)
		pte &= ~arm_pte_xn(pte);
	else if ((status & 1) != 0)
		pte |= (pte_t)PTE_EXECUTED << tex_up;
	return pte | (PTE_REFERENCED | (low ? PTE_AP_NONE : 0)) << up;
}
