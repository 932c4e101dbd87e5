/* SPDX-License-Identifier: BSD-2-Clause */
/* kdb_mem.c - what the kernel debugger shows of spaces, pages, mappings and kernel memory. */
#include "arch.h"
#include "bits.h"
#include "fpage.h"
#include "kdb_commands.h"
#include "kmem.h"
#include "mapdb.h"
#include "print.h"
#include "ptab.h"
#include "space.h"

#define CREDIT	(1 << 20)	/* nobody waits for us: long steps of ptab_next */

struct slab_cache *slab_caches;

/* --- spaces ------------------------------------------------------------------------------ */

static struct space *space_of(struct list *e)
{
	return container_of(e, struct space, all_link);
}

bool kdb_spaces(const struct kdb_args *a)
{
	int w = WORD_BITS / 4;

	(void)a;
	kprintf("%-*s %-*s threads active %-*s %-*s\n", w, "space", w, "root", w, "KIP", w,
		"UTCB area");
	for (struct list *e = space_all.next; e != &space_all && !kdb_enough(); e = e->next) {
		const struct space *s = space_of(e);

		kprintf("%p %p %7zu %6zu %p %p%s%s%s%s\n", (void *)s, (void *)s->glue.root,
			(size_t)s->threads, (size_t)s->active, (void *)s->kip_area.raw,
			(void *)s->utcb_area.raw, (s->flags & SPACE_SIGMA0) ? " sigma0" : "",
			(s->flags & SPACE_PRIVILEGED) ? " privileged" : "",
			(s->flags & SPACE_READY) ? "" : " not set up",
			tid_is_any(s->redirector) ? "" : " redirected");
	}
	return true;
}

/* --- pages of a space -------------------------------------------------------------------- */

/* Pages in a row that differ in nothing but their place. */
struct run {
	word_t va, end;		/* end: behind the last page; equal: empty */
	paddr_t pa;
	unsigned level, rights, memtype;
	bool object;
};

static void print_rights(unsigned rights)
{
	kprintf(" %c%c%c", (rights & RIGHT_R) ? 'r' : '-', (rights & RIGHT_W) ? 'w' : '-',
		(rights & RIGHT_X) ? 'x' : '-');
}

static void print_run(const struct run *r)
{
	if (r->va == r->end)
		return;
	kprintf("%p-%p -> %p", (void *)r->va, (void *)(r->end - 1), (void *)r->pa);
	print_rights(r->rights);
	kprintf(" %6zu KiB pages, type %u%s\n", (size_t)(ptab_size(r->level) >> 10), r->memtype,
		r->object ? ", kernel object" : "");
}

/* The page of slot at va as a run of its own. */
static struct run run_of(const struct space *s, word_t va, const struct ptab_slot *slot)
{
	word_t start = va & ~MASK(arch_pt_shift(slot->level));

	return (struct run){
		.va = start,
		.end = start + ptab_size(slot->level),
		.pa = ptab_paddr(slot, start),
		.level = slot->level,
		.rights = arch_pte_rights(*slot->pte),
		.memtype = arch_pte_memtype(*slot->pte, slot->level),
		.object = slot->link->node == NULL &&
			  space_is_kernel_object(s, start, arch_pt_shift(slot->level)),
	};
}

static bool run_continues(const struct run *r, const struct run *page)
{
	return r->end == page->va && r->pa + (r->end - r->va) == page->pa &&
	       r->level == page->level && r->rights == page->rights &&
	       r->memtype == page->memtype && r->object == page->object;
}

/* The first page at or above *va, which advances to it. */
static bool next_page(const struct space *s, word_t *va, struct ptab_slot *slot)
{
	enum ptab_found found = PTAB_MORE;

	while (found == PTAB_MORE) {
		int credit = CREDIT;

		found = ptab_next(s, va, GLUE_USER_END - 1, slot, &credit);
	}
	return found == PTAB_PAGE;
}

static void print_pages(const struct space *s)
{
	struct run r = { 0 };
	struct ptab_slot slot;
	word_t va = 0;

	while (next_page(s, &va, &slot)) {
		struct run page = run_of(s, va, &slot);

		if (!run_continues(&r, &page)) {
			print_run(&r);
			if (kdb_enough())
				return;
			r = page;
		}
		r.end = page.end;
		va = page.end;
		if (va >= GLUE_USER_END || va == 0)
			break;
	}
	print_run(&r);
}

/* From the root down to the page of va. */
static void print_way(const struct space *s, word_t va)
{
	const pte_t *table = (const pte_t *)(s->glue.root + GLUE_PHYS_WINDOW);
	struct ptab_slot slot;
	unsigned level;

	ptab_find(s, va, &slot);
	for (level = 0; level <= slot.level; level++) {
		word_t i = ((va >> arch_pt_shift(level)) & MASK(arch_pt_bits(level)))
			   << arch_pt_step(level);

		kprintf("level %u, entry %zx of %p: %p\n", level, (size_t)i, (const void *)table,
			(void *)(word_t)table[i]);
		if (arch_pt_step(level) != 0)
			table += i;
		else if (level < slot.level)
			table = (const pte_t *)(arch_pte_table(table[i]) + GLUE_PHYS_WINDOW);
	}
	if (!ptab_is_leaf(&slot)) {
		kprintf("%p is not mapped\n", (void *)va);
		return;
	}
	kprintf("%p -> %p", (void *)va, (void *)ptab_paddr(&slot, va));
	print_rights(arch_pte_rights(*slot.pte));
	kprintf(" type %u, status", arch_pte_memtype(*slot.pte, slot.level));
	print_rights(arch_pte_status(*slot.pte));
	kprintf(", node %p\n", (void *)slot.link->node);
}

