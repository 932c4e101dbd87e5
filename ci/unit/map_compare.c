/* SPDX-License-Identifier: BSD-2-Clause */
/* map_compare.c - the kernel's page tables and mapping trees: sound, and equal to the model's. */
#include "map_model.h"

#include "fake_walker.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

static unsigned space_number(const struct space *s)
{
	for (unsigned i = 0; i < FAKE_SPACES; i++)
		if (fake_spaces[i] == s)
			return i;
	CHECK(!"a node of no space");
	return 0;
}

/* The next mapped page of space s at or behind *va that is no kernel object. */
static bool kernel_page(unsigned s, word_t *va, struct ptab_slot *slot)
{
	for (;;) {
		int credit = 1 << 30;

		if (*va >= GLUE_USER_END ||
		    ptab_next(fake_spaces[s], va, GLUE_USER_END - 1, slot, &credit) != PTAB_PAGE)
			return false;
		if (slot->link->node || !is_object(s, *va, LAST_LEVEL))
			return true;
		*va += PAGE_SIZE;
	}
}

static void compare_nodes(const struct mapnode *k, const struct model_node *m)
{
	CHECK((k == NULL) == (m == NULL));
	if (!k)
		return;
	CHECK(m->used);
	CHECK(space_number(mapnode_space(k)) == m->space);
	CHECK(mapnode_va(k) == m->va && k->level == m->level && mapnode_pa(k) == m->pa);
	CHECK(k->own == m->own && k->up == m->up && k->split == m->split);
	CHECK(k->refs == m->pieces);
}

void model_compare(void)
{
	for (unsigned s = 0; s < FAKE_SPACES; s++) {
		struct ptab_slot slot;
		unsigned long i = 0;

		for (word_t va = 0; kernel_page(s, &va, &slot); i++) {
			struct page *p = &pages[s][i];
			const struct mapnode *k = slot.link->node;

			CHECK(i < count[s]);
			CHECK(p->va == va && p->level == slot.level);
			CHECK(p->pa == arch_pte_paddr(*slot.pte, slot.level));
			CHECK(p->rights == arch_pte_rights(*slot.pte));
			CHECK(p->memtype == arch_pte_memtype(*slot.pte, slot.level));
			CHECK(p->status == arch_pte_status(*slot.pte));
			for (const struct model_node *m = p->node; m || k;
			     m = m->parent, k = mapnode_parent(k))
				compare_nodes(k, m);
			va += ptab_size(slot.level);
		}
		CHECK(i == count[s]);
	}
	model_check_kernel();
}

/* The model's node for a kernel's, made when first seen. */
static struct model_node *load_node(const struct mapnode *k)
{
	struct model_node n;

	if (!k)
		return NULL;
	n = (struct model_node){
		.split = k->split, .space = space_number(mapnode_space(k)), .level = k->level,
		.own = k->own, .up = k->up, .va = mapnode_va(k), .pa = mapnode_pa(k),
	};
	for (unsigned long i = 0; i < node_top; i++)
		if (nodes[i].used && nodes[i].space == n.space && nodes[i].va == n.va &&
		    nodes[i].level == n.level)
			return &nodes[i];
	n.parent = load_node(mapnode_parent(k));
	return node_add(n);
}

void model_load(void)
{
	memset(nodes, 0, sizeof(nodes));
	node_top = 0;
	for (unsigned s = 0; s < FAKE_SPACES; s++) {
		struct ptab_slot slot;

		count[s] = 0;
		for (word_t va = 0; kernel_page(s, &va, &slot);) {
			pte_t pte = *slot.pte;
			struct page p = {
				va, slot.level, arch_pte_rights(pte),
				arch_pte_memtype(pte, slot.level), arch_pte_status(pte),
				arch_pte_paddr(pte, slot.level), load_node(slot.link->node),
			};

			page_add(s, p);
			va += ptab_size(slot.level);
		}
	}
}

/* The page of node k that holds frame pa, in its space. */
static bool node_maps(const struct mapnode *k, paddr_t pa)
{
	struct ptab_slot slot;
	word_t va = mapnode_va(k) + (pa - mapnode_pa(k));

	ptab_find(mapnode_space(k), va, &slot);
	return ptab_is_leaf(&slot) && slot.link->node == k && ptab_paddr(&slot, va) == pa;
}

