/* SPDX-License-Identifier: BSD-2-Clause */
/* string.c - tests of string items: lengths, gather and scatter, buffers, overflow. */

#include <l4/sigma0.h>

#include "lib_string.h"

static void transferred(void)
{
	CHECK_EQ(tag_error(string_out.out[0]), 0);
	CHECK_EQ(string_in.out[0], string_out.mr[0]);
}

/* --- one string, one buffer -------------------------------------------------------------- */

#define OTHER 0x10000000u

static void simple(word_t arg)
{
	word_t size = arg & ~OTHER;
	struct pieces s = pieces_at(string_source(), 1, &size);
	struct pieces t = pieces_at(string_target(), 1, &size);

	string_begin(arg & OTHER);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, size);
	CHECK_EQ(string_in.out[1], length_word(size, 1, false, false));
	CHECK_EQ(string_in.out[2], size ? t.p[0].at : 0);
}

#define UTCB_WORDS 8

/* Message registers are memory like any other and fault for nobody: from there, or to there. */
static void utcb(word_t arg)
{
	word_t size = UTCB_WORDS * sizeof(word_t), mr40 = sizeof(word_t) * (__L4_UTCB_MR0 + 40);
	struct pieces there = {1, {{string_source(), size}}};
	struct pieces s = there, t = {1, {{string_target(), size}}};
	const word_t *words = (const word_t *)there.p[0].at;
	bool to = (arg & ~OTHER) != 0;

	string_begin(arg & OTHER);
	pieces_fill(&there);
	pieces_clear(&t);
	for (unsigned i = 0; i < UTCB_WORDS; i++)
		string_out.mr[40 + i] = words[i];
	if (to)
		t.p[0].at = thread_local_id(string_server).raw + mr40;
	else
		s.p[0].at = L4_MyLocalId().raw + mr40;
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	if (!to)
		pieces_check(&t, size);
	for (unsigned i = 0; to && i < UTCB_WORDS; i++)
		CHECK_EQ(string_in.out[40 + i], words[i]);
}

static void unaligned(word_t arg)
{
	for (word_t from = 0; from < 8; from++) {
		for (word_t to = 0; to < 8; to++) {
			word_t size = 37 + from * 8 + to;
			struct pieces s = {1, {{string_source() + from, size}}};
			struct pieces t = {1, {{string_target() + to, size}}};

			if (from + to == 0)
				string_begin(arg);
			string_out.mr[0] = TAG(0x51, 0, 0);
			string_in.brs = 1;
			pieces_fill(&s);
			pieces_clear(&t);
			string_add(&s, false);
			string_buffer(&t, false);
			string_go();
			transferred();
			pieces_check(&t, size);
		}
	}
}

/* A larger buffer is not filled to its end. */
static void larger_buffer(word_t arg)
{
	static const word_t size[] = {100}, room[] = {500};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, room);

	string_begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, 100);
}

/* Inside one large page, and from it to small ones. */
static void large_page(word_t small)
{
	word_t big = big_arena(), half = (word_t)1 << (big_bits() - 1);
	word_t size = small ? 5 * page_size() + 17 : half - 2 * page_size();
	struct pieces s = {1, {{big + page_size() - 5, size}}};
	struct pieces t = {1, {{small ? string_target() : big + half, size}}};

	string_begin(false);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, size);
}

static void across_pages(word_t arg)
{
	word_t size = 5 * page_size() + 17;
	struct pieces s = {1, {{string_source() + page_size() - 5, size}}};
	struct pieces t = {1, {{string_target() + page_size() - 9, size}}};

	string_begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, size);
}

/* The sender waits for the receiver. */
static void sender_first(word_t arg)
{
	static const word_t size[] = {3000};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, size);
	struct thread *sender;

	string_begin(false);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_out.to = L4_Myself();
	sender = SPAWN(ipc_body, &string_out, .where = arg ? NEW_SPACE : NULL);
	thread_await(sender->id, L4_SCHEDRESULT_PENDING_SEND);
	string_in.from_spec = sender->id;
	ipc_do(&string_in);
	thread_join(sender);
	transferred();
	pieces_check(&t, 3000);
}

