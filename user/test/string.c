/* SPDX-License-Identifier: BSD-2-Clause */
/* string.c - tests of string items: lengths, gather and scatter, buffers, overflow. */

#include "lib_string.h"

static struct ipc out, in;
static struct thread *server;

/* Source and destination lie in different halves of the arena. */
static word_t source(void)
{
	return arena(0);
}

static word_t target(void)
{
	return arena(32);
}

/* Prepare a message without items and a receiver that accepts strings but has no buffer. */
static void begin(bool other_space)
{
	server = server_new(other_space ? NEW_SPACE : NULL);
	touch_pages(server, source(), 64 * page_size());
	out = (struct ipc){ .to = server->id, .timeouts = NEVER };
	out.mr[0] = TAG(0x51, 0, 0);
	in = (struct ipc){ .from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1 };
	in.br[0] = 1;
}

/* Append a string to the message, or a buffer to the receiver; not the last one if c. */
static void add_string(const struct pieces *p, bool c)
{
	unsigned used = TAG_U(out.mr[0]) + TAG_T(out.mr[0]);
	unsigned n = pieces_words(p, &out.mr[1 + used], c);

	out.mr[0] += (word_t)n << 6;
}

static void add_buffer(const struct pieces *p, bool c)
{
	in.brs += pieces_words(p, &in.br[in.brs], c);
}

static void go(void)
{
	ask_begin(server, ipc_body, &in);
	ipc_do(&out);
	ask_end(server);
}

static void transferred(void)
{
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(in.out[0], out.mr[0]);
}

static void overflow(word_t offset)
{
	CHECK(out.out[0] & TAG_E);
	CHECK(in.out[0] & TAG_E);
	CHECK_EQ(out.error, ERR(E_OVERFLOW, SEND, offset));
	CHECK_EQ(in.error, ERR(E_OVERFLOW, RECEIVE, offset));
}

/* --- one string, one buffer -------------------------------------------------------------- */

#define OTHER 0x10000000u

static void simple(word_t arg)
{
	word_t size = arg & ~OTHER;
	struct pieces s = pieces_at(source(), 1, &size), t = pieces_at(target(), 1, &size);

	begin(arg & OTHER);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	transferred();
	pieces_check(&t, size);
	CHECK_EQ(in.out[1], length_word(size, 1, false, false));
	CHECK_EQ(in.out[2], size ? t.p[0].at : 0);
}

static void unaligned(word_t arg)
{
	for (word_t from = 0; from < 8; from++) {
		for (word_t to = 0; to < 8; to++) {
			word_t size = 37 + from * 8 + to;
			struct pieces s = { 1, { { source() + from, size } } };
			struct pieces t = { 1, { { target() + to, size } } };

			if (from + to == 0)
				begin(arg);
			out.mr[0] = TAG(0x51, 0, 0);
			in.brs = 1;
			pieces_fill(&s);
			pieces_clear(&t);
			add_string(&s, false);
			add_buffer(&t, false);
			go();
			transferred();
			pieces_check(&t, size);
		}
	}
}

/* A larger buffer is not filled to its end. */
static void larger_buffer(word_t arg)
{
	static const word_t size[] = { 100 }, room[] = { 500 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, room);

	begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	transferred();
	pieces_check(&t, 100);
}

static void across_pages(word_t arg)
{
	word_t size = 5 * page_size() + 17;
	struct pieces s = { 1, { { source() + page_size() - 5, size } } };
	struct pieces t = { 1, { { target() + page_size() - 9, size } } };

	begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	transferred();
	pieces_check(&t, size);
}

/* The sender waits for the receiver. */
static void sender_first(word_t arg)
{
	static const word_t size[] = { 3000 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, size);
	struct thread *sender;

	begin(false);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	out.to = L4_Myself();
	sender = SPAWN(ipc_body, &out, .where = arg ? NEW_SPACE : NULL);
	thread_await(sender->id, L4_SCHEDRESULT_PENDING_SEND);
	in.from_spec = sender->id;
	ipc_do(&in);
	thread_join(sender);
	transferred();
	pieces_check(&t, 3000);
}

/* Any hint is accepted (1.5). */
static void hints(word_t hint)
{
	static const word_t size[] = { 3000 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, size);

	begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	out.mr[1] |= hint << 1;
	add_buffer(&t, false);
	in.br[1] |= hint << 1;
	go();
	CHECK_EQ(tag_error(out.out[0]), 0);
	pieces_check(&t, 3000);
}

static void largest(word_t arg)
{
	word_t big = big_arena(), size = ((word_t)1 << big_bits()) / 2 - 64;
	struct pieces s = { 1, { { big, size } } };
	struct pieces t = { 1, { { big + size + 64, size } } };

	begin(arg);
	if (arg)
		touch_pages(server, big, 2 * size + 64);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	transferred();
	pieces_check(&t, size);
}

