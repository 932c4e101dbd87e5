/* SPDX-License-Identifier: BSD-2-Clause */
/* mass.c - tests with many spaces, many mappings, and all the memory sigma0 has. */

#include <l4/sigma0.h>

#include "hostile/hostile.h"

static void nothing(void *arg)
{
	(void)arg;
}

/* --- many mappings ----------------------------------------------------------------------- */

/* All arena pages as one fpage: 2^6 pages. */
#define ARENA_BITS (page_bits() + 6)
#define CHUNK	   ((word_t)1 << ARENA_BITS)

_Static_assert(ARENA_PAGES == 64, "one fpage of the arena");

static struct ipc send, receive;
static struct thread *a;

/* The arena `count` times, side by side, from base on. */
static word_t map_chunks(word_t base, unsigned count)
{
	word_t error = 0;

	for (unsigned k = 0; k < count && !error; k += 31) {
		unsigned n = count - k < 31 ? count - k : 31;

		send = (struct ipc){.to = a->id, .timeouts = NEVER};
		send.mr[0] = TAG(0, 0, 2 * n);
		for (unsigned i = 0; i < n; i++)
			map_item(&send.mr[1 + 2 * i], fpage(arena(0), ARENA_BITS, L4_Readable),
				 base + (k + i) * CHUNK);
		receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
		receive.br[0] = WHOLE.raw;
		ask_begin(a, ipc_body, &receive);
		ipc_do(&send);
		ask_end(a);
		error = send.out[0] & TAG_E;
	}
	return error;
}

/* How many chunks of mappings are made, and how they go. */
enum { BY_UNMAP, BY_FLUSH, BY_DELETION };

static void mappings(word_t how)
{
	unsigned chunks = 1000, before, after;

	number_pages();
	before = kernel_capacity();
	a = server_new(NEW_SPACE);
	CHECK_EQ(map_chunks(0x10000000, chunks), 0);
	for (unsigned i = 0; i < chunks; i += 123) {
		CHECK_EQ(peek(a, 0x10000000 + i * CHUNK), 0x1000);
		CHECK_EQ(peek(a, 0x10000000 + i * CHUNK + 5 * page_size()), 0x1005);
	}
	if (how == BY_UNMAP)
		unmap_in(NULL, fpage(arena(0), ARENA_BITS, RWX), 0);
	else if (how == BY_FLUSH)
		unmap_in(a, L4_FpageAddRights(WHOLE, RWX), FLUSH);
	if (how == BY_DELETION) {
		thread_kill(a);
	} else {
		for (unsigned i = 0; i < chunks; i += 123)
			CHECK(!can_read(a, 0x10000000 + i * CHUNK));
		thread_kill(a);
	}
	CHECK_EQ(WORD_AT(arena(5)), 0x1005);
	sleep_us(100000);
	after = kernel_capacity();
	CHECK_IN(after, before - before / 200, before + before / 200);
}

/* Others are served while a huge tree is taken down. */
static volatile bool unmapped;

static void unmap_all(void *arg)
{
	(void)arg;
	unmap_in(NULL, fpage(arena(0), ARENA_BITS, RWX), 0);
	unmapped = true;
}

static void unmap_is_preempted(word_t arg)
{
	unsigned naps = 0;

	(void)arg;
	a = server_new(NEW_SPACE);
	CHECK_EQ(map_chunks(0x10000000, 1000), 0);
	unmapped = false;
	SPAWN(unmap_all, NULL, .prio = PRIO_TEST - 1);
	while (!unmapped && naps < 5000) {
		sleep_us(200);
		naps++;
	}
	CHECK(unmapped);
	CHECK(naps > 3);
}

/* --- many spaces ------------------------------------------------------------------------- */

#define SPACES 400

/* One page of ours in hundreds of spaces: answers to the fault with which each begins. */
static char stacks[SPACES][64] __attribute__((aligned(64)));

static void many_spaces(word_t arg)
{
	word_t first = reserve_numbers(SPACES);
	unsigned n;

	(void)arg;
	for (n = 0; n < SPACES; n++) {
		tid_t id = L4_GlobalId(first + n, 1);
		L4_MsgTag_t tag;
		word_t address;

		if (!L4_ThreadControl(id, id, runner_id, L4_nilthread, UTCB_NONE))
			break;
		if (!L4_SpaceControl(id, 0, space_kip_area(), space_utcb_area(), L4_nilthread,
				     &address))
			break;
		if (!L4_ThreadControl(id, id, L4_nilthread, L4_Myself(),
				      (void *)L4_Address(space_utcb_area())))
			break;
		set_prio(id, PRIO_TEST);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
		L4_LoadMR(1, WINDOW);
		L4_LoadMR(2, (word_t)stacks[n]);
		CHECK_EQ(tag_error(L4_Send_Timeout(id, ms(500)).raw), 0);
		tag = L4_Receive_Timeout(id, ms(500));
		L4_StoreMR(1, &address);
		CHECK_EQ(tag_error(tag.raw), 0);
		CHECK_EQ(address, WINDOW);
		send = (struct ipc){.to = id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
		send.mr[0] = TAG(0, 0, 2);
		map_item(&send.mr[1], page(0, L4_ReadeXecOnly), WINDOW);
		ipc_do(&send);
		if (tag_error(send.out[0]) == ERR(E_OVERFLOW, SEND, 0))
			break;				/* no memory for page tables */
		CHECK_EQ(tag_error(send.out[0]), 0);
	}
	CHECK(n > 100);
	unmap_in(NULL, page(0, RWX), 0);
	for (unsigned i = 0; i <= n && i < SPACES; i++)
		L4_ThreadControl(L4_GlobalId(first + i, 1), L4_nilthread, L4_nilthread,
				 L4_nilthread, UTCB_NONE);
	release_numbers();
	WORD_AT(arena(0)) = 1;
}

static void spaces_again(word_t arg)
{
	(void)arg;
	for (unsigned round = 0; round < 3; round++) {
		many_spaces(0);
		sleep_us(50000);
	}
}

/* --- all of sigma0's memory (last: nothing is left for others) ---------------------------- */

/* existing programs: all large pages, then all small ones, until nil comes */
static void take_all(word_t arg)
{
	unsigned big = 0, small = 0;

	(void)arg;
	if (big_bits()) {
		while (!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, big_bits(), WHOLE)))
			CHECK(++big < 4096);
	}
	while (!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, page_bits(), L4_Nilpage)))
		CHECK(++small < 1000000);
	CHECK(big + small > 0);
	CHECK(L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, page_bits(), WHOLE)));
}

static void ends_well(word_t arg)
{
	struct thread *t = run_space(nothing, NULL);

	(void)arg;
	thread_join(t);
	CHECK(WORD_AT(arena(0)) == 0);
}

static const struct test tests[] = {
	{"mappings.unmapped", "12.1", mappings, BY_UNMAP, 60000},
	{"mappings.flushed", "12.1", mappings, BY_FLUSH, 60000},
	{"mappings.deleted", "12.5", mappings, BY_DELETION, 60000},
	{"mappings.preemptible", "4.7", unmap_is_preempted, 0, 60000},
	{"spaces", "4.3", many_spaces, 0, 60000},
	{"spaces.again", "4.3", spaces_again, 0, 60000},
	{"sigma0.exhausted", "10.7", take_all, 0, 60000},
	{"afterwards", "10.7", ends_well},
};

TOPIC(mass, "mass");