/* Any hint is accepted (1.5). */
static void hints(word_t hint)
{
	static const word_t size[] = {3000};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, size);

	string_begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_out.mr[1] |= hint << 1;
	string_buffer(&t, false);
	string_in.br[1] |= hint << 1;
	string_go();
	CHECK_EQ(tag_error(string_out.out[0]), 0);
	pieces_check(&t, 3000);
}

static void largest(word_t arg)
{
	word_t big = big_arena(), size = ((word_t)1 << big_bits()) / 2 - 64;
	struct pieces s = {1, {{big, size}}};
	struct pieces t = {1, {{big + size + 64, size}}};

	string_begin(arg);
	if (arg)
		touch_pages(string_server, big, 2 * size + 64);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, size);
}

/* --- gather and scatter ------------------------------------------------------------------ */

#define SHAPES 7

static const struct shape {
	unsigned count;
	word_t size[MAX_PIECES];
} shapes[SHAPES] = {
	{1, {10000}},
	{2, {5000, 5000}},
	{3, {1, 9998, 1}},
	{5, {100, 2000, 3900, 7, 3993}},
	{4, {4096, 0, 4096, 1808}},
	{10, {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000}},
	{12, {1, 2, 3, 5000, 4, 1, 4000, 900, 50, 30, 5, 4}},
};

/* Received pointers: where each sent piece begins in the receiver's memory; 0 for empty ones. */
static void check_pointers(const struct pieces *s, const struct pieces *t)
{
	word_t n = 0;

	for (unsigned i = 0; i < s->count; i++) {
		CHECK_EQ(string_in.out[1 + 2 * i],
			 length_word(s->p[i].size, 1, i + 1 < s->count, false));
		CHECK_EQ(string_in.out[2 + 2 * i], s->p[i].size ? pieces_address(t, n) : 0);
		n += s->p[i].size;
	}
}

static void shaped(word_t arg)
{
	const struct shape *from = &shapes[arg & 15], *to = &shapes[arg >> 4 & 15];
	struct pieces s = pieces_at(string_source(), from->count, from->size);
	struct pieces t = pieces_at(string_target(), to->count, to->size);

	string_begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	transferred();
	pieces_check(&t, 10000);
	check_pointers(&s, &t);
}

/* Several pointers share one length word. */
static void shared_length(word_t arg)
{
	struct pieces s, t = {1, {{string_target(), 1200}}};

	string_begin(arg);
	for (unsigned i = 0; i < 4; i++) {
		s.p[i].at = string_source() + i * 1000 + i;
		s.p[i].size = 300;
		string_out.mr[2 + i] = s.p[i].at;
	}
	s.count = 4;
	pieces_fill(&s);
	pieces_clear(&t);
	string_out.mr[0] = TAG(0x51, 0, 5);
	string_out.mr[1] = length_word(300, 4, false, false);
	string_in.br[1] = length_word(200, 3, true, false);
	string_in.br[2] = string_target();
	string_in.br[3] = string_target() + 200;
	string_in.br[4] = string_target() + 400;
	string_in.br[5] = length_word(600, 1, false, false);
	string_in.br[6] = string_target() + 600;
	string_in.brs = 7;
	string_go();
	transferred();
	pieces_check(&t, 1200);
	CHECK_EQ(string_in.out[1], length_word(300, 4, false, false));
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(string_in.out[2 + i], string_target() + 300 * i);
}

/* --- several strings --------------------------------------------------------------------- */

static void several(word_t count)
{
	static const word_t size[] = {77};
	static struct pieces s[10], t[10];

	string_begin(true);
	for (unsigned i = 0; i < count; i++) {
		s[i] = pieces_at(string_source() + 200 * i, 1, size);
		t[i] = pieces_at(string_target() + 300 * i, 1, size);
		pieces_fill(&s[i]);
		pieces_clear(&t[i]);
		string_add(&s[i], i + 1 < count);
		string_buffer(&t[i], i + 1 < count);
	}
	string_go();
	transferred();
	for (unsigned i = 0; i < count; i++)
		pieces_check(&t[i], 77);
}

