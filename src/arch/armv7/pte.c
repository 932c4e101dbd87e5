/* SPDX-License-Identifier: BSD-2-Clause */
/* pte.c - make and change entries of page tables: ARMv7-A. */
#include "arch_pte.h"

pte_t arch_pte_make_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	pte_t bits = PTE_NG | PTE_S | PTE_AP_NONE;
	pte_t low = arm_pte_type(arch_pte_effective_type(pa, memtype));
	pte_t exec = (rights & 1) != 0 ? PTE_EXEC : 0;

	if ((rights & 2) == 0)
		bits |= PTE_RO;
	if (level == ARCH_PT_LEVELS - 1)
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