/* --- gather and scatter ------------------------------------------------------------------ */

#define SHAPES 7

static const struct shape {
	unsigned count;
	word_t size[MAX_PIECES];
} shapes[SHAPES] = {
	{ 1, { 10000 } },
	{ 2, { 5000, 5000 } },
	{ 3, { 1, 9998, 1 } },
	{ 5, { 100, 2000, 3900, 7, 3993 } },
	{ 4, { 4096, 0, 4096, 1808 } },
	{ 10, { 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000 } },
	{ 12, { 1, 2, 3, 5000, 4, 1, 4000, 900, 50, 30, 5, 4 } },
};

/* Received pointers: where each sent piece begins in the receiver's memory; 0 for empty ones. */
static void check_pointers(const struct pieces *s, const struct pieces *t)
{
	word_t n = 0;

	for (unsigned i = 0; i < s->count; i++) {
		CHECK_EQ(in.out[1 + 2 * i], length_word(s->p[i].size, 1, i + 1 < s->count, false));
		CHECK_EQ(in.out[2 + 2 * i], s->p[i].size ? pieces_address(t, n) : 0);
		n += s->p[i].size;
	}
}

static void shaped(word_t arg)
{
	const struct shape *from = &shapes[arg & 15], *to = &shapes[arg >> 4 & 15];
	struct pieces s = pieces_at(source(), from->count, from->size);
	struct pieces t = pieces_at(target(), to->count, to->size);

	begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	transferred();
	pieces_check(&t, 10000);
	check_pointers(&s, &t);
}

/* Several pointers share one length word. */
static void shared_length(word_t arg)
{
	struct pieces s, t = { 1, { { target(), 1200 } } };

	begin(arg);
	for (unsigned i = 0; i < 4; i++) {
		s.p[i].at = source() + i * 1000 + i;
		s.p[i].size = 300;
		out.mr[2 + i] = s.p[i].at;
	}
	s.count = 4;
	pieces_fill(&s);
	pieces_clear(&t);
	out.mr[0] = TAG(0x51, 0, 5);
	out.mr[1] = length_word(300, 4, false, false);
	in.br[1] = length_word(200, 3, true, false);
	in.br[2] = target();
	in.br[3] = target() + 200;
	in.br[4] = target() + 400;
	in.br[5] = length_word(600, 1, false, false);
	in.br[6] = target() + 600;
	in.brs = 7;
	go();
	transferred();
	pieces_check(&t, 1200);
	CHECK_EQ(in.out[1], length_word(300, 4, false, false));
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(in.out[2 + i], target() + 300 * i);
}

/* --- several strings --------------------------------------------------------------------- */

static void several(word_t count)
{
	static const word_t size[] = { 77 };
	static struct pieces s[10], t[10];

	begin(true);
	for (unsigned i = 0; i < count; i++) {
		s[i] = pieces_at(source() + 200 * i, 1, size);
		t[i] = pieces_at(target() + 300 * i, 1, size);
		pieces_fill(&s[i]);
		pieces_clear(&t[i]);
		add_string(&s[i], i + 1 < count);
		add_buffer(&t[i], i + 1 < count);
	}
	go();
	transferred();
	for (unsigned i = 0; i < count; i++)
		pieces_check(&t[i], 77);
}

/* The rest of a compound buffer is skipped: the next string goes to the next buffer. */
static void next_buffer(word_t arg)
{
	static const word_t one[] = { 50 }, rooms[] = { 30, 500, 500 }, last[] = { 50 };
	struct pieces s1 = pieces_at(source(), 1, one), s2 = pieces_at(source() + 100, 1, one);
	struct pieces t1 = pieces_at(target(), 3, rooms);
	struct pieces t2 = pieces_at(target() + 4000, 1, last);

	begin(arg);
	pieces_fill(&s1);
	pieces_fill(&s2);
	pieces_clear(&t1);
	pieces_clear(&t2);
	add_string(&s1, true);
	add_string(&s2, false);
	add_buffer(&t1, true);
	add_buffer(&t2, false);
	go();
	transferred();
	pieces_check(&t1, 50);
	pieces_check(&t2, 50);
}

