/* SPDX-License-Identifier: BSD-2-Clause */
/* map_model.c - the mapping layer once more, naively; the kernel's is compared with it. */
#include "map_model.h"

#include "kip.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

struct page pages[FAKE_SPACES][MAX_PAGES];
unsigned long count[FAKE_SPACES];
struct model_node nodes[MAX_NODES];
unsigned long node_top;

/* --- pages ------------------------------------------------------------------------------- */

unsigned long model_pages(unsigned s)
{
	return count[s];
}

/* Index of the first page that ends at or behind va. */
static unsigned long position(unsigned s, word_t va)
{
	unsigned long lo = 0, hi = count[s];

	while (lo < hi) {
		unsigned long mid = (lo + hi) / 2;
		struct page *p = &pages[s][mid];

		if (p->va + (ptab_size(p->level) - 1) < va)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The first page that ends at or behind va and begins at or before last. */
static struct page *page_in(unsigned s, word_t va, word_t last)
{
	unsigned long i = position(s, va);

	return i < count[s] && pages[s][i].va <= last ? &pages[s][i] : NULL;
}

static word_t end_of(const struct page *p)
{
	return p->va + (ptab_size(p->level) - 1);
}

void page_add(unsigned s, struct page p)
{
	unsigned long i = position(s, p.va);

	CHECK(count[s] < MAX_PAGES);
	memmove(&pages[s][i + 1], &pages[s][i], (count[s] - i) * sizeof(p));
	pages[s][i] = p;
	count[s]++;
	if (p.node)
		p.node->pieces++;
}

static void page_remove(unsigned s, struct page *p)
{
	if (p->node)
		p->node->pieces--;
	count[s]--;
	memmove(p, p + 1, (size_t)(&pages[s][count[s]] - p) * sizeof(*p));
}

bool is_object(unsigned s, word_t va, unsigned level)
{
	return space_is_kernel_object(fake_spaces[s], va, arch_pt_shift(level));
}

static void page_split(unsigned s, struct page *p)
{
	struct page old = *p, piece = old;
	unsigned pieces = 1u << arch_pt_bits(old.level + 1);
	unsigned long i = (unsigned long)(p - pages[s]);

	CHECK(count[s] + pieces < MAX_PAGES);
	memmove(p + pieces, p + 1, (count[s] - i - 1) * sizeof(*p));
	count[s] += pieces - 1;
	piece.level++;
	for (unsigned j = 0; j < pieces; j++) {
		piece.va = old.va + j * ptab_size(piece.level);
		piece.pa = old.pa + j * ptab_size(piece.level);
		p[j] = piece;
	}
	if (old.node) {
		old.node->split = true;
		old.node->pieces += pieces - 1;
	}
}

/* --- nodes ------------------------------------------------------------------------------- */

struct model_node *node_add(struct model_node n)
{
	struct model_node *m;

	for (m = nodes; m->used; m++)
		CHECK(m < &nodes[MAX_NODES - 1]);
	node_top = MAX(node_top, (unsigned long)(m - nodes + 1));
	*m = n;
	m->used = true;
	return m;
}

static struct model_node *next_child(const struct model_node *n, struct model_node *after)
{
	for (struct model_node *m = after ? after + 1 : nodes; m < &nodes[node_top]; m++)
		if (m->used && m->parent == n)
			return m;
	return NULL;
}

static word_t extent(const struct model_node *n)
{
	return ptab_size(n->level) - 1;
}

static void node_remove(struct model_node *n)
{
	CHECK(!next_child(n, NULL) && n->pieces == 0);
	if (n->parent) {
		n->parent->own |= n->up;
		n->parent->up |= n->up;
	}
	n->used = false;
}

/* A root without children needs no node. */
static void node_prune(struct model_node *n)
{
	struct page *p;

	if (!n || n->parent || n->split || next_child(n, NULL))
		return;
	p = page_in(n->space, n->va, n->va);
	p->status |= n->own;
	p->node = NULL;
	n->used = false;
}

/* --- Unmap ------------------------------------------------------------------------------- */

static struct {
	struct model_node *top;
	paddr_t first, last;
	unsigned revoke, top_revoke, status;
} walk;

static bool inside(const struct model_node *n)
{
	return n->pa >= walk.first && n->pa + extent(n) <= walk.last;
}

static bool outside(const struct model_node *n)
{
	return n->pa > walk.last || n->pa + extent(n) < walk.first;
}

/* Status of a page, reset; rights taken; true if it went away. */
static bool treat(unsigned s, struct page *p, unsigned revoke, unsigned *status)
{
	*status = p->status;
	p->status = 0;
	if ((revoke & RIGHT_R) != 0) {
		page_remove(s, p);
		return true;
	}
	p->rights = fake_rights(p->rights & ~revoke);
	return false;
}

/* Treat the pages of n that are concerned; those concerned only in part are split first. */
static void treat_node(struct model_node *n, unsigned revoke)
{
	word_t from = n->va, to = n->va + extent(n);
	struct page *p;

	if (!inside(n)) {
		from += walk.first > n->pa ? walk.first - n->pa : 0;
		to = MIN(to, n->va + (walk.last - n->pa));
	}
	for (word_t va = from; (p = page_in(n->space, va, to)) != NULL;) {
		bool partly = p->va < from || end_of(p) > to;
		word_t end = end_of(p);
		unsigned status;

		if (p->node == n) {
			if (partly && revoke != 0) {
				page_split(n->space, p);
				continue;
			}
			if (partly) {
				walk.status |= p->status;
			} else {
				treat(n->space, p, revoke, &status);
				n->up |= status;
				if (n == walk.top)
					walk.status |= status;
			}
		}
		if (end >= to)
			break;
		va = end + 1;
	}
}

static void pass_up(struct model_node *n)
{
	n->own = 0;
	n->parent->up |= n->up;
	if (n->parent == walk.top)
		walk.status |= n->up;
	else
		n->parent->own |= n->up;
	n->up = 0;
}

static void visit(struct model_node *n)
{
	struct model_node *child, *next;

	if (outside(n))
		return;
	for (child = next_child(n, NULL); child; child = next) {
		next = next_child(n, child);
		visit(child);
	}
	treat_node(n, walk.revoke);
	if (n->pieces == 0 || inside(n))
		pass_up(n);
	else
		walk.status |= n->up;
	if (n->pieces == 0)
		node_remove(n);
}

static void unmap_tree(struct model_node *top)
{
	struct model_node *child, *next, *parent = top->parent;

	walk.top = top;
	for (child = next_child(top, NULL); child; child = next) {
		next = next_child(top, child);
		visit(child);
	}
	treat_node(top, walk.top_revoke);
	walk.status |= top->own;
	if (inside(top))
		top->own = 0;
	if (top->pieces == 0) {
		node_remove(top);
		node_prune(parent);
	} else {
		node_prune(top);
	}
}

unsigned model_unmap(unsigned s, word_t first, word_t last, unsigned revoke, bool flush)
{
	struct model_node *done = NULL;
	struct page *p;

	walk.status = 0;
	walk.revoke = revoke;
	walk.top_revoke = flush ? revoke : 0;
	for (word_t va = first; (p = page_in(s, va, last)) != NULL;) {
		bool partly;
		word_t end = end_of(p);
		unsigned status;

		va = MAX(va, p->va);
		partly = p->va < va || end > last;
		if (partly && walk.top_revoke != 0) {
			page_split(s, p);
			continue;
		}
		if (!p->node) {
			if (partly && walk.top_revoke == 0)
				status = p->status;
			else
				treat(s, p, walk.top_revoke, &status);
			walk.status |= status;
		} else if (p->node != done) {
			struct model_node *n = p->node;

			done = n;
			walk.first = n->pa + (MAX(va, n->va) - n->va);
			walk.last = n->pa + MIN(last - n->va, extent(n));
			unmap_tree(n);
		}
		if (end >= last)
			break;
		va = end + 1;
	}
	return walk.status;
}

void model_destroy(unsigned s)
{
	model_unmap(s, 0, GLUE_USER_END - 1, RIGHTS_ALL, true);
	CHECK(count[s] == 0);
}

/* --- map and grant ----------------------------------------------------------------------- */

static struct page *sigma0_page(word_t va)
{
	struct page *p = page_in(0, va, va);
	unsigned level;

	if (p || va > arch_paddr_last())
		return p;
	for (level = 0; level <= LAST_LEVEL; level++) {
		word_t base = ALIGN_DOWN(va, ptab_size(level)), last = base + ptab_size(level) - 1;

		if (arch_pt_leaf_ok(level) && last < GLUE_USER_END && !is_object(0, base, level) &&
		    !kip_memory_is_reserved(base, last) && !page_in(0, base, last)) {
			page_add(0, (struct page){ base, level, 7, 0, 0, base, NULL });
			return page_in(0, va, va);
		}
	}
	return NULL;
}

/* What sigma0 has no address for: frames behind the last address, as if it had such a page. */
static struct page *beyond_page(word_t va)
{
	static struct page p;
	unsigned level = 0;
	word_t base;

	for (;; level++) {
		if (level > LAST_LEVEL)
			return NULL;
		base = ALIGN_DOWN(va, ptab_size(level));
		if (arch_pt_leaf_ok(level) && base >= GLUE_USER_END &&
		    !kip_memory_is_reserved(base, base + ptab_size(level) - 1))
			break;
	}
	p = (struct page){ .va = base, .level = level, .rights = 7, .pa = base };
	p.memtype = arch_pte_memtype(arch_pte_leaf(base, 7, ARCH_MEM_UNCACHED, level), level);
	return &p;
}

/* Something of space s is in a table below `level` over the page of va. */
static bool table_below(unsigned s, word_t va, unsigned level)
{
	word_t base = ALIGN_DOWN(va, ptab_size(level)), last = base + ptab_size(level) - 1;
	struct page *p = page_in(s, base, last);

	return (p && p->level > level) || is_object(s, base, level);
}

static void move_page(unsigned from, unsigned to, struct page *p, word_t dst, unsigned rights)
{
	struct page new = { dst, p->level, fake_rights(rights), p->memtype, 0, p->pa, NULL };
	struct model_node *n = p->node, piece;
	unsigned status = p->status;

	page_remove(from, p);
	if (!n) {
		page_add(to, new);
		return;
	}
	if (!n->split) {
		n->space = to;
		n->va = dst;
		n->own = 0;
		n->up |= status;
		new.node = n;
		page_add(to, new);
		return;
	}
	if (n->parent) {
		piece = (struct model_node){ .space = to, .level = new.level, .up = status,
					     .va = dst, .pa = new.pa, .parent = n->parent };
		new.node = node_add(piece);
	}
	page_add(to, new);
	if (n->pieces == 0)
		node_remove(n);
}

static void copy_page(unsigned from, unsigned to, struct page *p, word_t src, word_t dst,
		      unsigned level, unsigned rights)
{
	struct page new = {
		dst, level, fake_rights(rights), p->memtype, 0, p->pa + (src - p->va), NULL,
	};

	if (p->va >= GLUE_USER_END) {
		page_add(to, new);
		return;
	}
	if (!p->node) {
		p->node = node_add((struct model_node){ .space = from, .level = p->level,
							.va = p->va, .pa = p->pa });
		p->node->pieces = 1;
	}
	new.node = node_add((struct model_node){ .space = to, .level = level, .va = dst,
						 .pa = new.pa, .parent = p->node });
	page_add(to, new);
}

/* Does page p stand above what has node n? */
static bool parent_is(const struct model_node *n, const struct page *p)
{
	if (p->va >= GLUE_USER_END)
		return !n || !n->parent;
	return n && p->node && n->parent == p->node;
}

/* One page; the result is how far to go on. */
static word_t map_one(unsigned from, unsigned to, word_t src, word_t dst, word_t left,
		      unsigned rights, bool grant)
{
	for (;;) {
		struct page *p = src >= GLUE_USER_END   ? beyond_page(src)
				 : from == 0 && to != 0 ? sigma0_page(src)
							: page_in(from, src, src);
		struct page *d;
		unsigned level;
		word_t size;

		if (!p || (rights & p->rights) == 0)
			return PAGE_SIZE;
		for (level = p->level; level <= LAST_LEVEL; level++) {
			size = ptab_size(level);
			if (arch_pt_leaf_ok(level) && IS_ALIGNED(src | dst, size) &&
			    left >= size - 1 && !is_object(to, dst, level) &&
			    !table_below(to, dst, level))
				break;
		}
		if (level > LAST_LEVEL)
			return PAGE_SIZE;
		d = page_in(to, dst, dst);
		if (d && !grant && parent_is(d->node, p) &&
		    d->pa + (dst - d->va) == p->pa + (src - p->va)) {
			unsigned more = rights & p->rights;
			bool equal = (more & ~d->rights) == 0 && d->memtype == p->memtype;

			if (equal || d->level == level) {
				d->rights = fake_rights(d->rights | more);
				d->memtype = p->memtype;
				return size;
			}
		}
		if (d) {
			model_unmap(to, dst, dst + size - 1, RIGHTS_ALL, true);
			continue;
		}
		if (!grant) {
			copy_page(from, to, p, src, dst, level, rights & p->rights);
			return size;
		}
		if (p->level < level) {
			page_split(from, p);
			continue;
		}
		if (p->node && p->node->split)
			model_unmap(from, src, src + size - 1, RIGHTS_ALL, false);
		p = page_in(from, src, src);
		move_page(from, to, p, dst, rights & p->rights);
		return size;
	}
}

void model_map(unsigned from, unsigned to, word_t src, word_t dst, word_t left, unsigned rights,
	       bool grant)
{
	word_t end = from == 0 && to != 0 && !grant && WORD_BITS == 32 ? WORD_MAX
								       : GLUE_USER_END - 1;

	if (src > end || (from == to && src == dst))
		return;
	left = MIN(left, MIN(end - src, GLUE_USER_END - 1 - dst));
	for (;;) {
		word_t size;

		/* Nothing of anybody's: on to the next page. */
		if (from != 0 || to == 0) {
			struct page *p = page_in(from, src, src + left);
			word_t skip;

			if (!p)
				return;
			skip = p->va > src ? p->va - src : 0;
			src += skip;
			dst += skip;
			left -= skip;
		}
		size = map_one(from, to, src, dst, left, rights, grant);
		if (size > left)
			return;
		src += size;
		dst += size;
		left -= size;
	}
}

void model_memtype(unsigned s, word_t first, word_t last, unsigned memtype)
{
	word_t va = first;

	last = MIN(last, GLUE_USER_END - 1);
	while (va <= last) {
		struct page *p = s == 0 ? sigma0_page(va) : page_in(s, va, last);

		if (!p && s == 0) {
			va += PAGE_SIZE;
			continue;
		}
		if (!p)
			return;
		va = MAX(va, p->va);
		if (IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) && p->memtype == memtype) {
			va = MIN(end_of(p), last) + 1;
			continue;
		}
		if (p->va < va || end_of(p) > last) {
			page_split(s, p);
			continue;
		}
		p->memtype = memtype;
		va = end_of(p) + 1;
	}
}

bool model_access(unsigned s, word_t va, unsigned access)
{
	struct page *p = page_in(s, va, va);

	if (!p || (access & ~p->rights) != 0)
		return false;
	p->status |= fake_status(access | RIGHT_R);
	return true;
}
