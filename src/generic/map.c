/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * map.c - map and grant items (X2:mapping.pages): page by page, as large as both sides allow.
 *
 * Each page goes: find the source page, choose a size, look at the destination; if something is in
 * the way unmap it, in steps, and look again, at the source, too: it may have been derived from
 * what was in the way.  Then allocate, and commit.
 */
#include "map.h"

#include "assert.h"
#include "kip.h"
#include "space.h"
#include "trace.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

/* Instructions, for *credit. */
#define COST_MAP	500
#define COST_TABLE	900

/*
 * Sigma0's addresses are physical ones.  Behind the last that a program can have are those of
 * devices, on machines with words of 32 bits: sigma0 maps them, but has no page that could be the
 * parent of what the receiver gets, as if it had granted it.
 */
#define IS_BEYOND(va)	(WORD_BITS == 32 && (va) >= GLUE_USER_END)

void map_start(struct map_op *op, struct space *from, struct space *to, word_t snd_base,
	       fpage_t fpage, fpage_t window, bool grant)
{
	struct fpage_placement p;
	word_t last = GLUE_USER_END - 1;

	*op = (struct map_op){
		.from = from,
		.to = to,
		.rights = fpage_rights(fpage),
		.grant = grant,
		.done = 1,
		.clear.done = 1,
	};
	if (op->rights == 0 || !fpage_place(fpage, snd_base, window, &p))
		return;
	if (from == sigma0_space && to != from && fpage_bits(fpage) != WORD_BITS) {
		op->populate = true;
		if (IS_BEYOND(arch_paddr_last()) && !grant)
			last = arch_paddr_last();
	}
	if (p.src > last || p.dst >= GLUE_USER_END || (from == to && p.src == p.dst))
		return;
	TRACE(TRACE_MAP, NULL, p.src, p.dst);
	op->src = p.src;
	op->dst = p.dst;
	op->left = MIN(MASK(p.bits), MIN(last - p.src, GLUE_USER_END - 1 - p.dst));
	op->done = 0;
}

/* Go on behind the next `size` bytes of the source and the destination. */
static void advance(struct map_op *op, word_t size)
{
	if (size > op->left) {
		op->done = 1;
		return;
	}
	op->src += size;
	op->dst += size;
	op->left -= size;
	op->fresh = 0;
}

/* Bytes from va to the end of the entry of slot. */
static word_t rest_of(const struct ptab_slot *slot, word_t va)
{
	return ptab_size(slot->level) - (va & ptab_mask(slot->level));
}

/*
 * The level of the next page to be made, not larger than the source page; LAST_LEVEL + 1 if there
 * is a kernel object at the destination.
 */
static unsigned choose_level(const struct map_op *op, unsigned source_level)
{
	unsigned level;

	for (level = source_level; level <= LAST_LEVEL; level++) {
		word_t mask = ptab_mask(level);

		if (arch_pt_leaf_ok(level) && ((op->src | op->dst) & mask) == 0 &&
		    op->left >= mask &&
		    !space_is_kernel_object(op->to, op->dst, arch_pt_shift(level)))
			break;
	}
	return level;
}

/* Does the destination page d map what src would be mapped to, from the same source? */
static bool is_same(const struct map_op *op, const struct ptab_slot *src,
		    const struct ptab_slot *d)
{
	struct mapnode *parent = d->link->node ? mapnode_parent(d->link->node) : NULL;

	return !op->grant && (parent || IS_BEYOND(op->src)) && parent == src->link->node &&
	       ptab_paddr(d, op->dst) == ptab_paddr(src, op->src);
}

/*
 * Something is mapped at the destination of a page of `level`.  The same mapping is given the
 * rights it lacks and counts as mapped; anything else is to be unmapped first.
 */
static void meet_existing(struct map_op *op, const struct ptab_slot *src, struct ptab_slot *d,
			  unsigned level, unsigned rights)
{
	unsigned old = arch_pte_rights(*d->pte);
	unsigned memtype = arch_pte_memtype(*src->pte, src->level);

	if (is_same(op, src, d)) {
		bool equal = (rights & ~old) == 0 &&
			     memtype == arch_pte_memtype(*d->pte, d->level);

		if (equal || d->level == level) {
			if (!equal)
				ptab_change(op->to, op->dst, d, old | rights, memtype);
			advance(op, ptab_size(level));
			return;
		}
	}
	unmap_range(&op->clear, op->to, op->dst, op->dst + ptab_size(level) - 1, RIGHTS_ALL, true);
}

/* --- commit ------------------------------------------------------------------------------ */

static pte_t make_leaf(const struct map_op *op, const struct ptab_slot *src, unsigned level,
		       unsigned rights)
{
	return arch_pte_leaf(ptab_paddr(src, op->src), rights,
			     arch_pte_memtype(*src->pte, src->level), level);
}