/* Words, a mapping and a string in one message. */
static void mixed(word_t arg)
{
	static const word_t size[] = { 500 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, size);

	(void)arg;
	begin(true);
	pieces_fill(&s);
	pieces_clear(&t);
	WORD_AT(arena(9)) = 0x99;
	out.mr[0] = TAG(0x51, 2, 2);
	out.mr[1] = 11;
	out.mr[2] = 22;
	map_item(&out.mr[3], page(9, L4_Readable), WINDOW);
	out.mr[3] |= 1;
	add_string(&s, false);
	in.br[0] = WHOLE.raw | 1;
	add_buffer(&t, false);
	go();
	transferred();
	CHECK_EQ(in.out[1], 11);
	CHECK_EQ(in.out[2], 22);
	CHECK_EQ(in.out[3], WINDOW | 9);
	pieces_check(&t, 500);
	CHECK_EQ(peek(server, WINDOW), 0x99);
}

/* C bits are made right, whatever was sent (15.36). */
static void c_bits(word_t arg)
{
	static const word_t size[] = { 10 };
	struct pieces s = pieces_at(source(), 1, size);
	struct pieces t[2] = { pieces_at(target(), 1, size), pieces_at(target() + 100, 1, size) };

	(void)arg;
	begin(true);
	pieces_fill(&s);
	add_string(&s, false);
	add_string(&s, true);
	add_buffer(&t[0], true);
	add_buffer(&t[1], false);
	go();
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(in.out[1] & 1, 1);
	CHECK_EQ(in.out[3] & 1, 0);
}

/* --- overflow ---------------------------------------------------------------------------- */

static void not_accepted(word_t arg)
{
	static const word_t size[] = { 100 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, size);

	begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	in.br[0] = 0;
	go();
	overflow(0);
	pieces_check(&t, 0);
}

static void buffer_short(word_t arg)
{
	static const word_t size[] = { 5000 }, room[] = { 1000, 1000, 900 };
	struct pieces s = pieces_at(source(), 1, size);
	struct pieces t = pieces_at(target(), arg & 2 ? 3 : 1, room);
	word_t fits = arg & 2 ? 2900 : 1000;

	begin(arg & 1);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	overflow(fits);
	pieces_check(&t, fits);
	CHECK_EQ(in.from.raw, arg & 1 ? L4_MyGlobalId().raw : L4_MyLocalId().raw);
}

/* More strings than buffers: the offset counts what went before. */
static void too_many(word_t arg)
{
	static const word_t size[] = { 60 };
	struct pieces s = pieces_at(source(), 1, size), t = pieces_at(target(), 1, size);

	begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	add_string(&s, true);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	overflow(60);
	pieces_check(&t, 60);
}

/* Items before the one that fails have arrived; the tag says how much was meant. */
static void partial(word_t arg)
{
	static const word_t size[] = { 60 };
	struct pieces s = pieces_at(source(), 1, size);

	(void)arg;
	begin(true);
	pieces_fill(&s);
	out.mr[0] = TAG(0x66, 2, 0);
	out.mr[1] = 5;
	out.mr[2] = 6;
	add_string(&s, false);
	in.br[0] = 0;
	go();
	overflow(0);
	CHECK_EQ(in.out[0], out.mr[0] | TAG_E);
	CHECK_EQ(in.out[1], 5);
	CHECK_EQ(in.out[2], 6);
}

/* Addresses behind user memory are never touched. */
static void kernel_source(word_t arg)
{
	static const word_t size[] = { 100 };
	struct pieces t = pieces_at(target(), 1, size);
	struct pieces s = { 1, { { ARCH_KERNEL_ADDRESS, 100 } } };

	begin(arg);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	overflow(0);
	pieces_check(&t, 0);
}

static void kernel_target(word_t arg)
{
	static const word_t size[] = { 100 };
	struct pieces s = pieces_at(source(), 1, size);
	struct pieces t = { 1, { { ARCH_KERNEL_ADDRESS, 100 } } };

	begin(arg);
	pieces_fill(&s);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	overflow(0);
}

/* A string that wraps around the end of the address space. */
static void wrapping(word_t arg)
{
	static const word_t size[] = { 100 };
	struct pieces t = pieces_at(target(), 1, size);
	struct pieces s = { 1, { { ALL_ONES - 20, 100 } } };

	begin(arg);
	pieces_clear(&t);
	add_string(&s, false);
	add_buffer(&t, false);
	go();
	overflow(0);
	pieces_check(&t, 0);
}

/* Words of the item reach beyond t. */
static void truncated_item(word_t words)
{
	begin(true);
	out.mr[0] = TAG(0, 0, words);
	out.mr[1] = length_word(10, 3, false, false);
	out.mr[2] = out.mr[3] = out.mr[4] = source();
	in.br[1] = length_word(100, 1, false, false);
	in.br[2] = target();
	in.brs = 3;
	go();
	CHECK(out.out[0] & TAG_E);
	CHECK_EQ(out.error & 0xf, ERR(E_OVERFLOW, SEND, 0));
	CHECK_EQ(in.error & 0xf, ERR(E_OVERFLOW, RECEIVE, 0));
}

