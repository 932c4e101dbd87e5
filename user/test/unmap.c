/* SPDX-License-Identifier: BSD-2-Clause */
/* unmap.c - tests of Unmap: revocation and flush, small and large pages. */

#include "lib.h"

static struct thread *a, *b, *c;

/* Our page 0 in a, from there in b and c, all at WINDOW. */
static void tree(void)
{
	a = server_new(NEW_SPACE);
	b = server_new(NEW_SPACE);
	c = server_new(NEW_SPACE);
	map_to(a, page(0, RWX), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	map_between(a, c, win(0, RWX), WINDOW, WHOLE);
}

/* --- revocation -------------------------------------------------------------------------- */

static void others_only(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(a, win(0, RWX), 0);
	CHECK(can_read(a, WINDOW));
	CHECK(!can_read(b, WINDOW));
	CHECK(!can_read(c, WINDOW));
	WORD_AT(arena(0)) = 4;
}

static void flush_own(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(a, win(0, RWX), FLUSH);
	CHECK(!can_read(a, WINDOW));
	CHECK(!can_read(b, WINDOW));
	WORD_AT(arena(0)) = 4;
}

static void recursive(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(NULL, page(0, RWX), 0);
	CHECK(!can_read(a, WINDOW));
	CHECK(!can_read(b, WINDOW));
	CHECK(!can_read(c, WINDOW));
	CHECK_EQ(WORD_AT(arena(0)), 0);
}

static void siblings_stay(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(b, win(0, RWX), FLUSH);
	CHECK(can_read(a, WINDOW));
	CHECK(!can_read(b, WINDOW));
	CHECK(can_read(c, WINDOW));
}

static void leaf_without_flush(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(b, win(0, RWX), 0);
	CHECK(can_read(b, WINDOW));
}

static void write_protects(word_t flush)
{
	tree();
	unmap_in(a, win(0, L4_Writable), flush);
	CHECK_EQ(can_write(a, WINDOW), !flush);
	CHECK(can_read(a, WINDOW));
	CHECK(can_read(b, WINDOW));
	CHECK(!can_write(b, WINDOW));
	CHECK(!can_write(c, WINDOW));
}

/* A right once revoked can be given again. */
static void write_protect_and_back(word_t arg)
{
	(void)arg;
	tree();
	unmap_in(a, win(0, L4_Writable), 0);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	CHECK(can_write(b, WINDOW));
	CHECK(!can_write(c, WINDOW));
}

static void no_rights(word_t flush)
{
	tree();
	unmap_in(a, win(0, 0), flush);
	CHECK(can_write(a, WINDOW));
	CHECK(can_write(b, WINDOW));
	CHECK(can_write(c, WINDOW));
}

static void nilpage(word_t flush)
{
	tree();
	CHECK_EQ(unmap_in(a, L4_FpageAddRights(L4_Nilpage, RWX), flush).raw & ~7UL, 0);
	CHECK(can_write(a, WINDOW));
	CHECK(can_write(b, WINDOW));
}

static void not_mapped(word_t flush)
{
	L4_Fpage_t f;

	tree();
	f = unmap_in(a, win(5, RWX), flush);
	CHECK_EQ(f.raw, win(5, 0).raw);
	CHECK(can_read(a, WINDOW));
}

/* Whole spaces, with and without what is one's own. */
static void complete(word_t flush)
{
	tree();
	map_to(a, page(7, RWX), at(7), WHOLE);
	map_between(a, b, win(7, RWX), at(3), WHOLE);
	unmap_in(a, L4_FpageAddRights(WHOLE, RWX), flush);
	CHECK(!can_read(b, WINDOW));
	CHECK(!can_read(b, at(3)));
	CHECK(!can_read(c, WINDOW));
	CHECK_EQ(can_read(a, WINDOW), !flush);
	CHECK_EQ(can_read(a, at(7)), !flush);
}

static void pages_inside(word_t arg)
{
	(void)arg;
	a = server_new(NEW_SPACE);
	map_to(a, fpage(arena(0), page_bits() + 3, RWX), WINDOW, WHOLE);
	unmap_in(NULL, page(2, RWX), 0);
	unmap_in(NULL, page(5, RWX), 0);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(can_read(a, at(i)), i != 2 && i != 5);
}

static void larger_region(word_t arg)
{
	(void)arg;
	a = server_new(NEW_SPACE);
	for (unsigned i = 0; i < 8; i += 3)
		map_to(a, page(i, RWX), at(i), WHOLE);
	unmap_in(a, fpage(WINDOW, page_bits() + 4, RWX), FLUSH);
	for (unsigned i = 0; i < 8; i++)
		CHECK(!can_read(a, at(i)));
}

/* All the fpages of one call, and not the one behind the last. */
static void many_fpages(word_t count)
{
	word_t mr[64], now[64];

	a = server_new(NEW_SPACE);
	map_to(a, fpage(arena(0), page_bits() + 6, RWX), WINDOW, WHOLE);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = page(63 - i, RWX).raw;
	L4_LoadMRs(0, 64, mr);
	L4_Unmap(count - 1);
	L4_StoreMRs(0, 64, now);
	for (unsigned i = 0; i < 64; i++)
		CHECK_EQ(now[i] | (i < count ? RWX : 0), mr[i]);
	for (unsigned i = 0; i<64; i += count> 10 ? 7 : 1)
		CHECK_EQ(can_read(a, at(63 - i)), i >= count);
}

static void lib_unmap_many(word_t arg)
{
	L4_Fpage_t f[100];

	(void)arg;
	a = server_new(NEW_SPACE);
	map_to(a, fpage(arena(0), page_bits() + 3, RWX), WINDOW, WHOLE);
	for (unsigned i = 0; i < 100; i++)
		f[i] = page(i % 7, RWX);
	L4_UnmapFpages(100, f);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(can_read(a, at(i)), i == 7);
}

/* Kernel objects stay, whatever is flushed. */
static void reads_kip_and_utcb(void *arg)
{
	word_t *w = arg;

	w[0] = WORD_AT((word_t)kip);
	w[1] = L4_MyGlobalId().raw;
}

static void kernel_objects_stay(word_t arg)
{
	static word_t w[2];

	(void)arg;
	a = server_new(NEW_SPACE);
	unmap_in(a, fpage((word_t)kip, page_bits(), RWX), FLUSH);
	unmap_in(a, L4_FpageAddRights(space_utcb_area(), RWX), FLUSH);
	unmap_in(a, L4_FpageAddRights(WHOLE, RWX), FLUSH);
	ask(a, reads_kip_and_utcb, w);
	CHECK_EQ(w[0], WORD_AT((word_t)kip));
	CHECK_EQ(w[1], a->id.raw);
}

static void sigma0_keeps(word_t arg)
{
	(void)arg;
	WORD_AT(arena(9)) = 0x9999;
	unmap_in(NULL, page(9, RWX), FLUSH);
	CHECK(!can_read(NULL, arena(9)));
}

/* A page unmapped from a running thread is gone at its next access. */
static volatile word_t stop, seen;

static void reader(void *arg)
{
	(void)arg;
	while (!stop)
		seen += WORD_AT(WINDOW) + 1;
}

static void from_running(word_t arg)
{
	struct thread *t;

	(void)arg;
	stop = seen = 0;
	a = server_new(NEW_SPACE);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	map_to(a, fpage((word_t)&seen & ~(page_size() - 1), page_bits(), RWX),
	       (word_t)&seen & ~(page_size() - 1), WHOLE);
	t = SPAWN(reader, NULL, .where = a);
	while (seen == 0)
		sleep_us(1000);
	thread_control(t->id, a->id, L4_nilthread, L4_Myself(), ALL_ONES);
	unmap_in(NULL, page(0, RWX), 0);
	CHECK_EQ(fault_wait(t).address, WINDOW);
	stop = 1;
	fault_reply(t, page(0, L4_Readable), WINDOW);
	thread_join(t);
}

/* Map and unmap again and again: no memory is lost, nothing is forgotten. */
static void again_and_again(word_t arg)
{
	(void)arg;
	a = server_new(NEW_SPACE);
	for (unsigned i = 0; i < 300; i++) {
		map_to(a, fpage(arena(0), page_bits() + 4, RWX), WINDOW + (i % 64) * 0x10000,
		       WHOLE);
		unmap_in(NULL, fpage(arena(0), page_bits() + 4, RWX), 0);
	}
	for (unsigned i = 0; i < 64; i += 9)
		CHECK(!can_read(a, WINDOW + i * 0x10000));
}

/* --- large pages ------------------------------------------------------------------------- */

static word_t half_of_big(void)
{
	return (word_t)1 << (big_bits() - 1);
}

static void big_whole(word_t which)
{
	word_t big = big_arena_of(which & ~FLUSH), flush = which & FLUSH;

	a = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	unmap_in(flush ? a : NULL, fpage(flush ? WINDOW : big, big_bits(), RWX), flush);
	CHECK(!can_read(a, WINDOW));
	CHECK(!can_read(a, WINDOW + ((word_t)1 << big_bits()) - page_size()));
	if (!flush)
		WORD_AT(big) = 1;
}

/* One small page out of the receiver's large one. */
static void big_split(word_t which)
{
	word_t big = big_arena_of(which);

	WORD_AT(big + 4 * page_size()) = 4;
	a = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	unmap_in(a, win(3, RWX), FLUSH);
	CHECK(!can_read(a, at(3)));
	CHECK_EQ(peek(a, at(4)), 4);
	CHECK(can_write(a, at(2)));
	CHECK(can_write(a, WINDOW + half_of_big()));
	CHECK_EQ(WORD_AT(big + 4 * page_size()), 4);
}

/* ... and by the mapper, who has it as a large page, too. */
static void big_split_by_mapper(word_t which)
{
	word_t big = big_arena_of(which);

	WORD_AT(big + 4 * page_size()) = 4;
	a = server_new(NEW_SPACE);
	b = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	map_between(a, b, fpage(WINDOW, big_bits(), RWX), WINDOW, WHOLE);
	unmap_in(NULL, fpage(big + 3 * page_size(), page_bits(), RWX), 0);
	CHECK(!can_read(a, at(3)));
	CHECK(!can_read(b, at(3)));
	CHECK_EQ(peek(a, at(4)), 4);
	CHECK_EQ(peek(b, at(4)), 4);
	CHECK(can_read(b, WINDOW + half_of_big()));
	unmap_in(NULL, fpage(big, big_bits(), RWX), 0);
	CHECK(!can_read(a, at(4)));
	CHECK(!can_read(b, at(4)));
}

static void big_split_protect(word_t which)
{
	word_t big = big_arena_of(which);

	a = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	unmap_in(NULL, fpage(big + 3 * page_size(), page_bits(), L4_Writable), 0);
	CHECK(can_read(a, at(3)));
	CHECK(!can_write(a, at(3)));
	CHECK(can_write(a, at(4)));
	CHECK(can_write(a, WINDOW + half_of_big()));
	WORD_AT(big + 3 * page_size()) = 2;
}

/* Page by page until nothing is left (existing programs). */
static void big_page_by_page(word_t which)
{
	word_t big = big_arena_of(which), pages = (word_t)1 << (big_bits() - page_bits());

	a = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	for (word_t i = 0; i < pages; i++)
		unmap_in(NULL, fpage(big + i * page_size(), page_bits(), RWX), 0);
	for (word_t i = 0; i < pages; i += 111)
		CHECK(!can_read(a, WINDOW + i * page_size()));
	WORD_AT(big) = 1;
}

/* ... of the next larger page size, and of the two after it. */
#define BIG(name, run, flags) \
	{name, "12.5", run, flags}, {name ".2", "12.5", run, 1 | (flags)}, \
		{name ".3", "12.5", run, 2 | (flags)}

static const struct test tests[] = {
	{"others-only", "4.7", others_only},
	{"flush", "4.7", flush_own},
	{"recursive", "4.7", recursive},
	{"siblings-stay", "4.7", siblings_stay},
	{"leaf", "4.7", leaf_without_flush},
	{"write-protect", "4.7", write_protects, 0},
	{"write-protect.flush", "4.7", write_protects, FLUSH},
	{"write-protect.and-back", "4.7", write_protect_and_back},
	{"no-rights", "4.7", no_rights, 0},
	{"no-rights.flush", "4.7", no_rights, FLUSH},
	{"nilpage", "4.7", nilpage, 0},
	{"nilpage.flush", "4.7", nilpage, FLUSH},
	{"not-mapped", "4.7", not_mapped, 0},
	{"not-mapped.flush", "4.7", not_mapped, FLUSH},
	{"complete", "4.7", complete, 0},
	{"complete.flush", "4.7", complete, FLUSH},
	{"pages-inside", "12.5", pages_inside},
	{"larger-region", "12.5", larger_region},
	{"fpages.1", "4.7", many_fpages, 1},
	{"fpages.2", "4.7", many_fpages, 2},
	{"fpages.9", "4.7", many_fpages, 9},
	{"fpages.64", "4.7", many_fpages, 64},
	{"fpages.library", "14.7", lib_unmap_many},
	{"kernel-objects-stay", "12.1", kernel_objects_stay},
	{"own-page", "4.7", sigma0_keeps},
	{"from-running", "4.7", from_running},
	{"again-and-again", "4.7", again_and_again},
	BIG("big.whole", big_whole, 0),
	BIG("big.flush", big_whole, FLUSH),
	BIG("big.split", big_split, 0),
	BIG("big.split-by-mapper", big_split_by_mapper, 0),
	BIG("big.split-protect", big_split_protect, 0),
	BIG("big.page-by-page", big_page_by_page, 0),
};

TOPIC(unmap, "unmap");
