/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arm_pte.h - page-table entries of ARMv7, short descriptors; part of arch_pte.h.
 *
 *	table	31                 10  9  8  5  4  3  2   1 0
 *		| table              | 0 |  D  | 0 0 | PXN| 01
 *
 *	section	31     20 19 18 17 16  15 14   12 11 10 9 8 5  4  3 2  1   0
 *		| frame  | 0  0 nG  S | A2 | TEX | AP  | 0 | D | XN C B | 1 PXN
 *
 *	large	31     16 15  14   12 11 10  9  8   6 5  4  3 2  1 0
 *		| frame  | XN | TEX | nG S | A2 | 0 | AP | C B | 01
 *
 *	page	31              12 11 10  9  8    6 5  4  3 2  1  0
 *		| frame           | nG S | A2 | TEX | AP | C B | 1 XN
 *
 * A large page of 64 KiB is in 16 entries, all alike, of the table of small pages.
 *
 * With TEX remapping TEX[0], C and B number the memory type.  TEX[0] makes no difference to the
 * types we use (arm_start.h), so all of TEX is ours.  Bit 8
 * is set in a user's section (it belongs to the domain) and clear in pages, which tells them
 * apart; users' pages have nG, the kernel's entries have not.
 *
 * The CPU records no use of a page, so rights are withheld until it is used, and map_touch() is
 * called.  The kernel never uses user mappings, so its own rights in them are free for encoding:
 *
 *	A2 AP	user may	means
 *	0  01	nothing		writable, not referenced
 *	0  10	read		writable, referenced
 *	0  11	read, write	writable, referenced and written
 *	1  01	nothing		read-only, not referenced
 *	1  11	read		read-only, referenced
 *	1  10	read		read-only, referenced, written before it became read-only
 *
 * XN is clear once a page with the right to execute has been executed.  TEX[0] is set in a page
 * that was, before it lost that right.
 */
#ifndef ARM_PTE_H
#define ARM_PTE_H

#include "arm_pte_common.h"
#include "arm_regs.h"
#include "arm_types.h"
#include "types.h"

#define PTE_SECTION_TAG	0x00000100u	/* a bit of the users' domain number */

/*
 * Bits of a page; those of a section lie PTE_UP higher, but for XN, C, B; of a large page only TEX
 * does, as does XN in its own way.
 */
#define PTE_PAGE	0x00000002u
#define PTE_PAGE_XN	0x00000001u
#define PTE_AP		0x00000030u
#define PTE_REFERENCED	0x00000020u	/* AP 1x */
#define PTE_AP_NONE	0x00000010u
#define PTE_EXECUTED	0x00000040u	/* TEX[0], ours */
#define PTE_EXEC	0x00000080u	/* TEX[1], ours: the right to execute */
#define PTE_RO		0x00000200u	/* A2 */
#define PTE_S		0x00000400u
#define PTE_NG		0x00000800u
#define PTE_UP		6
#define PTE_SECTION_XN	0x00000010u
#define PTE_LARGE	0x00000001u
#define PTE_LARGE_XN	0x00008000u

#define PTE_TABLE_PXN	0x00000004u
#define PTE_SECTION_PXN	0x00000001u

/* Whether the CPU can keep the kernel from executing users' pages: PXN bits or 0 (cpu.c). */
extern pte_t arch_pte_table_pxn, arch_pte_section_pxn;

static inline bool arm_pte_is_section(pte_t pte)
{
	return (pte & PTE_SECTION_TAG) != 0;
}

/* Of a leaf. */
static inline bool arm_pte_is_large(pte_t pte)
{
	return (pte & (PTE_SECTION_TAG | 3)) == PTE_LARGE;
}

/* A user's page of a table of the second level, large or small. */
static inline bool arm_pte_is_page(pte_t pte)
{
	return (pte & (PTE_NG | PTE_SECTION_TAG | 3)) > PTE_NG &&
	       (pte & (PTE_NG | PTE_SECTION_TAG)) == PTE_NG;
}

/* A user's; those of the kernel have been written at boot past all caches, or entry by entry. */
static inline bool arm_pte_is_table(pte_t pte)
{
	return (pte & (PTE_SECTION_TAG | 3)) == (PTE_SECTION_TAG | ARM_L1_TABLE);
}

/* How far the bits of this entry lie above those of a page; those of TEX; where XN is. */
static inline unsigned arm_pte_up(pte_t pte)
{
	return arm_pte_is_section(pte) ? PTE_UP : 0;
}

static inline unsigned arm_pte_tex_up(pte_t pte)
{
	return arm_pte_is_section(pte) || arm_pte_is_large(pte) ? PTE_UP : 0;
}

static inline pte_t arm_pte_xn(pte_t pte)
{
	return arm_pte_is_section(pte) ? PTE_SECTION_XN
	       : arm_pte_is_large(pte) ? PTE_LARGE_XN : PTE_PAGE_XN;
}

/* C and B: numbers of memory types are those in PRRR and NMRR (arm_start.h). */
static inline pte_t arm_pte_type(unsigned memtype)
{
	return memtype << 2;
}

static inline pte_t arch_pte_make_table(paddr_t table)
{
	return table | ARM_L1_TABLE | ARM_DOMAIN_USER << ARM_L1_DOMAIN | arch_pte_table_pxn;
}

/* pte.c */
pte_t arch_pte_make_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level);
unsigned arch_pte_get_status(pte_t pte);
pte_t arch_pte_with_status(pte_t pte, unsigned status);

static inline pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	return arch_pte_make_leaf(pa, rights, memtype, level);
}

static inline unsigned arch_pte_rights(pte_t pte)
{
	pte_t bits = pte >> arm_pte_up(pte);

	return 4 | ((bits & PTE_RO) != 0 ? 0u : 2u) |
	       ((pte >> arm_pte_tex_up(pte) & PTE_EXEC) != 0 ? 1u : 0u);
}

static inline unsigned arch_pte_memtype(pte_t pte, unsigned level)
{
	(void)level;
	return pte >> 2 & 3;
}

/* C and B of an entry, which are 0 in a cached one. */
#define ARCH_VIEW_CACHED	0u

static inline word_t arch_pte_view(pte_t pte)
{
	return pte & arm_pte_type(3);
}

static inline unsigned arch_pte_status(pte_t pte)
{
	return arch_pte_get_status(pte);
}

static inline unsigned arch_pte_take_status(pte_t *slot)
{
	unsigned status = arch_pte_status(*slot);

	if (status != 0)
		arch_pte_store(slot, arch_pte_with_status(*slot, 0));
	return status;
}

static inline pte_t arch_pte_marked(pte_t pte, unsigned status)
{
	unsigned old = arch_pte_status(pte);

	status |= status != 0 ? 4 : 0;
	return (status & ~old) != 0 ? arch_pte_with_status(pte, old | status) : pte;
}

_Static_assert((ARM_DOMAIN_USER << ARM_L1_DOMAIN & PTE_SECTION_TAG) != 0, "sections are tagged");

#endif