/* The rest of a compound buffer is skipped: the next string goes to the next buffer. */
static void next_buffer(word_t arg)
{
	static const word_t one[] = {50}, rooms[] = {30, 500, 500}, last[] = {50};
	struct pieces s1 = pieces_at(string_source(), 1, one);
	struct pieces s2 = pieces_at(string_source() + 100, 1, one);
	struct pieces t1 = pieces_at(string_target(), 3, rooms);
	struct pieces t2 = pieces_at(string_target() + 4000, 1, last);

	string_begin(arg);
	pieces_fill(&s1);
	pieces_fill(&s2);
	pieces_clear(&t1);
	pieces_clear(&t2);
	string_add(&s1, true);
	string_add(&s2, false);
	string_buffer(&t1, true);
	string_buffer(&t2, false);
	string_go();
	transferred();
	pieces_check(&t1, 50);
	pieces_check(&t2, 50);
}

/* Words, a mapping and a string in one message. */
static void mixed(word_t arg)
{
	static const word_t size[] = {500};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, size);

	(void)arg;
	string_begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	WORD_AT(arena(9)) = 0x99;
	string_out.mr[0] = TAG(0x51, 2, 2);
	string_out.mr[1] = 11;
	string_out.mr[2] = 22;
	map_item(&string_out.mr[3], page(9, L4_Readable), WINDOW);
	string_out.mr[3] |= 1;
	string_add(&s, false);
	string_in.br[0] = WHOLE.raw | 1;
	string_buffer(&t, false);
	string_go();
	transferred();
	CHECK_EQ(string_in.out[1], 11);
	CHECK_EQ(string_in.out[2], 22);
	CHECK_EQ(string_in.out[3], WINDOW | 9);
	pieces_check(&t, 500);
	CHECK_EQ(peek(string_server, WINDOW), 0x99);
}

/* C bits are made right, whatever was sent (15.36). */
static void c_bits(word_t arg)
{
	static const word_t size[] = {10};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t[2] = {pieces_at(string_target(), 1, size),
			      pieces_at(string_target() + 100, 1, size)};

	(void)arg;
	string_begin(true);
	pieces_fill(&s);
	string_add(&s, false);
	string_add(&s, true);
	string_buffer(&t[0], true);
	string_buffer(&t[1], false);
	string_go();
	CHECK_EQ(tag_error(string_out.out[0]), 0);
	CHECK_EQ(string_in.out[1] & 1, 1);
	CHECK_EQ(string_in.out[3] & 1, 0);
}

/* existing programs: one string on every message, of length 0 too, into buffers of 1 KiB */
static void server_loop(word_t arg)
{
	for (word_t size = 0; size <= 1024; size += 64) {
		word_t room = 1024;
		struct pieces s = pieces_at(string_source(), 1, &size);
		struct pieces t = pieces_at(string_target(), 1, &room);

		if (size == 0)
			string_begin(arg);
		string_out.mr[0] = TAG(size, 0, 0);
		string_in.brs = 1;
		pieces_fill(&s);
		pieces_clear(&t);
		string_add(&s, false);
		string_buffer(&t, false);
		string_go();
		transferred();
		pieces_check(&t, size);
	}
}

#define SIZES(name, how)                                                                        \
	{name ".0", "5.4", simple, 0 | (how)}, {name ".1", "5.4", simple, 1 | (how)},           \
		{name ".3", "5.4", simple, 3 | (how)}, {name ".64", "5.4", simple, 64 | (how)}, \
		{name ".4096", "5.4", simple, 4096 | (how)},                                    \
	{                                                                                       \
		name ".65536", "5.4", simple, 65536 | (how)                                     \
	}

#define SHAPE(name, from, to)                           \
	{                                               \
		name, "1.5", shaped, (from) | (to) << 4 \
	}

