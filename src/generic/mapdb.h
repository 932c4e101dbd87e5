/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mapdb.h - mapping database: who got which page from whom.
 *
 * A node stands for the mapping of one region of a space: what one map or grant operation placed
 * there at once, a page of `level`.  The nodes of a frame form a tree; all nodes of a tree are
 * linked in depth-first order, so that the descendants of a node are the run of deeper nodes behind
 * it.  A child is never larger than its parent.  A page without parent and children has no node.
 *
 * When the page of a node is split, the node stays one and all pieces refer to it; what is mapped
 * on from a piece is found by its frame.  Rights are in the page-table entries alone.
 */
#ifndef MAPDB_H
#define MAPDB_H

#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "glue_layout.h"

struct space;

/*
 * Links are addresses in units: 32 bytes counted from the start of the direct map on 64-bit CPUs,
 * 8 bytes on others; 0 is no link.  Nodes and struct space are aligned to MAPDB_ALIGN.
 *
 * `own` are status bits that the owner of the node has not been told yet, `up` those that its
 * ancestors have not been told; both beside what page-table entries below still hold.
 */
#if WORD_BITS == 64
#define MAPDB_ALIGN	32
#define MAPDB_BASE	GLUE_PHYS_WINDOW
#define MAPDB_DEPTH	0xffffu

struct mapnode {
	uint32_t next, prev, parent, space;
	uint64_t page : 36, depth : 16, own : 3, up : 3, level : 3, cursor : 1, split : 1;
	uint64_t frame : 40, refs : 24;
};

_Static_assert(sizeof(struct mapnode) == 32, "design: at most 32 bytes a mapping");
#else
#define MAPDB_ALIGN	8
#define MAPDB_BASE	0
#define MAPDB_DEPTH	0xfffu

struct mapnode {
	uint32_t next : 29, own : 3;
	uint32_t prev : 29, up : 3;
	uint32_t parent : 29, level : 3;
	uint32_t space : 29, cursor : 1, split : 1, : 1;
	uint32_t page : 20, depth : 12;
	uint32_t frame : 20, refs : 12;
};

_Static_assert(sizeof(struct mapnode) == 24, "a mapping on 32-bit CPUs");
#endif

static inline void *mapdb_pointer(word_t link)
{
	return MAPDB_BASE != 0 && link == 0 ? NULL : (void *)(link * MAPDB_ALIGN + MAPDB_BASE);
}

static inline word_t mapdb_link(const void *p)
{
	return MAPDB_BASE == 0 || p ? ((word_t)p - MAPDB_BASE) / MAPDB_ALIGN : 0;
}

static inline struct mapnode *mapnode_next(const struct mapnode *n)
{
	return mapdb_pointer(n->next);
}

static inline struct mapnode *mapnode_prev(const struct mapnode *n)
{
	return mapdb_pointer(n->prev);
}

static inline struct mapnode *mapnode_parent(const struct mapnode *n)
{
	return mapdb_pointer(n->parent);
}

static inline struct space *mapnode_space(const struct mapnode *n)
{
	return mapdb_pointer(n->space);
}

static inline word_t mapnode_va(const struct mapnode *n)
{
	return (word_t)n->page << ARCH_PAGE_BITS;
}

static inline paddr_t mapnode_pa(const struct mapnode *n)
{
	return (paddr_t)n->frame << ARCH_PAGE_BITS;
}

/* Bytes of the region, minus one. */
static inline word_t mapnode_extent(const struct mapnode *n)
{
	return BIT(arch_pt_shift(n->level)) - 1;
}

static inline bool mapnode_has_child(const struct mapnode *n)
{
	const struct mapnode *next = mapnode_next(n);

	return next && mapnode_parent(next) == n;
}

void mapdb_init(void);

/* --- building and removing trees --------------------------------------------------------- */

/* A region of a space: what a new node is to stand for. */
struct map_region {
	struct space *space;
	word_t va;
	paddr_t pa;
	unsigned level;
};

/*
 * A node for region r as a child of *parent; if *parent is NULL it is made first, as a root for
 * region `above`.  NULL: out of memory or too deep, nothing has changed.  The caller enters new
 * nodes in the page tables.
 */
__must_check struct mapnode *mapdb_insert(struct mapnode **parent, const struct map_region *above,
					  const struct map_region *r);

/* A node for region r, a piece of n, beside n (which has a parent): under the same parent. */
__must_check struct mapnode *mapdb_insert_beside(struct mapnode *n, const struct map_region *r);

/* The region of n moves to another space or address; children, parent and frame stay. */
void mapdb_move(struct mapnode *n, struct space *space, word_t va);

/* Free n, which has no children; its `up` bits become its parent's. */
void mapdb_remove(struct mapnode *n);

/* If n is a root without children that no cursor stands on, free it; n may be NULL. */
void mapdb_prune(struct mapnode *n);

/* --- cursors ----------------------------------------------------------------------------- */

enum mapdb_phase {
	MAPDB_DOWN,		/* looking for the end of the run; nothing is touched */
	MAPDB_BACK,		/* coming back: `node` is the next to be treated */
	MAPDB_DONE,		/* top has been treated as well and still exists */
};

/*
 * A walk over the tree below `top`, possibly interrupted.  Between steps it may be suspended: then
 * `node` and `top` are kept valid while others insert and remove nodes, or `top` becomes NULL, and
 * the walk begins anew.
 */
struct mapdb_cursor {
	struct mapnode *top;	/* NULL: not walking */
	struct mapnode *node;	/* where the walk stands: top or below */
	struct mapnode *sub;	/* its whole subtree is being removed, not only frames in range */
	paddr_t first, last;	/* frames concerned */
	word_t at;		/* bytes of the region of `node` treated already */
	uint8_t phase;		/* enum mapdb_phase */
	uint8_t whole;		/* no memory to split the page of `node`: all of it is treated */
	uint8_t slot;		/* place among the suspended ones, plus one; 0: not suspended */
};

/* Keep a cursor valid until it is resumed; takes the place of the oldest if there are too many. */
void mapdb_suspend(struct mapdb_cursor *c);

/* False if the cursor has been lost meanwhile. */
bool mapdb_resume(struct mapdb_cursor *c);

/* Forget a cursor, suspended or not; idempotent. */
void mapdb_forget(struct mapdb_cursor *c);

#endif
