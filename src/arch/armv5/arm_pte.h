/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arm_pte.h - page-table entries of ARMv5; part of arch_pte.h.
 *
 *	table	31                  10  9  8  5  4  3 2  1 0
 *		| table              |  0 |  D | 1 | 0 0 | 01
 *
 *	section	31     20 19     12 11 10  9  8  5  4  3 2  1 0
 *		| frame  | 0       | AP  | 0 |  D | 1 | C B | 10
 *
 *	large	31     16 15  12 11 10 9  8 7  6 5  4  3 2  1 0
 *		| frame  | 0    | AP3 | AP2 | AP1 | AP0 | C B | 01
 *
 *	page	31              12 11 10 9  8 7  6 5  4  3 2  1 0
 *		| frame           | AP3 | AP2 | AP1 | AP0 | C B | 10
 *
 * A large page of 64 KiB is in 16 entries, all alike, of the table of small pages.
 *
 * A page has rights for each of its quarters, and no bit to spare.  With SCTLR.R set both 00 and 10
 * let users read, and so the quarters differ where they mean the same.  The kernel never uses user
 * mappings with rights of its own.  There is no right to execute: what can be read can be executed.
 *
 * The CPU records no use of a page, so rights are withheld until it is used, and map_touch() is
 * called:
 *
 *	page AP3 .. AP0	  section AP	user may	means
 *	01 01 01 01	  01		nothing		not used; B of a page, RO: read-only
 *	00 00 W0 R0	  10		read		used; R, RO: read-only; W, WRITTEN: so
 *	11 11 11 11	  11		read, write	writable, used and written
 *
 * The bits RO and WRITTEN of a section are of its domain number; all numbers are treated alike.
 * The lowest bit of the number is set, which tells a section from a page; that of a table is one
 * that no page has there.
 */
#ifndef ARM_PTE_H
#define ARM_PTE_H

#include "arm_pte_common.h"
#include "arm_regs.h"
#include "arm_types.h"
#include "types.h"

#define PTE_TYPE	0x003u
#define PTE_PAGE	0x002u		/* small */
#define PTE_B		0x004u
#define PTE_C		0x008u

#define PTE_TABLE_ONE	0x010u		/* a bit that is set in every table and section */
#define PTE_TABLE	(ARM_L1_TABLE | PTE_TABLE_ONE | ARM_DOMAIN_USER << ARM_L1_DOMAIN)
#define PTE_TABLE_KIND	0x3f3u		/* in these bits nothing else is like that */
#define PTE_SECTION	0x132u		/* the domain is 9, 11, 13 or 15 */
#define PTE_KIND	0x230u		/* of these bits a section has ... */
#define PTE_KIND_SECTION	0x030u	/* ... these, and no page has exactly these */

#define PTE_PAGE_AP	0xff0u
#define PTE_PAGE_NONE	0x550u
#define PTE_PAGE_READ	0xaa0u		/* the kernel's own pages only */
#define PTE_PAGE_RO	5		/* where R and W above are */
#define PTE_PAGE_WRITTEN	7

#define PTE_SECTION_AP	0xc00u
#define PTE_SECTION_NONE	0x400u
#define PTE_SECTION_READ	0x800u
#define PTE_SECTION_RO	6		/* RO and, one higher, WRITTEN */

/* What an entry says, whatever its form; WRITTEN comes with USED alone. */
#define ARM_STATE_RO	1u
#define ARM_STATE_WRITTEN	2u
#define ARM_STATE_USED	4u

static inline bool arm_pte_is_section(pte_t pte)
{
	return (pte & PTE_KIND) == PTE_KIND_SECTION;
}

static inline bool arm_pte_is_table(pte_t pte)
{
	return (pte & PTE_TABLE_KIND) == PTE_TABLE;
}

/* A user's page of a table of the second level, large or small. */
static inline bool arm_pte_is_page(pte_t pte)
{
	return (pte & PTE_TYPE) != 0 && !arm_pte_is_section(pte) && !arm_pte_is_table(pte);
}

/* Of a leaf. */
static inline bool arm_pte_is_large(pte_t pte)
{
	return (pte & PTE_TYPE) == ARM_L2_LARGE;
}

/* C and B of memory that is written. */
static inline pte_t arm_pte_type(unsigned memtype)
{
	return memtype == ARCH_MEM_CACHED ? PTE_C | PTE_B : memtype == ARCH_MEM_DEVICE ? 0 : PTE_B;
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	(void)level;
	if ((pte & PTE_C) != 0)
		return ARCH_MEM_CACHED;
	return arch_pte_effective_type(pte & ~(pte_t)0xfff, ARCH_MEM_UNCACHED);
}