/*
 * From a page that sigma0 gives although nothing answers there, or the CPU has no such physical
 * address: the string arrives or the transfer fails; the kernel meets no bus error.
 */
static void nothing_answers(word_t address)
{
	const struct pieces target = {1, {{string_target(), 64}}};
	const struct pieces source = {1, {{WINDOW, 64}}};
	const L4_Fpage_t f = L4_FpageLog2(address, (int)page_bits());

	string_begin(true);
	(void)L4_Sigma0_GetPage_RcvWindow(L4_nilthread, f,
					  L4_FpageLog2(WINDOW, (int)page_bits()));
	string_add(&source, false);
	string_buffer(&target, false);
	string_out.xfer_timeouts = L4_Timeouts(L4_ZeroTime, L4_ZeroTime);
	string_go();
	if (string_out.out[0] & TAG_E)
		CHECK_EQ(string_out.error >> 1 & 7, 5);
	L4_Flush(L4_FpageAddRights(L4_FpageLog2(WINDOW, (int)page_bits()), RWX));
}

static const struct test tests[] = {
	SIZES("simple.intra", 0),
	SIZES("simple.inter", OTHER),
	{"unaligned.intra", "1.5", unaligned, 0},
	{"unaligned.inter", "1.5", unaligned, 1},
	{"larger-buffer.intra", "5.4", larger_buffer, 0},
	{"larger-buffer.inter", "5.4", larger_buffer, 1},
	{"across-pages.intra", "5.4", across_pages, 0},
	{"across-pages.inter", "5.4", across_pages, 1},
	{"large-page.inside", "5.4", large_page, 0, 20000},
	{"large-page.to-small", "5.4", large_page, 1},
	{"sender-first.intra", "5.4", sender_first, 0},
	{"sender-first.inter", "5.4", sender_first, 1},
	{"largest.intra", "1.5", largest, 0, 20000},
	{"largest.inter", "1.5", largest, 1, 20000},
	{"hint.1", "1.5", hints, 1},
	{"hint.2", "1.5", hints, 2},
	{"hint.3", "1.5", hints, 3},
	SHAPE("shape.simple-to-2", 0, 1),
	SHAPE("shape.simple-to-5", 0, 3),
	SHAPE("shape.simple-to-12", 0, 6),
	SHAPE("shape.2-to-simple", 1, 0),
	SHAPE("shape.5-to-simple", 3, 0),
	SHAPE("shape.12-to-simple", 6, 0),
	SHAPE("shape.2-to-3", 1, 2),
	SHAPE("shape.3-to-5", 2, 3),
	SHAPE("shape.5-to-10", 3, 5),
	SHAPE("shape.10-to-12", 5, 6),
	SHAPE("shape.12-to-3", 6, 2),
	SHAPE("shape.with-empty", 4, 5),
	SHAPE("shape.into-empty", 5, 4),
	{"shared-length.intra", "1.5", shared_length, 0},
	{"shared-length.inter", "1.5", shared_length, 1},
	{"several.2", "5.4", several, 2},
	{"several.10", "5.4", several, 10},
	{"next-buffer.intra", "5.4", next_buffer, 0},
	{"next-buffer.inter", "5.4", next_buffer, 1},
	{"mixed", "5.4", mixed},
	{"c-bits", "1.5", c_bits},
	{"utcb.from", "5.5", utcb, 0},
	{"utcb.to", "5.5", utcb, 1},
	{"utcb.from.inter", "5.5", utcb, 0 | OTHER},
	{"utcb.to.inter", "5.5", utcb, 1 | OTHER},
	{"nothing-answers", "10.7", nothing_answers, 0x0e000000},
	{"nothing-answers.beyond", "10.7", nothing_answers,
	 (sizeof(word_t) == 8 ? (word_t)1 << (sizeof(word_t) * 5 - 2) : 0xf0000000) | 0x100000},
	{"string_server-loop.intra", "5.4", server_loop, 0},
	{"string_server-loop.inter", "5.4", server_loop, 1},
};

TOPIC(string, "string");