/* Map the page of src to the empty entry d. */
static int commit_map(struct map_op *op, struct ptab_slot *src, struct ptab_slot *d,
		      unsigned rights)
{
	word_t base = ALIGN_DOWN(op->src, ptab_size(src->level));
	struct map_region above = { op->from, base, ptab_paddr(src, base), src->level };
	struct map_region r = { op->to, op->dst, ptab_paddr(src, op->src), d->level };
	struct mapnode *node = mapdb_insert(&src->link->node, &above, &r);

	if (!node)
		return -ERR_NO_MEM;
	ptab_set(d, make_leaf(op, src, d->level, rights), node);
	return 0;
}

static __cold __noinline int commit_beyond(struct map_op *op, struct ptab_slot *src,
					   struct ptab_slot *d, unsigned rights)
{
	ptab_set(d, make_leaf(op, src, d->level, rights), NULL);
	return 0;
}

/* Move the page of src, a piece of the region of n, to d; nothing is mapped on from it. */
static int commit_grant_piece(struct map_op *op, struct ptab_slot *src, struct ptab_slot *d,
			      unsigned rights)
{
	struct map_region r = { op->to, op->dst, ptab_paddr(src, op->src), d->level };
	struct mapnode *n = src->link->node, *piece = NULL;
	unsigned status;

	if (mapnode_parent(n)) {
		piece = mapdb_insert_beside(n, &r);
		if (!piece)
			return -ERR_NO_MEM;
	}
	ptab_set(d, make_leaf(op, src, d->level, rights), piece);
	status = ptab_clear(op->from, op->src, src);
	if (piece)
		piece->up = status;
	if (--n->refs == 0)
		mapdb_remove(n);
	return 0;
}

/* Move the page of src to d, whole, with all that was mapped on from it. */
static int commit_grant(struct map_op *op, struct ptab_slot *src, struct ptab_slot *d,
			unsigned rights)
{
	struct mapnode *n = src->link->node;
	unsigned status;

	if (n && n->split)
		return commit_grant_piece(op, src, d, rights);
	ptab_set(d, make_leaf(op, src, d->level, rights), n);
	status = ptab_clear(op->from, op->src, src);
	if (n) {
		mapdb_move(n, op->to, op->dst);
		n->own = 0;
		n->up |= status;
	}
	return 0;
}

/* --- one page ---------------------------------------------------------------------------- */

/*
 * Has a clearing treated this page, as one, from its first byte on?  While it was interrupted other
 * pages may have come here, and children to what it had left behind.
 */
static __cold __noinline bool has_cleared(const struct unmap_op *clear, word_t va, word_t mask)
{
	return clear->last == (va | mask) && clear->cursor.last - clear->cursor.first == mask;
}

/*
 * A page can be granted when it is a page of its own of that level.  If it is part of something
 * larger, that is split, and what was mapped on from the part is unmapped first; `cleared` says
 * that something was, in this step.  True: go ahead.
 */
static bool ready_to_grant(struct map_op *op, struct ptab_slot *src, unsigned level, bool cleared,
			   int *credit, int *err)
{
	if (src->level < level) {
		*err = map_split(&op->split, op->from, ALIGN_DOWN(op->src, ptab_size(src->level)),
				 src, credit);
		*err = MIN(*err, 0);
		return false;
	}
	if (!src->link->node || !src->link->node->split ||
	    (cleared && has_cleared(&op->clear, op->src, ptab_mask(level))))
		return true;
	unmap_range(&op->clear, op->from, op->src, op->src + ptab_size(level) - 1, RIGHTS_ALL,
		    false);
	return false;
}

/*
 * Put the page of src to the destination as a page of `level`; d is the empty entry there, perhaps
 * of a higher level.
 */
static int place_page(struct map_op *op, struct ptab_slot *src, struct ptab_slot *d,
		      unsigned level, unsigned rights, bool cleared, int *credit)
{
	int err = 0;

	if (op->grant && !ready_to_grant(op, src, level, cleared, credit, &err))
		return err;
	if (d->level < level) {
		if (!op->fresh && !cleared) {
			*credit = 0;		/* a table is worth a step of its own */
			return 0;
		}
		err = ptab_reach(op->to, op->dst, level, d);
		if (err < 0)
			return err;
		*credit -= err * COST_TABLE;
	}
	err = op->grant	       ? commit_grant(op, src, d, rights)
	      : IS_BEYOND(op->src) ? commit_beyond(op, src, d, rights)
				   : commit_map(op, src, d, rights);
	if (err < 0) {
		ptab_prune(op->to, op->dst);
		return err;
	}
	op->to->flags |= SPACE_MAPPED;
	advance(op, ptab_size(level));
	return 0;
}

/*
 * The level, from `level` on, of the largest page around va that sigma0 may have: nothing of the
 * kernel's lies in it.  LAST_LEVEL + 1: there is none.
 */
