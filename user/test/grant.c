/* SPDX-License-Identifier: BSD-2-Clause */
/* grant.c - tests of grant items, of mapping inside one space, of deep and broad trees. */

#include "lib.h"

static struct thread *a, *b, *c;

static void spaces(unsigned n)
{
	a = server_new(NEW_SPACE);
	b = n > 1 ? server_new(NEW_SPACE) : NULL;
	c = n > 2 ? server_new(NEW_SPACE) : NULL;
}

/* --- grant ------------------------------------------------------------------------------- */

static void grant(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, page(3, RWX), WINDOW, WHOLE);
	CHECK_EQ(grant_between(a, b, win(0, RWX), at(1), WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(peek(b, at(1)), 0x1003);
	CHECK(can_write(b, at(1)));
}

/* The receiver takes the granter's place: the first mapper still controls the page. */
static void grant_parent(word_t arg)
{
	(void)arg;
	spaces(2);
	map_to(a, page(3, RWX), WINDOW, WHOLE);
	grant_between(a, b, win(0, RWX), WINDOW, WHOLE);
	unmap_in(a, win(0, RWX), FLUSH);
	CHECK(can_read(b, WINDOW));
	unmap_in(NULL, page(3, RWX), 0);
	CHECK(!can_read(b, WINDOW));
}

/* What the granter had mapped on stays below the receiver. */
static void grant_keeps_children(word_t arg)
{
	(void)arg;
	spaces(3);
	map_to(a, page(3, RWX), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	grant_between(a, c, win(0, RWX), WINDOW, WHOLE);
	CHECK(can_read(b, WINDOW));
	unmap_in(c, win(0, RWX), 0);
	CHECK(!can_read(b, WINDOW));
	CHECK(can_read(c, WINDOW));
}

static void grant_rights(word_t arg)
{
	(void)arg;
	spaces(2);
	map_to(a, page(3, RWX), WINDOW, WHOLE);
	grant_between(a, b, win(0, L4_Readable), WINDOW, WHOLE);
	CHECK(can_read(b, WINDOW));
	CHECK(!can_write(b, WINDOW));
	CHECK(!can_read(a, WINDOW));
}

/* Only the part that fits goes; the rest stays with the granter (12.2). */
static void grant_part(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, fpage(arena(0), page_bits() + 2, RWX), WINDOW, WHOLE);
	grant_between(a, b, fpage(WINDOW, page_bits() + 2, RWX), 2 * page_size(), win(0, 0));
	CHECK_EQ(peek(b, at(0)), 0x1002);
	CHECK(!can_read(a, at(2)));
	CHECK_EQ(peek(a, at(0)), 0x1000);
	CHECK_EQ(peek(a, at(1)), 0x1001);
	CHECK_EQ(peek(a, at(3)), 0x1003);
}

static void grant_chain(word_t arg)
{
	static struct thread *s[6];

	(void)arg;
	number_pages();
	for (unsigned i = 0; i < 6; i++)
		s[i] = server_new(NEW_SPACE);
	map_to(s[0], page(7, RWX), WINDOW, WHOLE);
	for (unsigned i = 0; i + 1 < 6; i++)
		grant_between(s[i], s[i + 1], win(0, RWX), WINDOW, WHOLE);
	for (unsigned i = 0; i < 5; i++)
		CHECK(!can_read(s[i], WINDOW));
	CHECK_EQ(peek(s[5], WINDOW), 0x1007);
	unmap_in(NULL, page(7, RWX), 0);
	CHECK(!can_read(s[5], WINDOW));
}

/* A grant over a mapping of the receiver removes that one first. */
static void grant_replaces(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(b, page(1, RWX), WINDOW, WHOLE);
	map_to(a, page(2, RWX), WINDOW, WHOLE);
	grant_between(a, b, win(0, RWX), WINDOW, WHOLE);
	CHECK_EQ(peek(b, WINDOW), 0x1002);
	unmap_in(NULL, page(1, RWX), 0);
	CHECK_EQ(peek(b, WINDOW), 0x1002);
}

/* --- inside one space (12.1) ------------------------------------------------------------- */

static struct ipc self_receive, self_send;

static void alias(word_t src, word_t dst, bool granted)
{
	struct thread *t;

	self_receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	self_receive.br[0] = WHOLE.raw;
	t = run_local(ipc_body, &self_receive);
	self_send = (struct ipc){.to = t->id, .timeouts = NEVER};
	self_send.mr[0] = TAG(0, 0, 2);
	if (granted)
		grant_item(&self_send.mr[1], fpage(src, page_bits(), RWX), dst);
	else
		map_item(&self_send.mr[1], fpage(src, page_bits(), RWX), dst);
	ipc_do(&self_send);
	CHECK_EQ(tag_error(self_send.out[0]), 0);
	thread_join(t);
	thread_kill(t);
}

static void alias_works(word_t arg)
{
	(void)arg;
	number_pages();
	alias(arena(4), WINDOW, false);
	CHECK_EQ(WORD_AT(WINDOW), 0x1004);
	WORD_AT(WINDOW) = 0x777;
	CHECK_EQ(WORD_AT(arena(4)), 0x777);
}

static void alias_unmapped_with_source(word_t flush)
{
	alias(arena(4), WINDOW, false);
	CHECK(can_read(NULL, WINDOW));
	unmap_in(NULL, page(4, RWX), flush);
	CHECK(!can_read(NULL, WINDOW));
}

static void alias_identity(word_t arg)
{
	(void)arg;
	number_pages();
	alias(arena(4), arena(4), false);
	CHECK_EQ(WORD_AT(arena(4)), 0x1004);
	WORD_AT(arena(4)) = 5;
	unmap_in(NULL, page(4, RWX), 0);
	CHECK_EQ(WORD_AT(arena(4)), 5);
}

static void alias_grant(word_t arg)
{
	(void)arg;
	number_pages();
	alias(arena(4), WINDOW, true);
	CHECK_EQ(WORD_AT(WINDOW), 0x1004);
	CHECK(!can_read(NULL, arena(4)));
}

static void grant_identity(word_t arg)
{
	(void)arg;
	number_pages();
	alias(arena(4), arena(4), true);
	CHECK_EQ(WORD_AT(arena(4)), 0x1004);
}

/* --- depth and breadth ------------------------------------------------------------------- */

#define DEPTH 12

static void deep(word_t arg)
{
	static struct thread *s[DEPTH];

	(void)arg;
	number_pages();
	for (unsigned i = 0; i < DEPTH; i++)
		s[i] = server_new(NEW_SPACE);
	map_to(s[0], page(2, RWX), WINDOW, WHOLE);
	for (unsigned i = 0; i + 1 < DEPTH; i++)
		map_between(s[i], s[i + 1], win(0, RWX), WINDOW, WHOLE);
	CHECK_EQ(peek(s[DEPTH - 1], WINDOW), 0x1002);
	unmap_in(s[5], win(0, RWX), 0);
	for (unsigned i = 0; i < DEPTH; i++)
		CHECK_EQ(can_read(s[i], WINDOW), i <= 5);
	unmap_in(NULL, page(2, RWX), 0);
	for (unsigned i = 0; i < DEPTH; i++)
		CHECK(!can_read(s[i], WINDOW));
}

/* A thousand mappings of one page in one space, and back. */
static struct ipc send, receive;

static void map_25(unsigned first)
{
	send = (struct ipc){.to = a->id, .timeouts = NEVER};
	send.mr[0] = TAG(0, 0, 50);
	for (unsigned i = 0; i < 25; i++)
		map_item(&send.mr[1 + 2 * i], page(0, L4_Readable), at(first + i));
	receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	receive.br[0] = WHOLE.raw;
	ask_begin(a, ipc_body, &receive);
	ipc_do(&send);
	ask_end(a);
	CHECK_EQ(receive.out[0], TAG(0, 0, 50));
}

static void broad(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	for (unsigned k = 0; k < 1000; k += 25)
		map_25(k);
	for (unsigned k = 0; k < 1000; k += 111)
		CHECK_EQ(peek(a, at(k)), 0x1000);
	unmap_in(NULL, page(0, RWX), 0);
	for (unsigned k = 0; k < 1000; k += 111)
		CHECK(!can_read(a, at(k)));
	CHECK_EQ(WORD_AT(arena(0)), 0x1000);
}

static const struct test tests[] = {
	{"page", "12.1", grant},
	{"parent", "12.1", grant_parent},
	{"keeps-children", "12.1", grant_keeps_children},
	{"rights", "12.3", grant_rights},
	{"part", "12.2", grant_part},
	{"chain", "12.1", grant_chain},
	{"replaces", "12.3", grant_replaces},
	{"identity", "12.1", grant_identity},
	{"alias.map", "12.1", alias_works},
	{"alias.unmapped", "12.1", alias_unmapped_with_source, 0},
	{"alias.flushed", "12.1", alias_unmapped_with_source, FLUSH},
	{"alias.identity", "12.1", alias_identity},
	{"alias.grant", "12.1", alias_grant},
	{"deep", "12.1", deep},
	{"broad", "12.1", broad},
};

TOPIC(grant, "grant");
