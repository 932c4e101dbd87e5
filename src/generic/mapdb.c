/* SPDX-License-Identifier: BSD-2-Clause */
/* mapdb.c - trees of mappings: insert, move, remove; cursors that survive all of it. */
#include "mapdb.h"

#include "assert.h"
#include "kmem.h"
#include "ptab.h"
#include "space.h"

/*
 * Suspended cursors beyond this number make the oldest begin anew: its owner repeats a walk, and
 * what it has removed stays removed.  So each insertion and removal looks at a bounded number.
 */
#define CURSORS		8

_Static_assert((GLUE_USER_END - 1) >> ARCH_PAGE_BITS >> (WORD_BITS == 64 ? 36 : 20) == 0,
	       "user page numbers fit in struct mapnode");

static struct slab_cache node_cache;
static struct mapdb_cursor *suspended[CURSORS];
static unsigned oldest;			/* next to be evicted */

void mapdb_init(void)
{
	slab_init(&node_cache, sizeof(struct mapnode), MAPDB_ALIGN, ARCH_PAGE_BITS, KMEM_MAPNODE);
}

/* --- links ------------------------------------------------------------------------------- */

static void set_next(struct mapnode *n, const struct mapnode *next)
{
	n->next = mapdb_link(next);
}

static void set_prev(struct mapnode *n, const struct mapnode *prev)
{
	n->prev = mapdb_link(prev);
}

static void link_after(struct mapnode *pos, struct mapnode *n)
{
	struct mapnode *next = mapnode_next(pos);

	set_prev(n, pos);
	set_next(n, next);
	set_next(pos, n);
	if (next)
		set_prev(next, n);
}

static void unlink_node(struct mapnode *n)
{
	struct mapnode *next = mapnode_next(n), *prev = mapnode_prev(n);

	if (prev)
		set_next(prev, next);
	if (next)
		set_prev(next, prev);
}

static struct mapnode *node_create(const struct map_region *r, struct mapnode *parent,
				   unsigned depth)
{
	struct mapnode *n = slab_alloc(&node_cache);

	if (!n)
		return NULL;
	ASSERT(IS_ALIGNED((word_t)n, MAPDB_ALIGN) && IS_ALIGNED((word_t)r->space, MAPDB_ALIGN));
	*n = (struct mapnode){ 0 };
	n->parent = mapdb_link(parent);
	n->space = mapdb_link(r->space);
	n->page = r->va >> ARCH_PAGE_BITS;
	n->frame = r->pa >> ARCH_PAGE_BITS;
	n->level = r->level;
	n->depth = depth;
	n->refs = 1;
	return n;
}

/* --- suspended cursors ------------------------------------------------------------------- */

static bool stands_on(const struct mapdb_cursor *c, const struct mapnode *n)
{
	return c && c->node == n;
}

/* Clear the mark of n unless another suspended cursor stands there. */
static void unmark(struct mapnode *n)
{
	for (unsigned i = 0; i < CURSORS; i++)
		if (stands_on(suspended[i], n))
			return;
	n->cursor = 0;
}

static void leave_slot(struct mapdb_cursor *c)
{
	suspended[c->slot - 1] = NULL;
	c->slot = 0;
	unmark(c->node);
}

void mapdb_suspend(struct mapdb_cursor *c)
{
	struct mapdb_cursor *evicted = NULL;
	struct mapnode *top;
	unsigned i;

	for (i = 0; i < CURSORS && suspended[i]; i++)
		continue;
	if (i == CURSORS) {
		i = oldest;
		oldest = (oldest + 1) % CURSORS;
		evicted = suspended[i];
	}
	suspended[i] = c;
	c->slot = i + 1;
	c->node->cursor = 1;
	if (!evicted)
		return;

	/* Only now, when it is known that c keeps its node: both may stand on the same one. */
	top = evicted->top;
	evicted->top = NULL;
	evicted->slot = 0;
	unmark(evicted->node);
	mapdb_prune(top);
}

bool mapdb_resume(struct mapdb_cursor *c)
{
	if (c->slot != 0)
		leave_slot(c);
	return c->top != NULL;
}

void mapdb_forget(struct mapdb_cursor *c)
{
	struct mapnode *top = c->top;

	if (c->slot != 0)
		leave_slot(c);
	c->top = NULL;
	mapdb_prune(top);
}

/*
 * A child has been added to parent.  Who is about to treat the parent on the way back has to treat
 * the child first.
 */
static void cursors_added(struct mapnode *parent, struct mapnode *child)
{
	for (unsigned i = 0; i < CURSORS; i++) {
		struct mapdb_cursor *c = suspended[i];

		if (!stands_on(c, parent) || c->phase != MAPDB_BACK)
			continue;
		c->node = child;
		c->at = 0;
		c->whole = 0;
		child->cursor = 1;
	}
	unmark(parent);
}

/* n is about to go: who stands there goes back by one, or is lost if n was its top. */
static void cursors_removed(struct mapnode *n)
{
	struct mapnode *prev = mapnode_prev(n);

	for (unsigned i = 0; i < CURSORS; i++) {
		struct mapdb_cursor *c = suspended[i];

		if (!stands_on(c, n))
			continue;
		if (c->top == n) {
			c->top = NULL;
			c->slot = 0;
			suspended[i] = NULL;
			continue;
		}
		if (c->sub == n) {
			c->sub = NULL;
			c->phase = MAPDB_BACK;
		}
		c->node = prev;
		c->at = 0;
		c->whole = 0;
		prev->cursor = 1;
	}
}

/* --- building and removing trees --------------------------------------------------------- */

struct mapnode *mapdb_insert(struct mapnode **parent, const struct map_region *above,
			     const struct map_region *r)
{
	struct mapnode *p = *parent, *n;

	if (!p)
		p = node_create(above, NULL, 0);
	if (!p)
		return NULL;
	n = p->depth < MAPDB_DEPTH ? node_create(r, p, p->depth + 1) : NULL;
	if (!n) {
		if (!*parent)
			slab_free(&node_cache, p);
		return NULL;
	}
	link_after(p, n);
	if (p->cursor)
		cursors_added(p, n);
	*parent = p;
	return n;
}

struct mapnode *mapdb_insert_beside(struct mapnode *n, const struct map_region *r)
{
	struct mapnode *m = node_create(r, mapnode_parent(n), n->depth);

	if (m)
		link_after(mapnode_prev(n), m);
	return m;
}

void mapdb_move(struct mapnode *n, struct space *space, word_t va)
{
	n->space = mapdb_link(space);
	n->page = va >> ARCH_PAGE_BITS;
}

void mapdb_remove(struct mapnode *n)
{
	struct mapnode *parent = mapnode_parent(n);

	ASSERT(!mapnode_has_child(n));
	if (n->cursor)
		cursors_removed(n);
	if (parent) {
		parent->own |= n->up;
		parent->up |= n->up;
	}
	unlink_node(n);
	slab_free(&node_cache, n);
}

void mapdb_prune(struct mapnode *n)
{
	struct ptab_slot slot;

	if (!n || n->parent != 0 || n->split || n->cursor || n->next != 0)
		return;
	ptab_find(mapnode_space(n), mapnode_va(n), &slot);
	ASSERT(slot.link->node == n);
	arch_pte_mark(slot.pte, n->own);
	slot.link->node = NULL;
	slab_free(&node_cache, n);
}
