/* SPDX-License-Identifier: BSD-2-Clause */
/* usercopy.c - copy from one space to another, page by page through the kernel's windows. */
#include "arch.h"
#include "map.h"
#include "sched.h"
#include "space.h"

#define COPY_STEP	((PTAB_IS_DEEP ? 2 : 3) * PAGE_SIZE)	/* bytes in a step, without walks */
#define COPY_WALK	(PTAB_IS_DEEP ? 1536 : 512)		/* that take as long as a walk */
#define COPY_SLOWLY	(2048 / ARCH_COPY_BYTE)	/* in a step byte by byte */
#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)
#define WHOLE_TABLE	(LAST_LEVEL - 1 - (arch_pt_step(LAST_LEVEL - 1) != 0))	/* none nested */
#define SRC_WINDOW	1
#define DST_WINDOW	0
#define SRC_RIGHTS	RIGHT_R
#define DST_RIGHTS	(RIGHT_R | RIGHT_W)

/* Bits of an entry that say where its page is, and not its type, which may depend on that, too. */
#define ALL_FRAMES	((paddr_t)~(paddr_t)0 >> (sizeof(paddr_t) == 8 ? 12 : 0) & \
			 ~(paddr_t)MASK(ARCH_PAGE_BITS))
#define FRAME_BITS	((arch_pte_leaf(ALL_FRAMES, RIGHTS_ALL, 0, LAST_LEVEL) ^ \
			  arch_pte_leaf(0, RIGHTS_ALL, 0, LAST_LEVEL)) & \
			 ~(pte_t)arch_pte_view(~(pte_t)0))

/* One side of a copy: where it stands, and what is known of that page. */
struct side {
	struct space *space;
	word_t end;		/* user address behind the last byte of all */
	size_t left;		/* bytes up to the end of the page */
	char *at;		/* the kernel's address of the next byte, if left != 0 */
	const pte_t *pte;	/* its entry; up to `last` those of the next pages follow */
	const pte_t *last;
	struct map_page page;	/* found by the last walk, or a piece of it */
	word_t larger;		/* bytes of that page, minus one, if it has pieces */
};

/* Good as long as nothing but interrupts is handled: nothing else changes page tables. */
struct copy {
	struct side src, dst;
	size_t left;		/* bytes to copy */
	size_t stop;		/* what will be left after this step */
	pte_t other_bits;	/* ~FRAME_BITS, or all if pages are to be found by walks alone */
};

/*
 * Find the page of va by a walk of the tables, and what can be known of those behind it.  False: a
 * user access would fault there, or a kernel access might.
 */
static bool find_page(struct side *side, word_t va, unsigned rights)
{
	struct ptab_slot slot;

	side->pte = side->last = NULL;
	side->larger = 0;
	va = ALIGN_DOWN(va, PAGE_SIZE);
	if (!map_find_page(side->space, va, rights, &slot))
		return false;
	arch_pte_mark(slot.pte, rights);
	side->page.view = arch_pte_view(*slot.pte);
	if (slot.level == LAST_LEVEL) {
		side->page.pa = arch_pte_paddr(*slot.pte, LAST_LEVEL);
		side->pte = slot.pte;
		side->last = slot.pte + ((~va & ptab_mask(WHOLE_TABLE)) >> ARCH_PAGE_BITS);
	} else {
		side->page.pa = ptab_paddr(&slot, va);
		side->larger = ptab_size(slot.level) - 1;
	}
	return arch_is_memory(side->page.pa);
}

static bool first_page(struct side *side, struct space *s, word_t va, size_t len,
		       unsigned window, unsigned rights)
{
	word_t offset = va & MASK(ARCH_PAGE_BITS);

	side->space = s;
	side->end = va + len;
	if (!find_page(side, va, rights))
		return false;
	side->at = (char *)arch_window(window, side->page.pa, side->page.view) + offset;
	side->left = PAGE_SIZE - offset;
	return true;
}

/* The next page by a walk, unless it is a piece of the same larger one.  Makes the step shorter. */
static bool walk_on(struct copy *c, struct side *side, unsigned rights)
{
	if (c->left - c->stop > 2 * COPY_WALK)
		c->stop += COPY_WALK;
	side->page.pa += PAGE_SIZE;
	return (side->page.pa & side->larger) != 0 || find_page(side, side->end - c->left, rights);
}