/* Buffer descriptors that do not end within the 33 registers. */
static void endless_buffers(word_t arg)
{
	static const word_t size[] = { 400 };
	struct pieces s = pieces_at(source(), 1, size);

	begin(arg);
	pieces_fill(&s);
	add_string(&s, false);
	for (unsigned i = 1; i < 33; i++)
		in.br[i] = i & 1 ? length_word(10, 1, true, true) : target() + 16 * i;
	in.brs = 33;
	go();
	CHECK(out.out[0] & TAG_E);
	CHECK_EQ(out.error & 0xf, ERR(E_OVERFLOW, SEND, 0));
	CHECK_EQ(out.error >> 4, 160);
}

/* existing programs: one string on every message, of length 0 too, into buffers of 1 KiB */
static void server_loop(word_t arg)
{
	for (word_t size = 0; size <= 1024; size += 64) {
		word_t room = 1024;
		struct pieces s = pieces_at(source(), 1, &size), t = pieces_at(target(), 1, &room);

		if (size == 0)
			begin(arg);
		out.mr[0] = TAG(size, 0, 0);
		in.brs = 1;
		pieces_fill(&s);
		pieces_clear(&t);
		add_string(&s, false);
		add_buffer(&t, false);
		go();
		transferred();
		pieces_check(&t, size);
	}
}

#define SIZES(name, how)                                                                           \
	{ name ".0", "5.4", simple, 0 | (how) }, { name ".1", "5.4", simple, 1 | (how) },          \
		{ name ".3", "5.4", simple, 3 | (how) }, { name ".64", "5.4", simple, 64 | (how) },\
		{ name ".4096", "5.4", simple, 4096 | (how) },                                     \
		{ name ".65536", "5.4", simple, 65536 | (how) }

#define SHAPE(name, from, to) { name, "1.5", shaped, (from) | (to) << 4 }

static const struct test tests[] = {
	SIZES("simple.intra", 0),
	SIZES("simple.inter", OTHER),
	{ "unaligned.intra", "1.5", unaligned, 0 },
	{ "unaligned.inter", "1.5", unaligned, 1 },
	{ "larger-buffer.intra", "5.4", larger_buffer, 0 },
	{ "larger-buffer.inter", "5.4", larger_buffer, 1 },
	{ "across-pages.intra", "5.4", across_pages, 0 },
	{ "across-pages.inter", "5.4", across_pages, 1 },
	{ "sender-first.intra", "5.4", sender_first, 0 },
	{ "sender-first.inter", "5.4", sender_first, 1 },
	{ "largest.intra", "1.5", largest, 0, 20000 },
	{ "largest.inter", "1.5", largest, 1, 20000 },
	{ "hint.1", "1.5", hints, 1 },
	{ "hint.2", "1.5", hints, 2 },
	{ "hint.3", "1.5", hints, 3 },
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
	{ "shared-length.intra", "1.5", shared_length, 0 },
	{ "shared-length.inter", "1.5", shared_length, 1 },
	{ "several.2", "5.4", several, 2 },
	{ "several.10", "5.4", several, 10 },
	{ "next-buffer.intra", "5.4", next_buffer, 0 },
	{ "next-buffer.inter", "5.4", next_buffer, 1 },
	{ "mixed", "5.4", mixed },
	{ "c-bits", "1.5", c_bits },
	{ "overflow.not-accepted.intra", "5.4", not_accepted, 0 },
	{ "overflow.not-accepted.inter", "5.4", not_accepted, 1 },
	{ "overflow.buffer.intra", "5.4", buffer_short, 0 },
	{ "overflow.buffer.inter", "5.4", buffer_short, 1 },
	{ "overflow.compound.intra", "5.4", buffer_short, 2 },
	{ "overflow.compound.inter", "5.4", buffer_short, 3 },
	{ "overflow.too-many.intra", "5.4", too_many, 0 },
	{ "overflow.too-many.inter", "5.4", too_many, 1 },
	{ "overflow.partial", "5.3", partial },
	{ "overflow.kernel-source.intra", "5.4", kernel_source, 0 },
	{ "overflow.kernel-source.inter", "5.4", kernel_source, 1 },
	{ "overflow.kernel-target.intra", "5.4", kernel_target, 0 },
	{ "overflow.kernel-target.inter", "5.4", kernel_target, 1 },
	{ "overflow.wrapping", "5.4", wrapping, 1 },
	{ "overflow.truncated-item", "5.4", truncated_item, 3 },
	{ "overflow.endless-buffers", "1.6", endless_buffers, 1 },
	{ "server-loop.intra", "5.4", server_loop, 0 },
	{ "server-loop.inter", "5.4", server_loop, 1 },
};

TOPIC(string, "string");
