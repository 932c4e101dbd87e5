/* SPDX-License-Identifier: BSD-2-Clause */
/* ptab.c - walk, fill and prune page tables; the only writer of PTEs of user spaces. */
#include "ptab.h"

#include "assert.h"
#include "compiler.h"
#include "glue.h"
#include "glue_layout.h"
#include "kmem.h"
#include "sched.h"
#include "space.h"
#include "string.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

/* Instructions, for *credit. */
#define COST_WALK	100
#define COST_ENTRY	8
#define COST_FILL(step)	(50 + 30 * (step))	/* an entry may be many words */

static __must_inline unsigned table_bits(unsigned level)
{
	return arch_pt_bits(level) + arch_pt_step(level) + bit_ffs(sizeof(pte_t));
}

/* Are tables of this level no memory of their own, but what is between entries of the one above? */
static __must_inline bool is_nested(unsigned level)
{
	return level != 0 && arch_pt_step(level - 1) != 0;
}

/* Table and companion together. */
static unsigned chunk_bits(unsigned level)
{
	return table_bits(level) + 1;
}

/* Of chunks smaller than a page, by level. */
static struct slab_cache small_chunks[ARCH_PT_LEVELS];

static struct slab_cache *small_chunk(unsigned level)
{
	struct slab_cache *c = &small_chunks[level];
	unsigned bits = chunk_bits(level);

	if (c->size == 0)
		slab_init(c, BIT(bits), BIT(bits), MAX(ARCH_PAGE_BITS, bits + 3), KMEM_PTAB);
	return c;
}

static void *chunk_alloc(unsigned level)
{
	if (chunk_bits(level) < ARCH_PAGE_BITS)
		return slab_alloc(small_chunk(level));
	return kmem_alloc(chunk_bits(level), KMEM_PTAB);
}

static pte_t *table_at(paddr_t pa)
{
	return (pte_t *)(pa + GLUE_PHYS_WINDOW);
}

static __must_inline union ptab_link *companion(pte_t *table, unsigned level)
{
	return (union ptab_link *)((char *)table + BIT(table_bits(level)));
}

static __must_inline unsigned index_of(word_t va, unsigned level)
{
	return (va >> arch_pt_shift(level)) & MASK(arch_pt_bits(level));
}

void *ptab_alloc_table(unsigned level)
{
	void *table = chunk_alloc(level);

	/* The companion of an empty entry is never read. */
	if (table)
		memset(table, 0, BIT(table_bits(level)));
	return table;
}

void ptab_free_table(void *table, unsigned level)
{
	if (chunk_bits(level) < ARCH_PAGE_BITS)
		slab_free(small_chunk(level), table);
	else
		kmem_free(table, chunk_bits(level), KMEM_PTAB);
}

static __must_inline void slot_init(struct ptab_slot *slot, pte_t *table, union ptab_link *above,
				    word_t va, unsigned level)
{
	unsigned i = index_of(va, level) << arch_pt_step(level);

	slot->pte = table + i;
	slot->link = companion(table, level) + i;
	slot->table = above;
	slot->level = level;
}

static __must_inline void slot_root(struct ptab_slot *slot, const struct space *s, word_t va)
{
	ASSERT(va < GLUE_USER_END);
	slot_init(slot, table_at(s->glue.root), NULL, va, 0);
}

static bool slot_is_table(const struct ptab_slot *slot)
{
	return arch_pte_kind(*slot->pte, slot->level) == ARCH_PTE_TABLE;
}

/* The entries of a nested table are counted with those of the one around it. */
static void slot_descend(struct ptab_slot *slot, word_t va)
{
	if (is_nested(slot->level + 1)) {
		unsigned i = index_of(va, ++slot->level);

		slot->pte += i;
		slot->link += i;
		return;
	}
	slot_init(slot, table_at(arch_pte_table(*slot->pte)), slot->link, va, slot->level + 1);
}

/* ptab_find() where small pages are nested: three levels, each of them a constant. */
static inline void find_nested(const struct space *s, word_t va, struct ptab_slot *slot)
{
	unsigned level = LAST_LEVEL - 1, i = index_of(va, level) << arch_pt_step(level);
	struct ptab_slot root;
	pte_t *table;

	slot_root(&root, s, va);
	if (arch_pte_kind(*root.pte, 0) != ARCH_PTE_TABLE) {
		*slot = root;
		return;
	}
	table = table_at(arch_pte_table(*root.pte));
	if (arch_pte_kind(table[i], level) == ARCH_PTE_TABLE) {
		level = LAST_LEVEL;
		i += index_of(va, LAST_LEVEL);
	}
	*slot = (struct ptab_slot){
		.pte = table + i,
		.link = companion(table, LAST_LEVEL - 1) + i,
		.table = root.link,
		.level = level,
	};
}