/*
 * The next page.  An entry that differs from the one before in nothing but its frame is as good as
 * that.
 */
static inline bool next_page(struct copy *c, struct side *side, unsigned rights, paddr_t *pa)
{
	const pte_t *pte = side->pte;

	if (pte != side->last && ((pte[0] ^ pte[1]) & c->other_bits) == 0) {
		*pa = arch_pte_paddr(pte[1], LAST_LEVEL);
		side->pte = pte + 1;
		return arch_is_memory(*pa);
	}
	if (!walk_on(c, side, rights))
		return false;
	*pa = side->page.pa;
	return true;
}

static inline bool enter_page(struct copy *c, struct side *side, unsigned window, unsigned rights)
{
	paddr_t pa;

	if (!next_page(c, side, rights, &pa))
		return false;
	side->at = arch_window(window, pa, side->page.view);
	side->left = PAGE_SIZE;
	return true;
}

/* Both sides are at the beginning of a page: copy as many pages as the step allows. */
static inline enum copy_end copy_pages(struct copy *c)
{
	paddr_t src, dst;

	do {
		if (!next_page(c, &c->src, SRC_RIGHTS, &src))
			return COPY_SOURCE_FAULT;
		if (!next_page(c, &c->dst, DST_RIGHTS, &dst))
			return COPY_DESTINATION_FAULT;
		arch_copy(arch_window(DST_WINDOW, dst, c->dst.page.view),
			  arch_window(SRC_WINDOW, src, c->src.page.view), PAGE_SIZE);
		c->left -= PAGE_SIZE;
	} while (c->left >= c->stop + PAGE_SIZE);
	return COPY_DONE;
}

/* Copy what is left of the page on one side, or of the step. */
static inline enum copy_end copy_part(struct copy *c)
{
	size_t n;

	if (c->src.left == 0 && !enter_page(c, &c->src, SRC_WINDOW, SRC_RIGHTS))
		return COPY_SOURCE_FAULT;
	if (c->dst.left == 0 && !enter_page(c, &c->dst, DST_WINDOW, DST_RIGHTS))
		return COPY_DESTINATION_FAULT;
	n = MIN(MIN(c->src.left, c->dst.left), c->left - c->stop);
	arch_copy(c->dst.at, c->src.at, n);
	c->src.at += n;
	c->src.left -= n;
	c->dst.at += n;
	c->dst.left -= n;
	c->left -= n;
	return COPY_DONE;
}

static inline bool by_byte(const struct copy *c)
{
	return ARCH_COPY_BYTE > 1 &&
	       !IS_ALIGNED((word_t)c->src.at | (word_t)c->dst.at, sizeof(word_t));
}

static inline enum copy_end copy_step(struct copy *c)
{
	enum copy_end end;

	c->stop = c->left - MIN(c->left, by_byte(c) ? COPY_SLOWLY : COPY_STEP);
	do {
		if ((c->src.left | c->dst.left) == 0 && c->left - c->stop >= PAGE_SIZE)
			end = copy_pages(c);
		else
			end = copy_part(c);
	} while (end == COPY_DONE && c->left > c->stop);
	return end;
}

/* Who should run instead does so after a step, or short time slices would stop all progress. */
static inline enum copy_end copy_all(struct copy *c)
{
	enum copy_end end;

	if (c->left > COPY_QUICK)
		(void)sched_preempt_point();
	do {
		end = copy_step(c);
		if (end != COPY_DONE || c->left == 0)
			return end;
	} while (!sched_preempt_point());
	return COPY_MORE;
}

enum copy_end map_copy_spaces(struct space *to, word_t dst, struct space *from, word_t src,
			      size_t len, size_t *copied)
{
	struct copy c;
	enum copy_end end;

	*copied = 0;
	if (!first_page(&c.src, from, src, len, SRC_WINDOW, SRC_RIGHTS))
		return COPY_SOURCE_FAULT;
	if (!first_page(&c.dst, to, dst, len, DST_WINDOW, DST_RIGHTS))
		return COPY_DESTINATION_FAULT;
	c.left = len;
	c.other_bits = ~(len > COPY_QUICK ? FRAME_BITS : 0);
	end = copy_all(&c);
	*copied = len - c.left;
	return end;
}
