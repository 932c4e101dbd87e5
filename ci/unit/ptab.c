/* SPDX-License-Identifier: BSD-2-Clause */
/* ptab.c - page tables against an array of pages; splitting disturbed; copies to and from users. */
#include "fake.h"
#include "fake_walker.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)
#define PAGES_MAX	16384ul
#ifdef FAKE_TOY
#define OPERATIONS	200000u
#else
#define OPERATIONS	20000u
#endif

/* The pages of the test: PAGES_MAX or all there are, at the beginning or the end of user space. */
static word_t origin, n_pages;

/* One small page each: 0, or its frame number plus one, and the level of the page it is part of. */
static word_t frame[FAKE_SPACES][PAGES_MAX];
static unsigned level_of[FAKE_SPACES][PAGES_MAX];

static word_t page_va(word_t page)
{
	return origin + page * PAGE_SIZE;
}

static bool is_free(unsigned s, word_t page, word_t n)
{
	for (word_t i = page; i < page + n; i++)
		if (frame[s][i] != 0)
			return false;
	return true;
}

static void fill(unsigned s, word_t page, unsigned level, word_t first)
{
	word_t n = ptab_size(level) / PAGE_SIZE;

	for (word_t i = 0; i < n; i++) {
		frame[s][page + i] = first == 0 ? 0 : first + i;
		level_of[s][page + i] = level;
	}
}

/* Map a page of a random size if there is room and memory. */
static void do_set(unsigned s)
{
	unsigned level = (unsigned)fake_random(ARCH_PT_LEVELS);
	word_t n = ptab_size(level) / PAGE_SIZE, page = ALIGN_DOWN(fake_random(n_pages), n);
	word_t pa = fake_random(64) * ptab_size(level);
	struct ptab_slot slot;
	int made;

	if (!arch_pt_leaf_ok(level) || page + n > n_pages)
		return;
	fake_memory_left = fake_random(8) == 0 ? (long)fake_random(3) : -1;
	made = ptab_reach(fake_spaces[s], page_va(page), level, &slot);
	CHECK(made >= 0 || (made == -ERR_NO_MEM && fake_memory_left == 0));
	fake_memory_left = -1;
	if (made < 0)
		return;
	if (slot.level == level && arch_pte_kind(*slot.pte, level) == ARCH_PTE_EMPTY) {
		CHECK(is_free(s, page, n));
		ptab_set(&slot, arch_pte_leaf(pa, 7, 0, level), NULL);
		fill(s, page, level, pa / PAGE_SIZE + 1);
	} else {
		CHECK(!is_free(s, page, n));
	}
}

static void do_clear(unsigned s)
{
	word_t page = fake_random(n_pages), va = page_va(page);
	struct ptab_slot slot;

	ptab_find(fake_spaces[s], va, &slot);
	CHECK(ptab_is_leaf(&slot) == (frame[s][page] != 0));
	if (frame[s][page] == 0)
		return;
	CHECK(slot.level == level_of[s][page]);
	CHECK(ptab_paddr(&slot, va) == (frame[s][page] - 1) * PAGE_SIZE);
	ptab_clear(fake_spaces[s], va, &slot);
	fill(s, ALIGN_DOWN(page, ptab_size(slot.level) / PAGE_SIZE), slot.level, 0);
}

/* Split the page at a random address; what happens to it meanwhile, the pieces must inherit. */
static void do_split(unsigned s)
{
	word_t page = fake_random(n_pages), va = page_va(page), base, n;
	struct ptab_split sp = { 0 };
	struct ptab_slot slot;
	unsigned status = 0, rights;
	int r;

	if (frame[s][page] == 0 || level_of[s][page] == LAST_LEVEL)
		return;
	do {
		int credit = 40;

		ptab_find(fake_spaces[s], va, &slot);
		base = ALIGN_DOWN(va, ptab_size(slot.level));
		status |= arch_pte_status(*slot.pte);
		if (fake_random(20) == 0)
			ptab_change(fake_spaces[s], va, &slot, (unsigned)fake_random(8),
				    fake_memtype());
		rights = arch_pte_rights(*slot.pte);
		r = ptab_split_step(&sp, fake_spaces[s], base, &slot, &credit);
		if (r == 1 && fake_random(4) == 0)
			fake_access(s, va, 1u << fake_random(3));
		if (r == 1 && fake_random(30) == 0) {
			ptab_split_cancel(&sp);
			return;
		}
	} while (r == 1);
	CHECK(r == 0);
	n = ptab_size(slot.level) / PAGE_SIZE;
	page = ALIGN_DOWN(page, n);
	for (word_t i = page; i < page + n; i++) {
		ptab_find(fake_spaces[s], page_va(i), &slot);
		CHECK(slot.level == level_of[s][i] + 1);
		CHECK(arch_pte_status(*slot.pte) == status && arch_pte_rights(*slot.pte) == rights);
		CHECK(ptab_paddr(&slot, page_va(i)) == (frame[s][i] - 1) * PAGE_SIZE);
		level_of[s][i]++;
	}
}

