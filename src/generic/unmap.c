/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unmap.c - revoke rights and collect status bits, recursively, in steps (X2:unmap).
 *
 * For each page of the space inside the fpage the tree below its node is walked: down the run of
 * descendants without touching anything, then back from its end, so that children are treated
 * before their parents.  Each node treated hands its status bits to its parent; the last one is the
 * node of the page itself.  Pages concerned only in part are split first; without memory for that,
 * more is taken than was asked for, never less (X2:unmap allows it).
 */
#include "assert.h"
#include "map.h"
#include "space.h"
#include "trace.h"

/* Instructions, for *credit. */
#define COST_NODE	32
#define COST_PAGE	80
#define COST_TREAT	200
#define COST_TABLE	400

int map_split(struct ptab_split *sp, struct space *s, word_t va, struct ptab_slot *slot,
	      int *credit)
{
	struct mapnode *n = slot->link->node;
	unsigned entries = BIT(arch_pt_bits(slot->level + 1));
	int r = ptab_split_step(sp, s, va, slot, credit);

	if (r == 0 && n) {
		n->refs += entries - 1;
		n->split = 1;
	}
	return r;
}

/* The pages up to `end` have been treated. */
static void advance(struct unmap_op *op, word_t end)
{
	if (end >= op->last)
		op->done = 1;
	else
		op->va = end + 1;
}

/* --- one page ---------------------------------------------------------------------------- */

/* Take `revoke` from one page and read its status, which is reset. */
static unsigned treat_page(struct space *s, word_t va, struct ptab_slot *slot, unsigned revoke,
			   int *credit)
{
	unsigned status, rights;

	*credit -= COST_TREAT;
	if ((revoke & RIGHT_R) != 0) {
		if (slot->table && slot->table->used == 1)
			*credit -= COST_TABLE;
		return ptab_clear(s, va, slot);
	}
	status = ptab_take_status(s, va, slot);
	rights = arch_pte_rights(*slot->pte);
	if ((rights & revoke) != 0)
		ptab_change(s, va, slot, rights & ~revoke,
			    arch_pte_memtype(*slot->pte, slot->level));
	return status;
}

/* --- one node ---------------------------------------------------------------------------- */

/* Are all frames of n concerned? */
static bool node_inside(const struct mapdb_cursor *c, const struct mapnode *n)
{
	return c->sub ||
	       (mapnode_pa(n) >= c->first && mapnode_pa(n) + mapnode_extent(n) <= c->last);
}

static bool node_outside(const struct mapdb_cursor *c, const struct mapnode *n)
{
	return !c->sub &&
	       (mapnode_pa(n) > c->last || mapnode_pa(n) + mapnode_extent(n) < c->first);
}

/*
 * The bits of a page of n go to whoever asked and to those above.  The owner of n loses them, too,
 * unless the page is concerned only in part: a query resets all that is below (X2:unmap).
 */
static void record_status(struct unmap_op *op, struct mapnode *n, unsigned status, bool partly)
{
	if (n == op->cursor.top)
		op->status |= status;
	else if (partly)
		n->own |= status;
	n->up |= status;
}

/* Tell the parent of n, and not the owner of n, what happened in and below n. */
static void pass_up(struct unmap_op *op, struct mapnode *n)
{
	struct mapnode *parent = mapnode_parent(n);

	n->own = 0;
	if (parent == op->cursor.top)
		op->status |= n->up;
	else
		parent->own |= n->up;
	parent->up |= n->up;
	n->up = 0;
}

enum visit { VISIT_DONE, VISIT_MORE, VISIT_SPLIT };

/* Treat one page of n, `partly` if not all of it is concerned.  False: it has to be split. */
static bool visit_page(struct unmap_op *op, struct mapnode *n, word_t va, struct ptab_slot *slot,
		       unsigned revoke, bool partly, int *credit)
{
	if (partly && revoke != 0 && !op->cursor.whole)
		return false;
	if (partly && revoke == 0)
		op->status |= arch_pte_status(*slot->pte);
	else
		record_status(op, n, treat_page(mapnode_space(n), va, slot, revoke, credit),
			      partly);
	if ((revoke & RIGHT_R) != 0)
		n->refs--;
	return true;
}

/* Treat the pages of n, which has been split, that are concerned. */
static enum visit visit_pieces(struct unmap_op *op, struct mapnode *n, unsigned revoke, int *credit)
{
	struct mapdb_cursor *c = &op->cursor;
	word_t base = mapnode_va(n), from = base, to = base + mapnode_extent(n);

