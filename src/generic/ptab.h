/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ptab.h - page tables of user spaces: find, reach, set, clear and split entries.
 *
 * Behind each table lies its companion: one word for each entry.  The word of a page (LEAF) is its
 * mapping node (mapdb.h) or NULL; the word of a table (TABLE) is the number of entries in use in
 * that table, but for nested tables (arch_pt_step), whose entries count in the one around them.  A
 * table whose last entry goes is freed at once.  Addresses at and above
 * GLUE_USER_END are the port's and never touched.
 */
#ifndef PTAB_H
#define PTAB_H

#include "abi.h"
#include "arch.h"

struct mapnode;
struct space;

/* Walks take so long that a step (sched_preempt_point) may have but few of them. */
#define PTAB_IS_DEEP	(ARCH_PT_LEVELS > 4)

union ptab_link {
	struct mapnode *node;
	word_t used;
};

/* One entry of a page table. */
struct ptab_slot {
	pte_t *pte;
	union ptab_link *link;		/* its companion word */
	union ptab_link *table;		/* the link of its table in the level above; NULL: root */
	unsigned level;
};

static inline word_t ptab_size(unsigned level)
{
	return BIT(arch_pt_shift(level));
}

/* The bits of an address inside an entry. */
static inline word_t ptab_mask(unsigned level)
{
	return ptab_size(level) - 1;
}

static inline bool ptab_is_leaf(const struct ptab_slot *slot)
{
	return arch_pte_kind(*slot->pte, slot->level) == ARCH_PTE_LEAF;
}

/* Physical address behind va, which lies in the page of slot. */
static inline paddr_t ptab_paddr(const struct ptab_slot *slot, word_t va)
{
	return arch_pte_paddr(*slot->pte, slot->level) | (va & ptab_mask(slot->level));
}

/* An empty table with its companion; level 0 is a root, whose kernel half the port fills in. */
__must_check void *ptab_alloc_table(unsigned level);
void ptab_free_table(void *table, unsigned level);

/* The deepest entry for va: *slot is a page or empty. */
void ptab_find(const struct space *s, word_t va, struct ptab_slot *slot);

enum ptab_found {
	PTAB_PAGE,		/* *va lies in the page *slot */
	PTAB_END,		/* no page in [*va, last] */
	PTAB_MORE,		/* *credit is used up; go on at *va */
};

/* Advance *va to the first mapped address up to `last`; *credit counts instructions down. */
enum ptab_found ptab_next(const struct space *s, word_t *va, word_t last, struct ptab_slot *slot,
			  int *credit);

/*
 * The entry for va at `level`, tables made as needed; stops above that level at a page.  Returns
 * the number of tables made or -ERR_NO_MEM (then none was made).  The caller fills the entry before
 * the next preemption point, or calls ptab_prune.
 */
__must_check int ptab_reach(struct space *s, word_t va, unsigned level, struct ptab_slot *slot);
void ptab_prune(struct space *s, word_t va);

/* Fill an empty entry. */
void ptab_set(struct ptab_slot *slot, pte_t pte, struct mapnode *node);

/* Empty the entry of a page; frees tables that become empty.  The result is the page's status. */
unsigned ptab_clear(struct space *s, word_t va, struct ptab_slot *slot);

/* Give a page other rights and another memory type; frame and status stay. */
void ptab_change(struct space *s, word_t va, struct ptab_slot *slot, unsigned rights,
		 unsigned memtype);

/* The page's status (RIGHT_R, RIGHT_W, RIGHT_X) since the last call, which this one resets. */
unsigned ptab_take_status(struct space *s, word_t va, struct ptab_slot *slot);

/*
 * Splitting a page into a table of smaller ones, in steps: the table is filled aside and then put
 * in the place of the page in one step.  All zero is the idle state.
 */
struct ptab_split {
	void *table;			/* being filled; NULL: idle */
	uint16_t filled;		/* entries done */
	uint8_t level;			/* of the page; the table is one below */
	uint8_t status;			/* of the page, as given to the entries so far */
	uint8_t rights;			/* the page as it was when filling began */
	uint8_t memtype;
	paddr_t pa;
	struct mapnode *node;
};

/*
 * Go on splitting the page of slot at va.  1: more to do (*credit used up), 0: done, slot is stale,
 * -ERR_NO_MEM.  If another page is found than in the last step, begins anew.
 */
__must_check int ptab_split_step(struct ptab_split *sp, struct space *s, word_t va,
				 struct ptab_slot *slot, int *credit);
void ptab_split_cancel(struct ptab_split *sp);

/*
 * Map a kernel object (KIP page, UTCB page) into s: one page without a mapping node, which map
 * operations leave alone (space_is_kernel_object).  0, -ERR_NO_MEM, or -ERR_INVALID_PARAM if
 * something is mapped at va.  Unmapping does not free the frame.
 */
__must_check int ptab_map_object(struct space *s, word_t va, paddr_t pa, unsigned rights);
void ptab_unmap_object(struct space *s, word_t va);

#endif
