/* SPDX-License-Identifier: BSD-2-Clause */
/* overflow.c - tests of string items that do not fit, are not accepted or are no strings. */

#include "lib_string.h"

static void overflow(word_t offset)
{
	CHECK(string_out.out[0] & TAG_E);
	CHECK(string_in.out[0] & TAG_E);
	CHECK_EQ(string_out.error, ERR(E_OVERFLOW, SEND, offset));
	CHECK_EQ(string_in.error, ERR(E_OVERFLOW, RECEIVE, offset));
}

static void not_accepted(word_t arg)
{
	static const word_t size[] = {100};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, size);

	string_begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_in.br[0] = 0;
	string_go();
	overflow(0);
	pieces_check(&t, 0);
}

static void buffer_short(word_t arg)
{
	static const word_t size[] = {5000}, room[] = {1000, 1000, 900};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), arg & 2 ? 3 : 1, room);
	word_t fits = arg & 2 ? 2900 : 1000;

	string_begin(arg & 1);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	overflow(fits);
	pieces_check(&t, fits);
	CHECK_EQ(string_in.from.raw, arg & 1 ? L4_MyGlobalId().raw : L4_MyLocalId().raw);
}

/* More strings than buffers: the offset counts what went before. */
static void too_many(word_t arg)
{
	static const word_t size[] = {60};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = pieces_at(string_target(), 1, size);

	string_begin(arg);
	pieces_fill(&s);
	pieces_clear(&t);
	string_add(&s, true);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	overflow(60);
	pieces_check(&t, 60);
}

/* Items before the one that fails have arrived; the tag says how much was meant. */
static void partial(word_t arg)
{
	static const word_t size[] = {60};
	struct pieces s = pieces_at(string_source(), 1, size);

	(void)arg;
	string_begin(true);
	pieces_fill(&s);
	string_out.mr[0] = TAG(0x66, 2, 0);
	string_out.mr[1] = 5;
	string_out.mr[2] = 6;
	string_add(&s, false);
	string_in.br[0] = 0;
	string_go();
	overflow(0);
	CHECK_EQ(string_in.out[0], string_out.mr[0] | TAG_E);
	CHECK_EQ(string_in.out[1], 5);
	CHECK_EQ(string_in.out[2], 6);
}

/* Addresses behind user memory are never touched. */
static void kernel_source(word_t arg)
{
	static const word_t size[] = {100};
	struct pieces t = pieces_at(string_target(), 1, size);
	struct pieces s = {1, {{ARCH_KERNEL_ADDRESS, 100}}};

	string_begin(arg);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	overflow(0);
	pieces_check(&t, 0);
}

static void kernel_target(word_t arg)
{
	static const word_t size[] = {100};
	struct pieces s = pieces_at(string_source(), 1, size);
	struct pieces t = {1, {{ARCH_KERNEL_ADDRESS, 100}}};

	string_begin(arg);
	pieces_fill(&s);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	overflow(0);
}

/* A string that wraps around the end of the address space. */
static void wrapping(word_t arg)
{
	static const word_t size[] = {100};
	struct pieces t = pieces_at(string_target(), 1, size);
	struct pieces s = {1, {{ALL_ONES - 20, 100}}};

	string_begin(arg);
	pieces_clear(&t);
	string_add(&s, false);
	string_buffer(&t, false);
	string_go();
	overflow(0);
	pieces_check(&t, 0);
}

/* Words of the item reach beyond t. */
static void truncated_item(word_t words)
{
	string_begin(true);
	string_out.mr[0] = TAG(0, 0, words);
	string_out.mr[1] = length_word(10, 3, false, false);
	string_out.mr[2] = string_out.mr[3] = string_out.mr[4] = string_source();
	string_in.br[1] = length_word(100, 1, false, false);
	string_in.br[2] = string_target();
	string_in.brs = 3;
	string_go();
	CHECK(string_out.out[0] & TAG_E);
	CHECK_EQ(string_out.error & 0xf, ERR(E_OVERFLOW, SEND, 0));
	CHECK_EQ(string_in.error & 0xf, ERR(E_OVERFLOW, RECEIVE, 0));
	CHECK_EQ(string_in.out[1], string_out.mr[1]);
}

/* Buffer descriptors that do not end within the 33 registers. */
static void endless_buffers(word_t arg)
{
	static const word_t size[] = {400};
	struct pieces s = pieces_at(string_source(), 1, size);

	string_begin(arg);
	pieces_fill(&s);
	string_add(&s, false);
	for (unsigned i = 1; i < 33; i++)
		string_in.br[i] = i & 1 ? length_word(10, 1, true, true) : string_target() + 16 * i;
	string_in.brs = 33;
	string_go();
	CHECK(string_out.out[0] & TAG_E);
	CHECK_EQ(string_out.error & 0xf, ERR(E_OVERFLOW, SEND, 0));
	CHECK_EQ(string_out.error >> 4, 160);
}

static const struct test tests[] = {
	{"not-accepted.intra", "5.4", not_accepted, 0},
	{"not-accepted.inter", "5.4", not_accepted, 1},
	{"buffer.intra", "5.4", buffer_short, 0},
	{"buffer.inter", "5.4", buffer_short, 1},
	{"compound.intra", "5.4", buffer_short, 2},
	{"compound.inter", "5.4", buffer_short, 3},
	{"too-many.intra", "5.4", too_many, 0},
	{"too-many.inter", "5.4", too_many, 1},
	{"partial", "5.3", partial},
	{"kernel-source.intra", "5.4", kernel_source, 0},
	{"kernel-source.inter", "5.4", kernel_source, 1},
	{"kernel-target.intra", "5.4", kernel_target, 0},
	{"kernel-target.inter", "5.4", kernel_target, 1},
	{"wrapping", "5.4", wrapping, 1},
	{"truncated-item", "5.4", truncated_item, 3},
	{"endless-buffers", "1.6", endless_buffers, 1},
};

TOPIC(overflow, "overflow");
