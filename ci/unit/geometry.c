/* SPDX-License-Identifier: BSD-2-Clause */
/* geometry.c - pages of every size at every border between page tables, against the naive model. */
#include "map_model.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

/* Who has what of two pages side by side, the second of which begins at a border. */
enum { SIGMA0, OWNER, CHILD, PART, GRANTEE };

/* Frames above 4 GiB; no kernel object and nothing reserved is near (fake_init). */
#define HIGH_FRAMES	((paddr_t)3 << 16 << 16)

static unsigned long leaves[ARCH_PT_LEVELS];

/* --- the kernel's operations and the model's at once -------------------------------------- */

static void map(unsigned from, unsigned to, word_t src, word_t dst, unsigned bits, bool grant)
{
	struct map_op op;
	int r;

	map_start(&op, fake_spaces[from], fake_spaces[to], 0, fpage_make(src, bits, RIGHTS_ALL),
		  fpage_make(dst, bits, 0), grant);
	do
		r = map_step(&op);
	while (r == 1);
	CHECK(r == 0);
	model_map(from, to, src, dst, MASK(bits), RIGHTS_ALL, grant);
	model_compare();
}

static void unmap(unsigned s, word_t first, word_t last, unsigned revoke, bool flush)
{
	struct unmap_op op;

	unmap_range(&op, fake_spaces[s], first, last, revoke, flush);
	while (!unmap_step(&op))
		continue;
	CHECK(op.status == model_unmap(s, first, last, revoke, flush));
	model_compare();
}

static void set_type(unsigned s, word_t first, word_t last, unsigned memtype)
{
	word_t at = first;
	int r;

	do
		r = map_memory_control(fake_spaces[s], &at, last, memtype);
	while (r == 1);
	CHECK(r == 0);
	model_memtype(s, first, last, memtype);
	model_compare();
}

static void touch(unsigned s, word_t va, unsigned access)
{
	CHECK(fake_access(s, va, access) == model_access(s, va, access));
}

static void destroy(unsigned s)
{
	word_t cursor = 0;

	while (!map_destroy(fake_spaces[s], &cursor))
		continue;
	fake_space_free(s);
	fake_space_make(s);
	model_destroy(s);
}

/* --- one border --------------------------------------------------------------------------- */

/* The page of space s around va is of this level and leads to this frame. */
static void expect(unsigned s, word_t va, unsigned level, paddr_t pa)
{
	struct ptab_slot slot;

	ptab_find(fake_spaces[s], va, &slot);
	CHECK(ptab_is_leaf(&slot) && slot.level == level && ptab_paddr(&slot, va) == pa);
}

/* A memory type that the page of space s around va has not. */
static unsigned other_type(unsigned s, word_t va)
{
	unsigned memtype = 0;
	struct ptab_slot slot;

	ptab_find(fake_spaces[s], va, &slot);
	while (!fake_memtype_ok(memtype) || memtype == arch_pte_memtype(*slot.pte, slot.level))
		memtype++;
	return memtype;
}

/*
 * Two pages of `level`, the second of which begins at the addresses `border` and `frame`, are
 * mapped, used, split by everything that changes a part of both, and given away.  As they are in
 * different tables, every range here lies in two of them.
 */
static void at_border(unsigned level, word_t border, paddr_t frame)
{
	word_t size = ptab_size(level), left = border - size;
	word_t first = border - PAGE_SIZE, last = border + PAGE_SIZE - 1;
	word_t end = MIN(border + (size - 1), GLUE_USER_END - 1);
	long before = fake_outstanding;
	unsigned bits = arch_pt_shift(level);

	map(SIGMA0, OWNER, frame - size, left, bits, false);
	map(SIGMA0, OWNER, frame, border, bits, false);
	expect(OWNER, left, level, frame - size);
	expect(OWNER, border - 1, level, frame - 1);
	leaves[level]++;
	map(OWNER, CHILD, left, left, bits, false);
	map(OWNER, CHILD, border, border, bits, false);
	expect(CHILD, left, level, frame - size);
	map(OWNER, PART, first, first, ARCH_PAGE_BITS, false);
	map(CHILD, PART, border, border, ARCH_PAGE_BITS, false);
	expect(PART, first, LAST_LEVEL, frame - PAGE_SIZE);
	for (unsigned s = OWNER; s <= PART; s++) {
		touch(s, first, RIGHT_R);
		touch(s, border, RIGHT_W);
		touch(s, left, RIGHT_X);
		touch(s, end, RIGHT_R);
	}
	unmap(OWNER, first, last, 0, false);
	unmap(CHILD, first - 2 * PAGE_SIZE, last, RIGHT_W, true);
	set_type(OWNER, first, last, other_type(OWNER, first));
	expect(OWNER, first, LAST_LEVEL, frame - PAGE_SIZE);
	touch(OWNER, first, RIGHT_W);
	map(CHILD, GRANTEE, left, left, bits, true);
	map(CHILD, GRANTEE, border, border, bits, true);
	touch(GRANTEE, border, RIGHT_R);
	unmap(OWNER, first, last, RIGHTS_ALL, true);
	CHECK(!fake_access(GRANTEE, first, RIGHT_R));
	unmap(OWNER, left, border - 1, RIGHTS_ALL, false);
	unmap(OWNER, left, end, RIGHTS_ALL, true);
	CHECK(model_pages(OWNER) == 0);
	for (unsigned s = SIGMA0; s <= GRANTEE; s++)
		destroy(s);
	model_compare();
	fake_tlb_check();
	CHECK(fake_outstanding == before);
}

/* --- all of them -------------------------------------------------------------------------- */

/* Where the second page of this level begins: in frames from 0, far up, and up to the last one. */
static paddr_t frame_of(unsigned where, unsigned level)
{
	paddr_t last = arch_paddr_last();

	if (WORD_BITS == 64)
		last = MIN(last, GLUE_USER_END - 1);	/* sigma0's addresses are the same */
	if (where == 0)
		return ptab_size(level);
	if (where == 1)
		return last > UINT32_MAX ? HIGH_FRAMES : ALIGN_DOWN(last / 2, ptab_size(0));
	return ALIGN_DOWN(last, ptab_size(level));
}

static void all_frames(unsigned level, word_t border)
{
	for (unsigned where = 0; where < 3; where++)
		at_border(level, border, frame_of(where, level));
}

static void test_first(void)
{
	for (unsigned l = 0; l <= LAST_LEVEL; l++)
		if (arch_pt_leaf_ok(l))
			all_frames(l, ptab_size(l));
	fake_ok("geometry/first");
}

/* The second page is the one in which users' addresses end, perhaps before the page does. */
static void test_last(void)
{
	for (unsigned l = 0; l <= LAST_LEVEL; l++)
		if (arch_pt_leaf_ok(l))
			all_frames(l, ALIGN_DOWN(GLUE_USER_END - 1, ptab_size(l)));
	fake_ok("geometry/last");
}

/* A table of level `table` ends where the border is, and none of those above it. */
static void test_tables(void)
{
	for (unsigned table = 1; table <= LAST_LEVEL; table++) {
		word_t border = 3 * ptab_size(0) + (table > 1 ? ptab_size(table - 1) : 0);

		for (unsigned l = table; l <= LAST_LEVEL; l++)
			if (arch_pt_leaf_ok(l))
				all_frames(l, border);
	}
	fake_ok("geometry/tables");
}

int main(void)
{
	fake_init();
	test_first();
	test_last();
	test_tables();
	for (unsigned l = 0; l <= LAST_LEVEL; l++)
		CHECK((leaves[l] != 0) == arch_pt_leaf_ok(l));
	return fake_done();
}