/* Walk over all pages with little credit. */
static void check_next(unsigned s)
{
	word_t page = fake_random(n_pages), va = page_va(page), last = page_va(n_pages) - 1;
	struct ptab_slot slot;
	enum ptab_found found;

	do {
		int credit = 1;

		found = ptab_next(fake_spaces[s], &va, last, &slot, &credit);
		while (page < (va - origin) / PAGE_SIZE)
			CHECK(frame[s][page++] == 0);
		if (found == PTAB_PAGE) {
			CHECK(frame[s][page] != 0);
			va += ptab_size(slot.level) - (va & MASK(arch_pt_shift(slot.level)));
			page = (va - origin) / PAGE_SIZE;
		}
	} while (found != PTAB_END && page < n_pages);
	while (page < n_pages && found == PTAB_END)
		CHECK(frame[s][page++] == 0);
}

static void test_random(const char *name, word_t va)
{
	origin = va;
	n_pages = MIN((GLUE_USER_END - va) >> ARCH_PAGE_BITS, PAGES_MAX);
	for (unsigned i = 0; i < OPERATIONS / 2; i++) {
		unsigned s = (unsigned)fake_random(FAKE_SPACES), what = (unsigned)fake_random(100);

		if (what < 40)
			do_set(s);
		else if (what < 85)
			do_clear(s);
		else if (what < 95)
			do_split(s);
		else if (what < 97)
			check_next(s);
		else
			fake_access(s, page_va(fake_random(n_pages)), 1u << fake_random(3));
		fake_tlb_check();
		fake_walker_check();
	}
	for (unsigned s = 0; s < FAKE_SPACES; s++) {
		for (word_t page = 0; page < n_pages; page++) {
			struct ptab_slot slot;

			ptab_find(fake_spaces[s], page_va(page), &slot);
			if (ptab_is_leaf(&slot))
				ptab_clear(fake_spaces[s], page_va(page), &slot);
			frame[s][page] = 0;
		}
	}
	CHECK(fake_outstanding == FAKE_SPACES);		/* the roots */
	fake_ok(name);
}

/* --- the kernel's own access ------------------------------------------------------------- */

static void map_frame(word_t va, paddr_t pa, unsigned rights)
{
	struct ptab_slot slot;

	CHECK(ptab_reach(fake_spaces[1], va, LAST_LEVEL, &slot) >= 0);
	ptab_set(&slot, arch_pte_leaf(pa, rights, 0, LAST_LEVEL), NULL);
}

static void test_copy(void)
{
	struct space *s = fake_spaces[1];
	struct ptab_slot slot;
	char in[4096], out[4096];
	struct map_page page;

	for (unsigned i = 0; i < sizeof(in); i++)
		in[i] = (char)(i * 7);
	map_frame(0x4000, 0x5000, RIGHTS_ALL);
	map_frame(0x5000, 0x3000, RIGHTS_ALL);
	map_frame(0x6000, 0x6000, RIGHT_R);
	memcpy((char *)fake_frame(0x5000) + 0x800, in, 2048);
	memcpy(fake_frame(0x3000), in + 2048, 2048);
	CHECK(map_copy_from_user(s, out, 0x4800, 4096) == 4096 && memcmp(in, out, 4096) == 0);
	ptab_find(s, 0x4000, &slot);
	CHECK(arch_pte_status(*slot.pte) == fake_status(RIGHT_R));
	CHECK(map_translate(s, 0x4800, RIGHT_R | RIGHT_W, &page) && page.pa == 0x5800);
	CHECK(arch_pte_status(*slot.pte) == fake_status(RIGHT_R | RIGHT_W));

	/* Read only; not mapped; beyond user memory; at the very end. */
	CHECK(map_copy_from_user(s, out, 0x6010, 4096) == 0xff0);
	CHECK(map_copy_from_user(s, out, GLUE_USER_END, 1) == 0);
	CHECK(map_copy_from_user(s, out, WORD_MAX, 1) == 0);
	CHECK(!map_translate(s, 0x6000, RIGHT_W, &page));
	CHECK(map_translate(s, 0x6123, RIGHT_R, &page));
	CHECK(page.pa == 0x6123);
	for (word_t va = 0x4000; va < 0x7000; va += PAGE_SIZE) {
		ptab_find(s, va, &slot);
		ptab_clear(s, va, &slot);
	}
	fake_ok("ptab/copy");
}

