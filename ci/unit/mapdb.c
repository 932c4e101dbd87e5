/* SPDX-License-Identifier: BSD-2-Clause */
/* mapdb.c - mapping trees: order, depth limit, status bits on removal, many suspended cursors. */
#include "fake.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

static long before;

/* Map one page between spaces, straight into tables and trees; NULL: out of memory. */
static struct mapnode *child_of(unsigned from, word_t src, unsigned to, word_t dst)
{
	struct map_region above = { fake_spaces[from], src, 0x8000, LAST_LEVEL };
	struct map_region r = { fake_spaces[to], dst, 0x8000, LAST_LEVEL };
	struct ptab_slot a, b;
	struct mapnode *n;

	ptab_find(fake_spaces[from], src, &a);
	CHECK(ptab_is_leaf(&a));
	n = mapdb_insert(&a.link->node, &above, &r);
	if (!n)
		return NULL;
	CHECK(ptab_reach(fake_spaces[to], dst, LAST_LEVEL, &b) >= 0);
	ptab_set(&b, arch_pte_leaf(0x8000, RIGHTS_ALL, 0, LAST_LEVEL), n);
	return n;
}

static void make_root(void)
{
	struct ptab_slot slot;

	before = fake_outstanding;
	CHECK(ptab_reach(fake_spaces[0], 0x8000, LAST_LEVEL, &slot) >= 0);
	ptab_set(&slot, arch_pte_leaf(0x8000, RIGHTS_ALL, 0, LAST_LEVEL), NULL);
}

/* Unmap all that was made from the root, in steps of few nodes, and the root. */
static void unmake_root(void)
{
	struct unmap_op op;
	int credit;

	unmap_range(&op, fake_spaces[0], 0x8000, 0x8fff, RIGHTS_ALL, true);
	do
		credit = 200;
	while (!unmap_run(&op, &credit));
	CHECK(fake_outstanding == before);
}

static void test_order(void)
{
	struct mapnode *a, *b, *aa, *ab, *root;

	make_root();
	a = child_of(0, 0x8000, 1, 0x1000);
	b = child_of(0, 0x8000, 2, 0x2000);
	aa = child_of(1, 0x1000, 3, 0x3000);
	ab = child_of(1, 0x1000, 1, 0x4000);
	root = mapnode_parent(a);
	CHECK(mapnode_next(root) == b && mapnode_next(b) == a && mapnode_next(a) == ab);
	CHECK(mapnode_next(ab) == aa && !mapnode_next(aa) && !mapnode_prev(root));
	CHECK(mapnode_parent(b) == root && mapnode_parent(aa) == a && mapnode_parent(ab) == a);
	CHECK(root->depth == 0 && a->depth == 1 && aa->depth == 2);
	CHECK(mapnode_has_child(root) && mapnode_has_child(a) && !mapnode_has_child(b));
	CHECK(mapnode_va(ab) == 0x4000 && mapnode_space(ab) == fake_spaces[1]);
	unmake_root();
	fake_ok("mapdb/order");
}

/* What happened below a mapping that is gone is told to those above (X2:mapping.status). */
static void test_status_of_removed(void)
{
	struct unmap_op op;
	struct ptab_slot slot;

	make_root();
	child_of(0, 0x8000, 1, 0x1000);
	child_of(1, 0x1000, 2, 0x2000);
	CHECK(fake_access(2, 0x2000, RIGHT_W));
	unmap_range(&op, fake_spaces[2], 0x2000, 0x2fff, RIGHTS_ALL, true);
	CHECK(unmap_step(&op) && op.status == (RIGHT_R | RIGHT_W));
	unmap_range(&op, fake_spaces[1], 0x1000, 0x1fff, 0, false);
	CHECK(unmap_step(&op) && op.status == (RIGHT_R | RIGHT_W));
	unmap_range(&op, fake_spaces[1], 0x1000, 0x1fff, 0, false);
	CHECK(unmap_step(&op) && op.status == 0);

	/* The last child of the root goes, and with it the root's node: the page keeps the bits. */
	unmap_range(&op, fake_spaces[1], 0x1000, 0x1fff, RIGHTS_ALL, true);
	CHECK(unmap_step(&op) && op.status == 0);
	ptab_find(fake_spaces[0], 0x8000, &slot);
	CHECK(!slot.link->node);
	unmap_range(&op, fake_spaces[0], 0x8000, 0x8fff, 0, false);
	CHECK(unmap_step(&op) && op.status == (RIGHT_R | RIGHT_W));
	unmap_range(&op, fake_spaces[0], 0x8000, 0x8fff, 0, false);
	CHECK(unmap_step(&op) && op.status == 0);
	unmake_root();
	fake_ok("mapdb/status-of-removed");
}

/* A chain of aliases as long as it may be; one more fails and changes nothing. */
static void test_depth(void)
{
	unsigned from = 0, s = 1;
	word_t src = 0x8000, dst = 0;
	unsigned long length = 0;
	long used;

	make_root();
	for (; length <= MAPDB_DEPTH; length++) {
		used = fake_outstanding;
		if (!child_of(from, src, s, dst))
			break;
		from = s;
		src = dst;
		dst += PAGE_SIZE;
		if (dst == fake_object)
			dst += 2 * PAGE_SIZE;
		if (dst == GLUE_USER_END) {
			dst = 0;
			s++;
		}
		if (s == FAKE_SPACES)
			break;
	}
	if (length == MAPDB_DEPTH)
		CHECK(fake_outstanding == used);
	CHECK(length == MAPDB_DEPTH || s == FAKE_SPACES);
	unmake_root();
	fake_ok("mapdb/depth");
}

