/* SPDX-License-Identifier: BSD-2-Clause */
/* map.c - tests of map items: rights, what is replaced, what is skipped. */

#include "lib.h"

static struct thread *a, *b;

static void spaces(unsigned n)
{
	a = server_new(NEW_SPACE);
	b = n > 1 ? server_new(NEW_SPACE) : NULL;
}

/* --- one page ---------------------------------------------------------------------------- */

static void simple(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(map_to(a, page(3, RWX), WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK_EQ(peek(a, WINDOW), 0x1003);
	CHECK(can_write(a, WINDOW));
	CHECK_EQ(WORD_AT(arena(3)), 0);
	CHECK(!can_read(a, at(1)));
}

static void rights(word_t given)
{
	spaces(1);
	map_to(a, page(0, given), WINDOW, WHOLE);
	CHECK_EQ(can_read(a, WINDOW), given & L4_Readable ? true : false);
	if (!(given & L4_Writable))
		CHECK(!can_write(a, WINDOW));
	if ((given & L4_ReadWriteOnly) == L4_ReadWriteOnly)
		CHECK(can_write(a, WINDOW));
}

static void rights_none(word_t arg)
{
	(void)arg;
	spaces(1);
	CHECK_EQ(map_to(a, page(0, 0), WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
}

static void rights_execute(word_t arg)
{
	(void)arg;
	spaces(1);
	arch_write_code(arena(0));
	map_to(a, page(0, L4_ReadeXecOnly), WINDOW, WHOLE);
	CHECK(can_access(a, WINDOW, L4_eXecutable));
	arch_write_code(arena(1));
	map_to(a, page(1, L4_Readable), at(1), WHOLE);
	CHECK_EQ(can_access(a, at(1), L4_eXecutable),
		 !(L4_PageRights(kip) & L4_eXecutable)); /* else tied to reading */
}

/* Nobody passes on more than he has. */
static void rights_of_mapper(word_t arg)
{
	(void)arg;
	spaces(2);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	CHECK(can_read(b, WINDOW));
	CHECK(!can_write(b, WINDOW));
}

/* The same page again with more rights: added to what the receiver has, not to its receivers'. */
static void rights_extended(word_t arg)
{
	(void)arg;
	spaces(2);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	map_to(a, page(0, L4_ReadWriteOnly), WINDOW, WHOLE);
	CHECK(can_write(a, WINDOW));
	CHECK(can_read(b, WINDOW));
	CHECK(!can_write(b, WINDOW));
}

/* ... and with fewer nothing is taken away. */
static void rights_not_reduced(word_t arg)
{
	(void)arg;
	spaces(1);
	map_to(a, page(0, L4_ReadWriteOnly), WINDOW, WHOLE);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	CHECK(can_write(a, WINDOW));
}

static void not_present(word_t arg)
{
	(void)arg;
	spaces(2);
	map_to(b, page(1, L4_Readable), WINDOW, WHOLE);
	CHECK_EQ(map_between(a, b, fpage(at(7), page_bits(), RWX), WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK(can_read(b, WINDOW));
}

static void replaces(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, page(1, L4_ReadWriteOnly), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	map_to(a, page(2, L4_Readable), WINDOW, WHOLE);
	CHECK_EQ(peek(a, WINDOW), 0x1002);
	CHECK(!can_write(a, WINDOW));
	CHECK(!can_read(b, WINDOW));
}

static void source_unchanged(word_t arg)
{
	(void)arg;
	spaces(1);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	WORD_AT(arena(0)) = 0xabc;
	CHECK_EQ(peek(a, WINDOW), 0xabc);
}

/* The same page twice in one space, and in two. */
static void twice(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, page(5, L4_Readable), at(0), WHOLE);
	map_to(a, page(5, L4_ReadWriteOnly), at(1), WHOLE);
	map_to(b, page(5, L4_Readable), at(2), WHOLE);
	CHECK_EQ(peek(a, at(0)), 0x1005);
	CHECK_EQ(peek(a, at(1)), 0x1005);
	CHECK_EQ(peek(b, at(2)), 0x1005);
	CHECK(!can_write(a, at(0)));
	CHECK(can_write(a, at(1)));
}

/* --- kernel objects ---------------------------------------------------------------------- */

/* The KIP and UTCBs cannot be sent; what lies beside them can. */
static void kip_not_sent(word_t arg)
{
	(void)arg;
	spaces(1);
	map_to(a, fpage((word_t)kip, page_bits(), RWX), WINDOW, WHOLE);
	CHECK(!can_read(a, WINDOW));
}

static void utcb_not_sent(word_t arg)
{
	(void)arg;
	spaces(1);
	map_to(a, fpage(L4_MyLocalId().raw & ~(page_size() - 1), page_bits(), RWX), WINDOW, WHOLE);
	CHECK(!can_read(a, WINDOW));
}

static word_t first_word(struct thread *s, word_t address)
{
	return peek(s, address);
}

static void kip_not_covered(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	CHECK_EQ(map_to(a, page(1, RWX), (word_t)kip, WHOLE), TAG(0, 0, 2));
	CHECK_EQ(first_word(a, (word_t)kip), WORD_AT((word_t)kip));
	CHECK(!can_write(a, (word_t)kip));
}

static void utcb_not_covered(word_t arg)
{
	word_t utcb = L4_Address(space_utcb_area());

	(void)arg;
	number_pages();
	spaces(1);
	CHECK_EQ(map_to(a, page(1, RWX), utcb, WHOLE), TAG(0, 0, 2));
	CHECK(first_word(a, utcb) != 0x1001);
	map_to(a, page(2, RWX), WINDOW, WHOLE);
	CHECK(can_read(a, WINDOW));
}

static void kernel_memory(word_t arg)
{
	word_t high = ARCH_KERNEL_ADDRESS & ~(page_size() - 1);

	(void)arg;
	spaces(1);
	CHECK_EQ(map_to(a, page(1, RWX), high, WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, high));
	CHECK_EQ(map_to(a, fpage(high, page_bits(), RWX), WINDOW, WHOLE), TAG(0, 0, 2));
	CHECK(!can_read(a, WINDOW));
	CHECK_EQ(map_to(a, page(1, RWX), WINDOW, fpage(high, page_bits(), 0)), TAG(0, 0, 2));
	CHECK(!can_read(a, high));
}

/* --- messages with items ----------------------------------------------------------------- */

static struct ipc send, receive;

/* One message, given by send.mr, to a receiver with the complete space. */
static void exchange(struct thread *to, bool receiver_first)
{
	send.to = to->id;
	send.timeouts = NEVER;
	receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	receive.br[0] = WHOLE.raw;
	ask_begin(to, ipc_body, &receive);
	if (receiver_first)
		thread_await(to->id, L4_SCHEDRESULT_WAITING);
	ipc_do(&send);
	ask_end(to);
}

/* Items behind untyped words; the receiver gets both words of each, C bits made right. */
static void items(word_t receiver_first)
{
	(void)receiver_first;
	number_pages();
	spaces(1);
	send = (struct ipc){.brs = 0};
	send.mr[0] = TAG(0x55, 2, 6);
	send.mr[1] = 11;
	send.mr[2] = 22;
	for (unsigned i = 0; i < 3; i++)
		map_item(&send.mr[3 + 2 * i], page(i, L4_Readable), at(i));
	send.mr[7] |= 1; /* C in the last item, none in the others */
	exchange(a, receiver_first);
	CHECK_EQ(send.out[0], 0);
	CHECK_EQ(receive.out[0], TAG(0x55, 2, 6));
	CHECK_EQ(receive.out[1], 11);
	CHECK_EQ(receive.out[2], 22);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQ(receive.out[3 + 2 * i], at(i) | 8 | (i < 2));
		CHECK_EQ(receive.out[4 + 2 * i], page(i, L4_Readable).raw);
		CHECK_EQ(peek(a, at(i)), 0x1000 + i);
	}
}

static void items_mixed(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(2);
	map_to(a, fpage(arena(0), page_bits() + 1, RWX), WINDOW, WHOLE);
	send = (struct ipc){.to = b->id, .timeouts = NEVER};
	send.mr[0] = TAG(0, 0, 4);
	map_item(&send.mr[1], fpage(at(0), page_bits(), L4_Readable), at(4));
	grant_item(&send.mr[3], fpage(at(1), page_bits(), RWX), at(5));
	receive = (struct ipc){.from_spec = a->id, .timeouts = NEVER, .brs = 1};
	receive.br[0] = WHOLE.raw;
	ask_begin(b, ipc_body, &receive);
	ask(a, ipc_body, &send);
	ask_end(b);
	CHECK_EQ(receive.out[1], at(4) | 9);
	CHECK_EQ(receive.out[3], at(5) | 0xa);
	CHECK_EQ(peek(b, at(4)), 0x1000);
	CHECK_EQ(peek(b, at(5)), 0x1001);
	CHECK(can_read(a, at(0)));
	CHECK(!can_read(a, at(1)));
}

/* As many items as fit: 31 of two words. */
static void items_most(word_t arg)
{
	(void)arg;
	number_pages();
	spaces(1);
	send = (struct ipc){.brs = 0};
	send.mr[0] = TAG(0, 1, 62);
	for (unsigned i = 0; i < 31; i++)
		map_item(&send.mr[2 + 2 * i], page(i, L4_Readable), at(i));
	exchange(a, true);
	CHECK_EQ(receive.out[0], TAG(0, 1, 62));
	for (unsigned i = 0; i < 31; i += 5)
		CHECK_EQ(peek(a, at(i)), 0x1000 + i);
}

/* A malformed list of items: overflow in both; what came before it has been done. */
static void items_bad(word_t which)
{
	spaces(1);
	send = (struct ipc){.brs = 0};
	map_item(&send.mr[1], page(0, L4_Readable), WINDOW);
	switch (which) {
	case 0: /* half an item */
		send.mr[0] = TAG(0, 0, 1);
		break;
	case 1: /* one and a half */
		send.mr[0] = TAG(0, 0, 3);
		map_item(&send.mr[3], page(1, L4_Readable), at(1));
		break;
	case 2: /* reserved type */
		send.mr[0] = TAG(0, 0, 2);
		send.mr[1] = WINDOW | 0xe;
		break;
	default: /* control transfer, not accepted */
		send.mr[0] = TAG(0, 0, 2);
		send.mr[1] = 1 << 12 | 0xc;
		break;
	}
	exchange(a, true);
	CHECK(send.out[0] & TAG_E);
	CHECK_EQ(send.error, ERR(E_OVERFLOW, SEND, 0));
	CHECK(receive.out[0] & TAG_E);
	CHECK_EQ(receive.error, ERR(E_OVERFLOW, RECEIVE, 0));
	CHECK_EQ(receive.from.raw, L4_MyGlobalId().raw);
	for (word_t i = 1; i <= (which == 1 ? 3 : 1); i++)	/* up to the item that failed */
		CHECK_EQ(receive.out[i] | 1, send.mr[i] | 1);
	CHECK(!can_read(a, at(1)));
}

/* An unaccepted item does not stop those behind it. */
static void items_after_unaccepted(word_t arg)
{
	(void)arg;
	spaces(1);
	send = (struct ipc){.brs = 0};
	send.mr[0] = TAG(0, 0, 4);
	map_item(&send.mr[1], fpage(at(40), page_bits(), RWX), at(0));
	map_item(&send.mr[3], page(1, L4_Readable), at(1));
	exchange(a, false);
	CHECK_EQ(receive.out[0], TAG(0, 0, 4));
	CHECK(can_read(a, at(1)));
}

static const struct test tests[] = {
	{"page", "12.3", simple},
	{"rights.r", "12.3", rights, 4},
	{"rights.rw", "12.3", rights, 6},
	{"rights.rx", "12.3", rights, 5},
	{"rights.rwx", "12.3", rights, 7},
	{"rights.none", "12.3", rights_none},
	{"rights.execute", "12.3", rights_execute},
	{"rights.of-mapper", "12.3", rights_of_mapper},
	{"rights.extended", "12.3", rights_extended},
	{"rights.not-reduced", "12.3", rights_not_reduced},
	{"not-present", "12.3", not_present},
	{"replaces", "12.3", replaces},
	{"source-unchanged", "12.1", source_unchanged},
	{"twice", "12.1", twice},
	{"kernel.kip-not-sent", "12.1", kip_not_sent},
	{"kernel.utcb-not-sent", "12.1", utcb_not_sent},
	{"kernel.kip-not-covered", "12.1", kip_not_covered},
	{"kernel.utcb-not-covered", "12.1", utcb_not_covered},
	{"kernel.memory", "12.1", kernel_memory},
	{"items.receiver-first", "5.4", items, 1},
	{"items.sender-first", "5.4", items, 0},
	{"items.mixed", "5.4", items_mixed},
	{"items.most", "5.4", items_most},
	{"items.half", "5.4", items_bad, 0},
	{"items.one-and-half", "5.4", items_bad, 1},
	{"items.reserved-type", "5.4", items_bad, 2},
	{"items.ctrlxfer", "5.4", items_bad, 3},
	{"items.after-empty", "5.4", items_after_unaccepted},
};

TOPIC(map, "map");