/* The tree of root k: links, depths, order; its nodes are counted. */
static unsigned long check_tree(const struct mapnode *k)
{
	static const struct mapnode *path[MAX_NODES];
	unsigned long found = 0;

	CHECK(k->depth == 0 && k->prev == 0);
	for (; k; k = mapnode_next(k), found++) {
		CHECK(!mapnode_next(k) || mapnode_prev(mapnode_next(k)) == k);
		CHECK(k->depth < MAX_NODES && k->refs > 0 && !k->cursor);
		CHECK(mapnode_parent(k) == (k->depth == 0 ? NULL : path[k->depth - 1]));
		CHECK(found == 0 || k->depth > 0);
		path[k->depth] = k;
		if (k->depth != 0)
			CHECK(k->level >= mapnode_parent(k)->level);
	}
	return found;
}

/* Every page agrees with its node, and with a page of the parent's over the same frames. */
static unsigned long check_pages(unsigned s, unsigned long *refs)
{
	unsigned long trees = 0;
	struct ptab_slot slot;

	for (word_t va = 0; kernel_page(s, &va, &slot); va += ptab_size(slot.level)) {
		const struct mapnode *k = slot.link->node;
		word_t first;

		CHECK(IS_ALIGNED(va, ptab_size(slot.level)));
		CHECK(!slot.table || slot.table->used > 0);
		if (!k)
			continue;
		(*refs)++;
		CHECK(mapnode_space(k) == fake_spaces[s]);
		CHECK(va - mapnode_va(k) <= mapnode_extent(k));
		CHECK(ptab_paddr(&slot, va) == mapnode_pa(k) + (va - mapnode_va(k)));
		CHECK(k->split || (slot.level == k->level && k->refs == 1));
		if (mapnode_parent(k))
			for (paddr_t off = 0; off < ptab_size(slot.level);
			     off += MAX(ptab_size(slot.level) / 16, PAGE_SIZE))
				CHECK(node_maps(mapnode_parent(k), ptab_paddr(&slot, va) + off));
		CHECK(mapnode_parent(k) || mapnode_has_child(k) || k->split);
		for (first = mapnode_va(k); !node_maps(k, mapnode_pa(k) + (first - mapnode_va(k)));)
			first += PAGE_SIZE;
		if (first == va && !mapnode_parent(k))
			trees += check_tree(k);
	}
	return trees;
}

/* Entries in use of the table at `base`, those of nested tables included. */
static word_t count_entries(unsigned s, word_t base, unsigned level)
{
	word_t used = 0;

	for (word_t i = 0; i < BIT(arch_pt_bits(level)); i++) {
		word_t va = base + i * ptab_size(level);
		struct ptab_slot slot;
		int made;

		if (va >= GLUE_USER_END)
			break;
		made = ptab_reach(fake_spaces[s], va, level, &slot);
		CHECK(made == 0);
		if (arch_pt_step(level) != 0 &&
		    arch_pte_kind(*slot.pte, level) == ARCH_PTE_TABLE) {
			word_t inside = count_entries(s, va, level + 1);

			CHECK(inside > 0);
			used += inside;
		} else {
			used += arch_pte_kind(*slot.pte, level) != ARCH_PTE_EMPTY;
		}
	}
	return used;
}

/* Tables in use and their counts; the result is the number of tables below `slot`. */
static unsigned long check_tables(unsigned s, word_t base, unsigned level)
{
	unsigned long tables = 0;

	for (word_t i = 0; i < BIT(arch_pt_bits(level)); i++) {
		word_t va = base + i * ptab_size(level), used;
		struct ptab_slot slot;
		int made;

		if (va >= GLUE_USER_END)
			break;
		made = ptab_reach(fake_spaces[s], va, level, &slot);
		CHECK(made == 0);
		if (arch_pte_kind(*slot.pte, level) != ARCH_PTE_TABLE || arch_pt_step(level) != 0)
			continue;
		used = count_entries(s, va, level + 1);
		CHECK(used > 0 && slot.link->used == used);
		tables += 1 + check_tables(s, va, level + 1);
	}
	return tables;
}

void model_check_kernel(void)
{
	unsigned long in_trees = 0, tables = 0, refs = 0;

	for (unsigned s = 0; s < FAKE_SPACES; s++) {
		in_trees += check_pages(s, &refs);
		tables += 1 + check_tables(s, 0, 0);
	}
	CHECK((unsigned long)fake_outstanding == in_trees + tables);
	fake_tlb_check();
	fake_walker_check();
}