/* Far more walks at a time than there are places for suspended cursors: all of them end. */
static void test_many_cursors(void)
{
	enum { WALKS = 40, CHILDREN = 60 };
	static struct unmap_op ops[WALKS];
	unsigned done = 0;
	word_t va = 0;

	make_root();
	for (unsigned i = 0; i < CHILDREN; i++, va += PAGE_SIZE) {
		if (va == fake_object)
			va += 2 * PAGE_SIZE;
		CHECK(child_of(0, 0x8000, 1 + i % 3, va));
	}
	fake_access(1, 0, RIGHT_W);
	for (unsigned i = 0; i < WALKS; i++)
		unmap_range(&ops[i], fake_spaces[0], 0x8000, 0x8fff, i == 7 ? RIGHTS_ALL : 0,
			    false);
	for (unsigned i = 0; done < WALKS; i = (i + 1) % WALKS) {
		int credit = 400 + (int)fake_random(4000);

		if (!ops[i].done)
			done += unmap_run(&ops[i], &credit);
		if (done == WALKS / 2)
			for (unsigned j = 0; j < WALKS; j += 5) {
				done += !ops[j].done;
				unmap_cancel(&ops[j]);
			}
	}
	unmake_root();
	fake_ok("mapdb/many-cursors");
}

/* Begin a walk that gets no further than the root's node. */
static void begin_walk(struct unmap_op *op, unsigned s, word_t va)
{
	int credit = 180;

	unmap_range(op, fake_spaces[s], va, va | MASK(ARCH_PAGE_BITS), 0, false);
	CHECK(!unmap_run(op, &credit) && op->cursor.node == op->cursor.top);
}

/*
 * Two walks stand on a root whose last child has gone when one loses its place to the other: the
 * node stays.  Each round another of the eight places is given away.
 */
static void test_evicted_root(void)
{
	static struct unmap_op first, others[7], last;
	struct unmap_op flush;
	struct ptab_slot slot;

	make_root();
	CHECK(ptab_reach(fake_spaces[4], 0xa000, LAST_LEVEL, &slot) >= 0);
	ptab_set(&slot, arch_pte_leaf(0x8000, RIGHTS_ALL, 0, LAST_LEVEL), NULL);
	CHECK(child_of(4, 0xa000, 5, 0x1000));
	for (unsigned round = 0; round < 8; round++) {
		CHECK(child_of(0, 0x8000, 1, 0x1000));
		begin_walk(&first, 0, 0x8000);
		unmap_range(&flush, fake_spaces[1], 0x1000, 0x1fff, RIGHTS_ALL, true);
		CHECK(unmap_step(&flush) && first.cursor.top);
		for (unsigned i = 0; i < ARRAY_SIZE(others); i++)
			begin_walk(&others[i], 4, 0xa000);
		begin_walk(&last, 0, 0x8000);
		CHECK(unmap_step(&last));
		unmap_cancel(&first);
		for (unsigned i = 0; i < ARRAY_SIZE(others); i++)
			unmap_cancel(&others[i]);
		ptab_find(fake_spaces[0], 0x8000, &slot);
		CHECK(!slot.link->node);
	}
	unmap_range(&flush, fake_spaces[4], 0xa000, 0xafff, RIGHTS_ALL, true);
	CHECK(unmap_step(&flush));
	unmake_root();
	fake_ok("mapdb/evicted-root");
}

/* A page granted away in the middle of an Unmap is no business of that Unmap any more. */
static void test_granted_meanwhile(void)
{
	struct unmap_op unmap;
	struct map_op grant;
	struct mapnode *n;
	int credit = 200;

	make_root();
	n = child_of(0, 0x8000, 1, 0x1000);
	for (word_t va = 0; va < 8 * PAGE_SIZE; va += PAGE_SIZE)
		CHECK(child_of(1, 0x1000, 3, va));
	unmap_range(&unmap, fake_spaces[1], 0x1000, 0x1fff, RIGHTS_ALL, true);
	CHECK(!unmap_run(&unmap, &credit) && unmap.cursor.top == n);
	map_start(&grant, fake_spaces[1], fake_spaces[2], 0, fpage_make(0x1000, 12, RIGHTS_ALL),
		  fpage_make(0x5000, 12, 0), true);
	CHECK(map_step(&grant) == 0 && mapnode_space(n) == fake_spaces[2]);
	while (!unmap_step(&unmap))
		continue;
	CHECK(mapnode_space(n) == fake_spaces[2] && mapnode_va(n) == 0x5000 && n->refs == 1);
	CHECK(mapnode_has_child(n) && !n->cursor);
	unmake_root();
	fake_ok("mapdb/granted-meanwhile");
}

/* Allocation of the parent's node, of the child's: either failure leaves nothing behind. */
static void test_no_memory(void)
{
	make_root();
	for (long left = 0; left < 2; left++) {
		long used = fake_outstanding;

		fake_memory_left = left;
		CHECK(!child_of(0, 0x8000, 1, 0x1000));
		fake_memory_left = -1;
		CHECK(fake_outstanding == used);
	}
	unmake_root();
	fake_ok("mapdb/no-memory");
}

int main(void)
{
	fake_init();
	test_order();
	test_status_of_removed();
	test_depth();
	test_many_cursors();
	test_evicted_root();
	test_granted_meanwhile();
	test_no_memory();
	return fake_done();
}