	if (!node_inside(c, n)) {
		from += c->first > mapnode_pa(n) ? c->first - mapnode_pa(n) : 0;
		to = MIN(to, base + (c->last - mapnode_pa(n)));
	}
	c->at = MAX(c->at, from - base);
	for (;;) {
		struct ptab_slot slot;
		word_t va = base + c->at, end;
		enum ptab_found found = ptab_next(mapnode_space(n), &va, to, &slot, credit);

		c->at = va - base;
		if (found != PTAB_PAGE)
			return found == PTAB_END ? VISIT_DONE : VISIT_MORE;
		end = va | ptab_mask(slot.level);
		if (slot.link->node == n) {
			bool partly = ALIGN_DOWN(va, ptab_size(slot.level)) < from || end > to;

			if (!visit_page(op, n, va, &slot, revoke, partly, credit))
				return VISIT_SPLIT;
		}
		if (end >= to || n->refs == 0)
			return VISIT_DONE;
		c->at = end + 1 - base;
		if (*credit <= 0)
			return VISIT_MORE;
	}
}

/*
 * Treat the pages of n that are concerned.  VISIT_MORE: *credit is used up.  VISIT_SPLIT: the page
 * where the cursor stands has to be split.
 */
static enum visit visit_pages(struct unmap_op *op, struct mapnode *n, unsigned revoke, int *credit)
{
	struct ptab_slot slot;
	word_t va = mapnode_va(n);

	if (n->split)
		return visit_pieces(op, n, revoke, credit);
	ptab_find(mapnode_space(n), va, &slot);
	if (!visit_page(op, n, va, &slot, revoke, !node_inside(&op->cursor, n), credit))
		return VISIT_SPLIT;
	return VISIT_DONE;
}

/* All pages of the top node have been treated. */
static void leave_top(struct unmap_op *op)
{
	struct mapdb_cursor *c = &op->cursor;
	struct mapnode *n = c->top, *parent = mapnode_parent(n);

	op->status |= n->own;
	if (node_inside(c, n))
		n->own = 0;
	c->phase = MAPDB_DONE;
	if (!n->split)
		advance(op, mapnode_va(n) + mapnode_extent(n));
	if (n->refs == 0) {
		c->top = NULL;
		mapdb_remove(n);
		mapdb_prune(parent);
	}
}

/* All pages of a node below the top have been treated: on to the one before it. */
static void leave_node(struct unmap_op *op)
{
	struct mapdb_cursor *c = &op->cursor;
	struct mapnode *n = c->node;

	c->node = mapnode_prev(n);
	c->at = 0;
	c->whole = 0;
	if (n->refs == 0 || node_inside(c, n))
		pass_up(op, n);
	else
		op->status |= n->up;
	if (n->refs != 0)
		return;
	if (c->sub == n)
		c->sub = NULL;
	mapdb_remove(n);
}

/* --- the tree of one page ---------------------------------------------------------------- */

static void step_down(struct mapdb_cursor *c)
{
	struct mapnode *next = mapnode_next(c->node);
	const struct mapnode *bound = c->sub ? c->sub : c->top;

	if (next && next->depth > bound->depth) {
		c->node = next;
	} else {
		c->phase = MAPDB_BACK;
		c->at = 0;
	}
}

/* Split the page of node n where the cursor stands, in steps. */
static void split_node(struct unmap_op *op, struct mapnode *n, int *credit)
{
	struct mapdb_cursor *c = &op->cursor;
	struct space *s = mapnode_space(n);
	word_t va = mapnode_va(n) + c->at;
	struct ptab_slot slot;

	ptab_find(s, va, &slot);
	va = ALIGN_DOWN(va, ptab_size(slot.level));
	if (map_split(&op->split, s, va, &slot, credit) >= 0)
		return;

	/* No memory.  To remove all of n, what was mapped from the rest of it has to go first. */
	c->whole = 1;
	if ((op->revoke & RIGHT_R) != 0) {
		c->sub = n;
		c->phase = MAPDB_DOWN;
	}
}

static void step_back(struct unmap_op *op, int *credit)
{
	struct mapdb_cursor *c = &op->cursor;
	struct mapnode *n = c->node;
	unsigned revoke = n == c->top && !op->flush ? 0 : op->revoke;

	if (node_outside(c, n)) {
		c->node = mapnode_prev(n);
		return;
	}
	switch (visit_pages(op, n, revoke, credit)) {
	case VISIT_MORE:
		return;
	case VISIT_SPLIT:
		split_node(op, n, credit);
		return;
	case VISIT_DONE:
		break;
	}
	if (n == c->top)
		leave_top(op);
	else
		leave_node(op);
}

/* True when the tree is done: the top is gone or in phase MAPDB_DONE. */
static bool walk_tree(struct unmap_op *op, int *credit)
{
	struct mapdb_cursor *c = &op->cursor;

	while (c->top && c->phase != MAPDB_DONE) {
		if (*credit <= 0)
			return false;
		*credit -= COST_NODE;
		if (c->phase == MAPDB_DOWN)
			step_down(c);
		else
			step_back(op, credit);
	}
	return true;
}

/* --- the pages of the fpage -------------------------------------------------------------- */