/* Windows are never cached. */
#define ARCH_VIEW_CACHED	0u

static inline word_t arch_pte_view(pte_t pte)
{
	(void)pte;
	return ARCH_VIEW_CACHED;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return table | PTE_TABLE;
}

static inline unsigned arm_pte_state(pte_t pte)
{
	if (arm_pte_is_section(pte))
		return (pte >> PTE_SECTION_RO & 3) |
		       ((pte & PTE_SECTION_READ) != 0 ? ARM_STATE_USED : 0);
	if ((pte & PTE_PAGE_AP) == PTE_PAGE_NONE)
		return (pte & PTE_B) != 0 ? ARM_STATE_RO : 0;
	if ((pte & PTE_PAGE_AP) == PTE_PAGE_AP)
		return ARM_STATE_USED | ARM_STATE_WRITTEN;
	return ARM_STATE_USED | (pte >> PTE_PAGE_RO & 1) | (pte >> PTE_PAGE_WRITTEN & 1) << 1;
}

/* The same page or section in another state. */
static inline pte_t arm_pte_in_state(pte_t pte, unsigned state)
{
	bool writes = state == (ARM_STATE_USED | ARM_STATE_WRITTEN);

	if (arm_pte_is_section(pte)) {
		pte &= ~(PTE_SECTION_AP | (pte_t)3 << PTE_SECTION_RO);
		pte |= (state & 3) << PTE_SECTION_RO;
		return pte | (writes ? PTE_SECTION_AP : state >= ARM_STATE_USED ? PTE_SECTION_READ
										: PTE_SECTION_NONE);
	}
	pte &= ~(PTE_PAGE_AP | PTE_B);
	if (state < ARM_STATE_USED)
		return pte | PTE_PAGE_NONE | ((state & ARM_STATE_RO) != 0 ? PTE_B : 0);
	pte |= arm_pte_type(arch_pte_memtype(pte, 0));
	if (writes)
		return pte | PTE_PAGE_AP;
	return pte | (state & ARM_STATE_RO) << PTE_PAGE_RO |
	       (state & ARM_STATE_WRITTEN) << (PTE_PAGE_WRITTEN - 1);
}

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	unsigned state = (rights & 2) != 0 ? 0 : ARM_STATE_RO;
	pte_t pte = pa | arm_pte_type(arch_pte_effective_type(pa, memtype));

	pte |= level == 0 ? PTE_SECTION : level == 1 ? ARM_L2_LARGE : PTE_PAGE;
	return arm_pte_in_state(pte, state);
}

static inline unsigned arch_pte_rights(pte_t pte)
{
	return (arm_pte_state(pte) & ARM_STATE_RO) != 0 ? 4 | 1 : 4 | 2 | 1;
}

/* What was used may have been executed. */
static inline unsigned arch_pte_status(pte_t pte)
{
	unsigned state = arm_pte_state(pte);

	return state < ARM_STATE_USED ? 0 : 4 | 1 | (state & ARM_STATE_WRITTEN);
}

static inline unsigned arch_pte_take_status(pte_t *slot)
{
	unsigned state = arm_pte_state(*slot), status = arch_pte_status(*slot);

	if (status != 0)
		arch_pte_store(slot, arm_pte_in_state(*slot, state & ARM_STATE_RO));
	return status;
}

static inline pte_t arch_pte_marked(pte_t pte, unsigned status)
{
	unsigned old = arm_pte_state(pte), state = old | (status & ARM_STATE_WRITTEN);

	if (status != 0)
		state |= ARM_STATE_USED;
	return state != old ? arm_pte_in_state(pte, state) : pte;
}

_Static_assert((PTE_SECTION & PTE_KIND) == PTE_KIND_SECTION, "a section is one");
_Static_assert((PTE_PAGE_NONE & PTE_KIND) != PTE_KIND_SECTION, "a page that was not used is none");
_Static_assert((PTE_PAGE_AP & PTE_KIND) != PTE_KIND_SECTION, "nor is one that is written");
_Static_assert((PTE_TABLE_ONE & (1u << PTE_PAGE_RO | 1u << PTE_PAGE_WRITTEN)) == 0, "nor others");
_Static_assert(((PTE_PAGE_NONE ^ PTE_TABLE) & PTE_TABLE_KIND & ~PTE_TYPE) != 0, "no table either");
_Static_assert(((PTE_PAGE_AP ^ PTE_TABLE) & PTE_TABLE_KIND & ~PTE_TYPE) != 0, "in no state");

#endif