/*
 * X2:memctrl: nothing of the other type stays in a cache, if caches are the kernel's care, and the
 * kernel sees a frame as its user does.
 */
static void test_types(void)
{
	unsigned type = fake_memtype_ok(1) ? 1 : fake_memtype(), level = LAST_LEVEL - 1;
	word_t size = ptab_size(level), at = 2 * size, last = 3 * size - 1;
	bool flushed = IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL);
	struct space *s = fake_spaces[1];
	struct ptab_slot slot;
	char byte;

	CHECK(arch_pt_leaf_ok(level) && ptab_reach(s, at, level, &slot) >= 0);
	ptab_set(&slot, arch_pte_leaf(4 * size, RIGHTS_ALL, 0, level), NULL);
	CHECK(map_copy_from_user(s, &byte, 3 * size - 1, 1) == 1);
	CHECK(fake_window_view == ARCH_VIEW_CACHED);
	fake_flushes = 0;
	while (map_memory_control(s, &at, last, type) == 1)
		CHECK(!flushed || fake_window_pa == 4 * size + (at - 2 * size) - PAGE_SIZE);
	CHECK(at == last + 1 && fake_flushes == (flushed ? size / PAGE_SIZE : 0));
	CHECK(!flushed || fake_window_view == ARCH_VIEW_CACHED);
	ptab_find(s, last, &slot);
	CHECK(slot.level == level && arch_pte_memtype(*slot.pte, level) == type);
	CHECK(map_copy_from_user(s, &byte, last, 1) == 1);
	CHECK(fake_window_view == arch_pte_view(*slot.pte));
	CHECK(fake_window_pa == 5 * size - PAGE_SIZE);

	/* A part of it that has the type is not split off. */
	at = 2 * size + PAGE_SIZE;
	CHECK(!flushed || map_memory_control(s, &at, at + PAGE_SIZE - 1, type) == 0);
	ptab_find(s, last, &slot);
	CHECK(slot.level == level);
	ptab_clear(s, 2 * size, &slot);
	fake_ok("ptab/types");
}

/* X2:mapping.kernelobjects: strings may lie in a UTCB, and be read from the KIP page. */
static void test_objects(void)
{
	struct space *s = fake_spaces[1];
	struct map_page page;

	s->kip_area = fpage_make(fake_object, ARCH_PAGE_BITS, 0);
	CHECK(ptab_map_object(s, fake_object, 0x8000, RIGHT_R) == -ERR_INVALID_PARAM);
	CHECK(ptab_map_object(s, fake_object + PAGE_SIZE, 0x9000, RIGHT_R | RIGHT_W) == 0);
	CHECK(map_translate(s, fake_object, RIGHT_R, &page));
	CHECK(!map_translate(s, fake_object, RIGHT_W, &page));
	CHECK(map_translate(s, fake_object + PAGE_SIZE, RIGHT_R | RIGHT_W, &page));
	CHECK(page.pa == 0x9000);
	fake_memory_left = 0;
	CHECK(ptab_map_object(s, 0, 0x8000, RIGHT_R) == -ERR_NO_MEM);
	fake_memory_left = -1;
	ptab_unmap_object(s, fake_object + PAGE_SIZE);
	ptab_unmap_object(s, fake_object + PAGE_SIZE);
	fake_ok("ptab/objects");
}

int main(void)
{
	fake_init();
	test_copy();
	test_types();
	test_objects();
	for (unsigned s = 0; s < FAKE_SPACES; s++)
		ptab_unmap_object(fake_spaces[s], fake_object);
	CHECK(fake_outstanding == FAKE_SPACES);
	test_random("ptab/random.first", 0);
	test_random("ptab/random.last", ALIGN_DOWN(GLUE_USER_END - 1, PAGES_MAX << ARCH_PAGE_BITS));
	return fake_done();
}