/*
 * Begin with the node of the page of slot: with all its pages in the fpage, or with that whole
 * page alone.
 */
static void begin_tree(struct unmap_op *op, const struct ptab_slot *slot, bool whole)
{
	struct mapdb_cursor *c = &op->cursor;
	struct mapnode *n = slot->link->node;

	*c = (struct mapdb_cursor){ .top = n, .node = n, .phase = MAPDB_DOWN };
	if (whole) {
		c->first = arch_pte_paddr(*slot->pte, slot->level);
		c->last = c->first + ptab_mask(slot->level);
	} else {
		c->first = mapnode_pa(n) + (MAX(op->va, mapnode_va(n)) - mapnode_va(n));
		c->last = mapnode_pa(n) + MIN(op->last - mapnode_va(n), mapnode_extent(n));
	}
}

/* Has the page of slot been treated together with another one of its node? */
static bool is_treated(const struct unmap_op *op, const struct ptab_slot *slot)
{
	const struct mapdb_cursor *c = &op->cursor;

	return c->top && c->top == slot->link->node && ptab_paddr(slot, op->va) >= c->first &&
	       ptab_paddr(slot, op->va) <= c->last;
}

/* Do what is next: go to the next page, split it, begin with it or treat it. */
static void step_page(struct unmap_op *op, int *credit)
{
	struct ptab_slot slot;
	enum ptab_found found = ptab_next(op->space, &op->va, op->last, &slot, credit);
	unsigned revoke = op->flush ? op->revoke : 0, bits;
	word_t base, end;
	bool partly;

	*credit -= COST_PAGE;
	if (found == PTAB_END)
		op->done = 1;
	if (found != PTAB_PAGE)
		return;
	bits = arch_pt_shift(slot.level);
	base = ALIGN_DOWN(op->va, ptab_size(slot.level));
	end = base | ptab_mask(slot.level);
	if (is_treated(op, &slot) || (!slot.link->node && !op->objects &&
				      space_is_kernel_object(op->space, base, bits))) {
		advance(op, end);
		return;
	}
	mapdb_forget(&op->cursor);

	partly = base < op->va || end > op->last;
	if (partly && revoke != 0 && map_split(&op->split, op->space, base, &slot, credit) >= 0)
		return;
	if (slot.link->node) {
		begin_tree(op, &slot, partly && revoke != 0);
		return;
	}
	if (partly && revoke == 0)
		op->status |= arch_pte_status(*slot.pte);
	else
		op->status |= treat_page(op->space, op->va, &slot, revoke, credit);
	advance(op, end);
}

bool unmap_run(struct unmap_op *op, int *credit)
{
	struct mapdb_cursor *c = &op->cursor;

	/* The node may have been granted away; the page at va is looked up again then. */
	if (mapdb_resume(c) && (mapnode_space(c->top) != op->space ||
				op->va - mapnode_va(c->top) > mapnode_extent(c->top)))
		mapdb_forget(c);
	while (!op->done && *credit > 0)
		if (walk_tree(op, credit))
			step_page(op, credit);
	if (op->done) {
		unmap_cancel(op);
		return true;
	}
	if (c->top)
		mapdb_suspend(c);
	return false;
}

void unmap_range(struct unmap_op *op, struct space *s, word_t first, word_t last,
		 unsigned revoke, bool flush)
{
	*op = (struct unmap_op){
		.space = s,
		.va = first,
		.last = MIN(last, GLUE_USER_END - 1),
		.revoke = revoke,
		.flush = flush,
		.done = first >= GLUE_USER_END,
	};
}

void unmap_start(struct unmap_op *op, struct space *s, fpage_t fpage, bool flush)
{
	unsigned bits = fpage_bits(fpage);

	TRACE(TRACE_UNMAP, NULL, fpage.raw, flush);
	unmap_range(op, s, fpage_base_of(fpage, bits), fpage_last_of(fpage, bits),
		    fpage_rights(fpage), flush);
	if (bits == 0)
		op->done = 1;
}

bool unmap_step(struct unmap_op *op)
{
	int credit = MAP_CREDIT;

	return unmap_run(op, &credit);
}

void unmap_cancel(struct unmap_op *op)
{
	mapdb_forget(&op->cursor);
	ptab_split_cancel(&op->split);
	op->done = 1;
}

bool map_destroy(struct space *s, word_t *cursor)
{
	static struct unmap_op op;	/* of the space being destroyed; another one begins anew */
	int credit = MAP_CREDIT;

	if (op.space != s || op.va != *cursor || op.done) {
		map_forget_memtype(s);
		unmap_cancel(&op);
		unmap_range(&op, s, *cursor, GLUE_USER_END - 1, RIGHTS_ALL, true);
		op.objects = 1;
	}
	unmap_run(&op, &credit);
	*cursor = op.va;
	return op.done;
}