static __cold unsigned sigma0_level(word_t va, unsigned level)
{
	for (; level <= LAST_LEVEL; level++) {
		word_t base = ALIGN_DOWN(va, ptab_size(level)), last = base + ptab_size(level) - 1;

		if (arch_pt_leaf_ok(level) && (last < GLUE_USER_END || IS_BEYOND(base)) &&
		    !space_is_kernel_object(sigma0_space, base, arch_pt_shift(level)) &&
		    !kip_memory_is_reserved(base, last))
			break;
	}
	return level;
}

/* What a source page is made of that no space has. */
struct beyond {
	pte_t pte;
	union ptab_link link;
};

static __cold __noinline bool find_beyond(struct map_op *op, struct ptab_slot *src,
					  struct beyond *b)
{
	unsigned level = sigma0_level(op->src, 0);

	if (level > LAST_LEVEL) {
		advance(op, PAGE_SIZE);
		return false;
	}
	b->pte = arch_pte_leaf(ALIGN_DOWN(op->src, ptab_size(level)), RIGHTS_ALL,
			       ARCH_MEM_UNCACHED, level);
	b->link.node = NULL;
	*src = (struct ptab_slot){ .pte = &b->pte, .link = &b->link, .level = level };
	return true;
}

/* The source page, made if it is sigma0's.  False: there is none, the operation has advanced. */
static bool find_source(struct map_op *op, struct ptab_slot *src, int *credit, int *err)
{
	ptab_find(op->from, op->src, src);
	if (!ptab_is_leaf(src) && op->populate) {
		*err = map_sigma0(op->src);
		if (*err == -ERR_NO_MEM)
			return false;
		*credit -= COST_TABLE;
		op->fresh = 0;
		if (*err == 0) {
			ptab_find(op->from, op->src, src);
			return true;
		}
		*err = 0;
		advance(op, PAGE_SIZE);
		return false;
	}
	if (!ptab_is_leaf(src) ||
	    (!src->link->node && space_is_kernel_object(op->from, op->src, ARCH_PAGE_BITS))) {
		advance(op, rest_of(src, op->src));
		return false;
	}
	return true;
}

/* One page or one hole of the source; `cleared`: see ready_to_grant. */
static int map_page(struct map_op *op, bool cleared, int *credit)
{
	struct ptab_slot src, d;
	struct beyond beyond;
	unsigned rights, level;
	int err = 0;

	*credit -= COST_MAP;
	if (IS_BEYOND(op->src) ? !find_beyond(op, &src, &beyond)
			       : !find_source(op, &src, credit, &err))
		return err;
	rights = op->rights & arch_pte_rights(*src.pte);
	if (rights == 0) {
		advance(op, rest_of(&src, op->src));
		return 0;
	}
	level = choose_level(op, src.level);
	if (level > LAST_LEVEL) {
		advance(op, PAGE_SIZE);
		return 0;
	}
	ptab_find(op->to, op->dst, &d);
	level = MAX(level, d.level);
	if (ptab_is_leaf(&d)) {
		meet_existing(op, &src, &d, level, rights);
		return 0;
	}
	return place_page(op, &src, &d, level, rights, cleared, credit);
}

int map_run(struct map_op *op, int *credit)
{
	op->fresh = op->clear.done;
	while (!op->done && *credit > 0) {
		bool clearing = !op->clear.done;
		int err;

		if (clearing && !unmap_run(&op->clear, credit))
			return 1;
		err = map_page(op, clearing && !op->clear.flush, credit);
		if (err) {
			unmap_cancel(&op->clear);
			ptab_split_cancel(&op->split);
			return err;
		}
	}
	if (!op->done)
		return 1;
	map_cancel(op);
	return 0;
}

int map_step(struct map_op *op)
{
	int credit = MAP_CREDIT;

	return map_run(op, &credit);
}

void map_cancel(struct map_op *op)
{
	unmap_cancel(&op->clear);
	ptab_split_cancel(&op->split);
	op->done = 1;
}

/* --- sigma0 ------------------------------------------------------------------------------ */

int map_sigma0(word_t va)
{
	struct space *s = sigma0_space;
	struct ptab_slot slot;
	unsigned level;
	int err;

	if (va >= GLUE_USER_END || va > arch_paddr_last())
		return -ERR_INVALID_PARAM;
	ptab_find(s, va, &slot);
	if (ptab_is_leaf(&slot))
		return 0;
	level = sigma0_level(va, slot.level);
	if (level > LAST_LEVEL)
		return -ERR_INVALID_PARAM;
	err = ptab_reach(s, va, level, &slot);
	if (err < 0)
		return err;
	va = ALIGN_DOWN(va, ptab_size(level));
	ptab_set(&slot, arch_pte_leaf(va, RIGHTS_ALL, 0, level), NULL);
	return 0;
}