bool kdb_pages(const struct kdb_args *a)
{
	struct space *s;
	word_t id, va;

	if (!kdb_number(a, 1, &id))
		return false;
	s = kdb_space(id);
	if (s == NULL) {
		kprintf("no such space\n");
		return true;
	}
	if (a->count == 2) {
		print_pages(s);
		return true;
	}
	if (!kdb_number(a, 2, &va) || a->count > 3)
		return false;
	if (va >= GLUE_USER_END)
		kprintf("%p is the kernel's\n", (void *)va);
	else
		print_way(s, va);
	return true;
}

/* --- the mapping tree of a frame --------------------------------------------------------- */

static bool node_has(const struct mapnode *n, paddr_t pa)
{
	return pa >= mapnode_pa(n) && pa - mapnode_pa(n) <= mapnode_extent(n);
}

/* The page of n that shows pa, indented by depth. */
static void print_node(const struct mapnode *n, paddr_t pa)
{
	const struct space *s = mapnode_space(n);
	word_t va = mapnode_va(n) + (pa - mapnode_pa(n));
	struct ptab_slot slot;

	kprintf("%*s%p %p", (int)n->depth * 2, "", (const void *)s, (void *)va);
	ptab_find(s, va, &slot);
	if (ptab_is_leaf(&slot) && slot.link->node == n)
		print_rights(arch_pte_rights(*slot.pte));
	else
		kprintf(" gone");
	kprintf(" %zu KiB%s\n", (size_t)((mapnode_extent(n) >> 10) + 1), n->split ? " split" : "");
}

static void print_tree(const struct mapnode *n, paddr_t pa)
{
	while (mapnode_parent(n) != NULL)
		n = mapnode_parent(n);
	for (; n != NULL && !kdb_enough(); n = mapnode_next(n))
		if (node_has(n, pa))
			print_node(n, pa);
}

/* The first page of s that shows pa; false: there is none. */
static bool find_frame(const struct space *s, paddr_t pa, word_t *va, struct ptab_slot *slot)
{
	for (*va = 0; *va < GLUE_USER_END && next_page(s, va, slot);) {
		struct run page = run_of(s, *va, slot);

		if (pa - page.pa < ptab_size(slot->level)) {
			*va = page.va + (pa - page.pa);
			return true;
		}
		*va = page.end;
		if (page.end == 0)
			break;
	}
	return false;
}

bool kdb_mappings(const struct kdb_args *a)
{
	struct ptab_slot slot;
	bool found = false;
	paddr_t pa;
	word_t va;

	if (!kdb_number(a, 1, &pa))
		return false;
	pa &= ~MASK(ARCH_PAGE_BITS);
	for (struct list *e = space_all.next; e != &space_all && !kdb_enough(); e = e->next) {
		if (!find_frame(space_of(e), pa, &va, &slot))
			continue;
		found = true;
		if (slot.link->node != NULL) {
			print_tree(slot.link->node, pa);
			return true;
		}
		kprintf("%p %p", (void *)space_of(e), (void *)va);
		print_rights(arch_pte_rights(*slot.pte));
		kprintf(" %zu KiB, in no tree\n", (size_t)(ptab_size(slot.level) >> 10));
	}
	if (!found)
		kprintf("nobody has %p\n", (void *)pa);
	return true;
}

/* --- kernel memory ----------------------------------------------------------------------- */

static const char *const use_names[KMEM_USES] = {
	[KMEM_TCB] = "threads",	      [KMEM_SPACE] = "spaces",
	[KMEM_PTAB] = "page tables",  [KMEM_MAPNODE] = "mappings",
	[KMEM_UTCB] = "UTCBs",	      [KMEM_FPU] = "FPU and debug state",
	[KMEM_TABLE] = "tables",
};

bool kdb_memory(const struct kdb_args *a)
{
	(void)a;
	kprintf("%zu KiB, of these free %zu KiB\n", (size_t)(kmem_total_bytes() >> 10),
		(size_t)(kmem_free_bytes() >> 10));
	for (unsigned use = 0; use < KMEM_USES; use++)
		kprintf("%-20s %6zu KiB\n", use_names[use],
			(size_t)(kmem_used_bytes((enum kmem_use)use) >> 10));
	for (const struct slab_cache *c = slab_caches; c != NULL; c = c->next)
		kprintf("slab of %4u bytes: %6zu objects (%s)\n", c->size, (size_t)c->objects,
			use_names[c->use]);
	return true;
}