void ptab_find(const struct space *s, word_t va, struct ptab_slot *slot)
{
	if (is_nested(LAST_LEVEL)) {
		find_nested(s, va, slot);
		return;
	}
	slot_root(slot, s, va);
	while (slot_is_table(slot))
		slot_descend(slot, va);
}

/*
 * From the empty entry of slot on to the next one in use, the end of the table, `last` or the end
 * of *credit.  *va follows; false if it would pass `last`.
 */
static bool skip_empty(word_t *va, word_t last, struct ptab_slot *slot, int *credit)
{
	unsigned shift = arch_pt_shift(slot->level), level = slot->level;
	word_t more = (last >> shift) - (*va >> shift);
	word_t left = BIT(arch_pt_bits(level)) - index_of(*va, level), n = 0;
	unsigned step = arch_pt_step(level);
	pte_t *pte = slot->pte;

	left = MIN(left, (word_t)*credit / COST_ENTRY + 1);
	while (n < left && arch_pte_kind(pte[n << step], level) == ARCH_PTE_EMPTY)
		n++;
	*credit -= (int)(n * COST_ENTRY);
	if (n > more)
		return false;
	*va = ((*va >> shift) + n) << shift;
	slot->pte += n << step;
	slot->link += n << step;
	return true;
}

enum ptab_found ptab_next(const struct space *s, word_t *va, word_t last, struct ptab_slot *slot,
			  int *credit)
{
	do {
		ptab_find(s, *va, slot);
		*credit -= COST_WALK;
		if (ptab_is_leaf(slot))
			return PTAB_PAGE;
		*credit = MAX(*credit, 0);
		if (!skip_empty(va, last, slot, credit))
			return PTAB_END;
	} while (*credit > 0);
	return PTAB_MORE;
}

/* Free the tables on the way to va that have no entry in use, lowest first. */
void ptab_prune(struct space *s, word_t va)
{
	for (;;) {
		struct ptab_slot slot;
		pte_t old;

		slot_root(&slot, s, va);
		while (slot_is_table(&slot) && !is_nested(slot.level + 1) && slot.link->used != 0)
			slot_descend(&slot, va);
		if (!slot_is_table(&slot) || is_nested(slot.level + 1))
			return;
		old = arch_pte_exchange(slot.pte, (pte_t){ 0 });
		if (slot.table)
			slot.table->used--;
		glue_space_flush(s);
		ptab_free_table(table_at(arch_pte_table(old)), slot.level + 1);
		(void)sched_preempt_point();	/* there may be a table on each level */
	}
}

int ptab_reach(struct space *s, word_t va, unsigned level, struct ptab_slot *slot)
{
	int made = 0;

	slot_root(slot, s, va);
	for (;;) {
		pte_t *table;

		while (slot->level < level &&
		       (slot_is_table(slot) || (is_nested(slot->level + 1) && !ptab_is_leaf(slot))))
			slot_descend(slot, va);
		if (slot->level == level || ptab_is_leaf(slot))
			return made;
		table = ptab_alloc_table(slot->level + 1);
		if (!table) {
			ptab_prune(s, va);
			return -ERR_NO_MEM;
		}
		arch_pte_store(slot->pte, arch_pte_make_table((word_t)table - GLUE_PHYS_WINDOW));
		slot->link->used = 0;
		if (slot->table)
			slot->table->used++;
		made++;
	}
}

void ptab_set(struct ptab_slot *slot, pte_t pte, struct mapnode *node)
{
	ASSERT(arch_pte_kind(*slot->pte, slot->level) == ARCH_PTE_EMPTY);
	slot->link->node = node;
	arch_pte_store(slot->pte, pte);
	if (slot->table)
		slot->table->used++;
}

unsigned ptab_clear(struct space *s, word_t va, struct ptab_slot *slot)
{
	pte_t old = arch_pte_exchange(slot->pte, (pte_t){ 0 });

	space_flush_page(s, va, slot->level);
	if (slot->table && --slot->table->used == 0)
		ptab_prune(s, va);
	return arch_pte_status(old);
}

void ptab_change(struct space *s, word_t va, struct ptab_slot *slot, unsigned rights,
		 unsigned memtype)
{
	paddr_t pa = arch_pte_paddr(*slot->pte, slot->level);
	pte_t old = arch_pte_exchange(slot->pte, arch_pte_leaf(pa, rights, memtype, slot->level));

	arch_pte_mark(slot->pte, arch_pte_status(old));
	space_flush_page(s, va, slot->level);
}

unsigned ptab_take_status(struct space *s, word_t va, struct ptab_slot *slot)
{
	unsigned status = arch_pte_take_status(slot->pte);

	if (status != 0)
		space_flush_page(s, va, slot->level);
	return status;
}

/* --- splitting --------------------------------------------------------------------------- */

