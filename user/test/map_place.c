/* SPDX-License-Identifier: BSD-2-Clause */
/* map_place.c - tests of map items: where they go, and large pages. */

#include "lib.h"

static struct thread *a, *b;

static void spaces(unsigned n)
{
	a = server_new(NEW_SPACE);
	b = n > 1 ? server_new(NEW_SPACE) : NULL;
}

/* --- windows (12.2) ---------------------------------------------------------------------- */

static void window_nil(word_t arg)
{
	(void)arg;
	spaces(1);
	CHECK_EQ(map_to(a, page(0, RWX), WINDOW, L4_Nilpage), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(grant_to(a, page(0, RWX), WINDOW, L4_Nilpage), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	WORD_AT(arena(0)) = 1;
}

/* Equal sizes: the send base does not matter. */
static void window_equal(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	map_to(a, page(4, RWX), 0x12345000, win(2, 0));
	CHECK_EQ(peek(a, at(2)), 0x1004);
	CHECK(!can_read(a, at(1)));
	CHECK(!can_read(a, at(3)));
}

/* Send page smaller than the window: the base picks the place inside. */
static void window_larger(word_t base)
{
	(void)base;
	number_pages();
	spaces(1);
	map_to(a, page(6, RWX), WINDOW + 0x40000000 + base, fpage(WINDOW, page_bits() + 4, 0));
	for (unsigned i = 0; i < 16; i++) {
		if (i == base >> page_bits())
			CHECK_EQ(peek(a, at(i)), 0x1006);
		else
			CHECK(!can_read(a, at(i)));
	}
}

/* Window smaller than the send page: the base picks the part that is sent. */
static void window_smaller(word_t base)
{
	number_pages();
	spaces(1);
	map_to(a, fpage(arena(0), page_bits() + 4, RWX), base, win(1, 0));
	CHECK_EQ(peek(a, at(1)), 0x1000 + (base >> page_bits() & 15));
	CHECK(!can_read(a, at(0)));
	CHECK(!can_read(a, at(2)));
}

/* Base not aligned to the size: rounded down to it. */
static void window_base_rounded(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	map_to(a, fpage(arena(0), page_bits() + 2, RWX), WINDOW + 7 * page_size(), WHOLE);
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(peek(a, at(4 + i)), 0x1000 + i);
	CHECK(!can_read(a, at(3)));
	CHECK(!can_read(a, at(8)));
}

/* A window in one part of the space lets nothing into another. */
static void window_protects(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	map_to(a, page(1, RWX), at(0), win(8, 0));
	CHECK(!can_read(a, at(0)));
	CHECK_EQ(peek(a, at(8)), 0x1001);
}

/* Complete space as send page: all we have, at the part the window asks for. */
static void send_complete(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	map_to(a, L4_FpageAddRights(WHOLE, L4_Readable), arena(2), win(0, 0));
	CHECK_EQ(peek(a, at(0)), 0x1002);
	CHECK(!can_write(a, at(0)));
}

static void send_too_small(word_t bits)
{
	spaces(1);
	if (bits >= page_bits())
		test_skip("this is a page");
	CHECK_EQ(map_to(a, fpage(arena(0), (unsigned)bits, RWX), WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(map_to(a, page(0, RWX), WINDOW, fpage(WINDOW, (unsigned)bits, 0)), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
}

/* Sizes that are no fpages: nothing is mapped, and that is no error. */
static void send_no_size(word_t bits)
{
	L4_Fpage_t f = {.raw = arena(0) | bits << 4 | RWX};

	spaces(1);
	CHECK_EQ(map_to(a, f, WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(unmap_in(NULL, f, FLUSH).raw & ~0xfUL, f.raw & ~0xfUL);
	WORD_AT(arena(0)) = 1;
}

/* The low bits of an acceptor are not rights. */
static void window_low_bits(word_t bits)
{
	L4_Fpage_t window = {.raw = win(2, 0).raw | bits};

	number_pages();
	spaces(1);
	map_to(a, page(4, RWX), 0, window);
	CHECK_EQ(peek(a, at(2)), 0x1004);
	CHECK(can_write(a, at(2)));
}

static void many_pages(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	map_to(a, fpage(arena(0), page_bits() + 5, L4_Readable), WINDOW, WHOLE);
	for (unsigned i = 0; i < 32; i += 3)
		CHECK_EQ(peek(a, at(i)), 0x1000 + i);
	CHECK(can_read(a, at(31)));
	CHECK(!can_read(a, at(32)));
}

/* Holes in the source stay as they are at the destination. */
static void many_with_holes(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, page(0, RWX), at(0), WHOLE);
	map_to(a, page(2, RWX), at(2), WHOLE);
	map_to(b, page(9, L4_Readable), at(1), WHOLE);
	map_between(a, b, fpage(WINDOW, page_bits() + 2, RWX), WINDOW, WHOLE);
	CHECK_EQ(peek(b, at(0)), 0x1000);
	CHECK_EQ(peek(b, at(1)), 0x1009);
	CHECK_EQ(peek(b, at(2)), 0x1002);
	CHECK(!can_read(b, at(3)));
}

/* --- large pages ------------------------------------------------------------------------- */

static void big_whole(word_t which)
{
	word_t big = big_arena_of(which), size = (word_t)1 << big_bits();

	WORD_AT(big) = 0xb16;
	WORD_AT(big + size - sizeof(word_t)) = 0xe4d;
	spaces(1);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	CHECK_EQ(peek(a, WINDOW), 0xb16);
	CHECK_EQ(peek(a, WINDOW + size - sizeof(word_t)), 0xe4d);
	CHECK(can_write(a, WINDOW + size / 2));
	CHECK(!can_read(a, WINDOW + size));
}

/* Through a window that is not aligned to the large page. */
static void big_unaligned(word_t which)
{
	word_t big = big_arena_of(which);
	word_t half = (word_t)1 << (big_bits() - 1);

	WORD_AT(big) = 1;
	WORD_AT(big + half) = 2;
	spaces(1);
	map_to(a, fpage(big, big_bits() - 1, L4_Readable), WINDOW + half, WHOLE);
	CHECK_EQ(peek(a, WINDOW + half), 1);
	CHECK(!can_read(a, WINDOW));
	map_to(a, fpage(big + half, big_bits() - 1, L4_Readable), WINDOW, WHOLE);
	CHECK_EQ(peek(a, WINDOW), 2);
}

/* A small page out of a large one. */
static void big_part(word_t which)
{
	word_t big = big_arena_of(which), inner = big + 5 * page_size();

	WORD_AT(inner) = 0x5555;
	spaces(2);
	map_to(a, fpage(inner, page_bits(), L4_ReadWriteOnly), WINDOW, WHOLE);
	CHECK_EQ(peek(a, WINDOW), 0x5555);
	CHECK(!can_read(a, at(1)));
	map_between(a, b, win(0, RWX), at(3), WHOLE);
	CHECK_EQ(peek(b, at(3)), 0x5555);
	unmap_in(NULL, fpage(big, big_bits(), RWX), 0);
	CHECK(!can_read(a, WINDOW));
	CHECK(!can_read(b, at(3)));
}

/* A large page over small ones: those go, with what was mapped on. */
static void big_over_small(word_t which)
{
	word_t big = big_arena_of(which);

	WORD_AT(big + 3 * page_size()) = 0x333;
	spaces(2);
	map_to(a, page(1, RWX), at(3), WHOLE);
	map_between(a, b, win(3, RWX), at(3), WHOLE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	CHECK_EQ(peek(a, at(3)), 0x333);
	CHECK(!can_read(b, at(3)));
	CHECK(can_read(a, at(9)));
}

/* A small page into a large one: it is there; the rest is gone or as it was (12.3). */
static void small_over_big(word_t which)
{
	word_t big = big_arena_of(which);

	number_pages();
	WORD_AT(big + 4 * page_size()) = 0x444;
	spaces(1);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	map_to(a, page(1, L4_Readable), at(3), WHOLE);
	CHECK_EQ(peek(a, at(3)), 0x1001);
	CHECK(!can_write(a, at(3)));
	if (can_read(a, at(4)))
		CHECK_EQ(peek(a, at(4)), 0x444);
}

static void big_grant(word_t which)
{
	word_t big = big_arena_of(which);

	WORD_AT(big + 3 * page_size()) = 0x333;
	spaces(2);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	grant_between(a, b, fpage(WINDOW, big_bits(), RWX), WINDOW, WHOLE);
	CHECK(!can_read(a, at(3)));
	CHECK_EQ(peek(b, at(3)), 0x333);
	unmap_in(NULL, fpage(big, big_bits(), RWX), 0);
	CHECK(!can_read(b, at(3)));
}

static void big_grant_part(word_t which)
{
	word_t big = big_arena_of(which);

	WORD_AT(big + 3 * page_size()) = 0x333;
	WORD_AT(big + 4 * page_size()) = 0x444;
	spaces(2);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	grant_between(a, b, win(3, RWX), at(3), WHOLE);
	CHECK(!can_read(a, at(3)));
	CHECK_EQ(peek(b, at(3)), 0x333);
	CHECK_EQ(peek(a, at(4)), 0x444);
}

/* ... of the next larger page size, and of the two after it. */
#define BIG(name, section, run) \
	{name, section, run, 0}, {name ".2", section, run, 1}, {name ".3", section, run, 2}

static const struct test tests[] = {
	{"window.nil", "5.4", window_nil},
	{"window.equal", "12.2", window_equal},
	{"window.larger.0", "12.2", window_larger, 0},
	{"window.larger.5", "12.2", window_larger, 5 * ARCH_PAGE_SIZE},
	{"window.larger.15", "12.2", window_larger, 15 * ARCH_PAGE_SIZE},
	{"window.smaller.0", "12.2", window_smaller, 0},
	{"window.smaller.9", "12.2", window_smaller, 9 * ARCH_PAGE_SIZE},
	{"window.smaller.wrapped", "12.2", window_smaller, 0x40000000 + 3 * ARCH_PAGE_SIZE},
	{"window.base-rounded", "12.2", window_base_rounded},
	{"window.protects", "12.2", window_protects},
	{"send.complete", "12.2", send_complete},
	{"send.1k", "1.2", send_too_small, 10},
	{"send.2k", "1.2", send_too_small, 11},
	{"send.no-size.3", "1.2", send_no_size, 3},
	{"send.no-size.4", "1.2", send_no_size, 4},
	{"send.no-size.9", "1.2", send_no_size, 9},
	{"window.low-bits.0", "1.6", window_low_bits, 0},
	{"window.low-bits.15", "1.6", window_low_bits, 15},
	{"many", "12.3", many_pages},
	{"many.holes", "12.3", many_with_holes},
	BIG("big.whole", "12.3", big_whole),
	BIG("big.unaligned", "12.3", big_unaligned),
	BIG("big.part", "12.3", big_part),
	BIG("big.over-small", "12.3", big_over_small),
	BIG("big.under-small", "12.3", small_over_big),
	BIG("big.grant", "12.1", big_grant),
	BIG("big.grant-part", "12.2", big_grant_part),
};

TOPIC(map_place, "place");