/* Is the page of slot the one being split, except that it may have been used more? */
static bool split_matches(const struct ptab_split *sp, const struct ptab_slot *slot)
{
	pte_t pte = *slot->pte;

	return sp->level == slot->level && sp->node == slot->link->node &&
	       sp->pa == arch_pte_paddr(pte, slot->level) && sp->rights == arch_pte_rights(pte) &&
	       sp->memtype == arch_pte_memtype(pte, slot->level) &&
	       (arch_pte_status(pte) & ~sp->status) == 0;
}

/* Begin filling for the page of slot; keeps the table if it has the right size. */
static int split_begin(struct ptab_split *sp, const struct ptab_slot *slot)
{
	pte_t pte = *slot->pte;

	if (sp->table && sp->level != slot->level)
		ptab_split_cancel(sp);
	if (!sp->table) {
		sp->table = chunk_alloc(slot->level + 1);
		if (!sp->table)
			return -ERR_NO_MEM;
	}
	sp->level = slot->level;
	sp->filled = 0;
	sp->status = arch_pte_status(pte);
	sp->rights = arch_pte_rights(pte);
	sp->memtype = arch_pte_memtype(pte, slot->level);
	sp->pa = arch_pte_paddr(pte, slot->level);
	sp->node = slot->link->node;
	return 0;
}

/* Fill entries until all are done or *credit is used up. */
static void split_fill(struct ptab_split *sp, int *credit)
{
	unsigned level = sp->level + 1, step = arch_pt_step(level);
	pte_t *pte = (pte_t *)sp->table + (sp->filled << step);
	union ptab_link *link = companion(sp->table, level) + (sp->filled << step);

	unsigned n = BIT(arch_pt_bits(level)) - sp->filled;
	paddr_t pa = sp->pa + sp->filled * ptab_size(level);
	pte_t piece = arch_pte_leaf(pa, sp->rights, sp->memtype, level);

	piece = arch_pte_marked(piece, sp->status);
	n = MIN(n, (unsigned)MAX(*credit, 0) / COST_FILL(step));
	for (unsigned i = 0; i < n; i++, piece = arch_pte_next(piece, level)) {
		arch_pte_store(&pte[i << step], piece);
		link[i << step].node = sp->node;
	}
	sp->filled += n;
	*credit -= (int)(n * COST_FILL(step));
	if (n == 0)
		*credit = 0;
}

/* The same at once, where the smaller pages take the place of the page: a nested table. */
static void split_nested(struct space *s, word_t va, struct ptab_slot *slot)
{
	unsigned level = slot->level + 1, n = BIT(arch_pt_bits(level));
	pte_t old = arch_pte_exchange(slot->pte, (pte_t){ 0 });
	pte_t piece = arch_pte_leaf(arch_pte_paddr(old, slot->level), arch_pte_rights(old),
				    arch_pte_memtype(old, slot->level), level);
	struct mapnode *node = slot->link->node;

	piece = arch_pte_marked(piece, arch_pte_status(old));
	space_flush_page(s, va, slot->level);
	for (unsigned i = 0; i < n; i++, piece = arch_pte_next(piece, level)) {
		arch_pte_store(&slot->pte[i], piece);
		slot->link[i].node = node;
	}
	slot->table->used += n - 1;
}

int ptab_split_step(struct ptab_split *sp, struct space *s, word_t va, struct ptab_slot *slot,
		    int *credit)
{
	unsigned entries = BIT(arch_pt_bits(slot->level + 1));

	if (is_nested(slot->level + 1)) {
		split_nested(s, va, slot);
		*credit = 0;		/* it takes as long as a step may */
		return 0;
	}
	if (!sp->table || !split_matches(sp, slot)) {
		int err = split_begin(sp, slot);

		if (err)
			return err;
	}
	split_fill(sp, credit);
	if (sp->filled < entries)
		return 1;

	/* commit: no instant with both the page and the table visible */
	arch_pte_exchange(slot->pte, (pte_t){ 0 });
	space_flush_page(s, va, slot->level);
	arch_pte_store(slot->pte, arch_pte_make_table((word_t)sp->table - GLUE_PHYS_WINDOW));
	slot->link->used = entries;
	sp->table = NULL;
	return 0;
}

void ptab_split_cancel(struct ptab_split *sp)
{
	if (sp->table)
		ptab_free_table(sp->table, sp->level + 1);
	sp->table = NULL;
}

/* --- kernel objects ---------------------------------------------------------------------- */

int ptab_map_object(struct space *s, word_t va, paddr_t pa, unsigned rights)
{
	struct ptab_slot slot;
	int made = ptab_reach(s, va, LAST_LEVEL, &slot);

	if (made < 0)
		return made;
	if (ptab_is_leaf(&slot))
		return -ERR_INVALID_PARAM;
	ptab_set(&slot, arch_pte_leaf(pa, rights, 0, LAST_LEVEL), NULL);
	return 0;
}

void ptab_unmap_object(struct space *s, word_t va)
{
	struct ptab_slot slot;

	ptab_find(s, va, &slot);
	if (ptab_is_leaf(&slot))
		ptab_clear(s, va, &slot);
}
