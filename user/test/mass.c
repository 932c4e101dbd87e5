/* SPDX-License-Identifier: BSD-2-Clause */
/* mass.c - tests with many spaces, many mappings, and all the memory sigma0 has. */

#include <l4/sigma0.h>
#include <stdio.h>

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

#define SPACES 1024

/* One page of ours in hundreds of spaces: answers to the fault with which each begins. */
static char stacks[SPACES][64] __attribute__((aligned(64)));

/* As many as `wanted`, or as memory is there for; how many. */
static unsigned share_with_spaces(unsigned wanted)
{
	word_t first = reserve_numbers(wanted);
	unsigned n;

	for (n = 0; n < wanted; n++) {
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
	unmap_in(NULL, page(0, RWX), 0);
	for (unsigned i = 0; i <= n && i < wanted; i++)
		L4_ThreadControl(L4_GlobalId(first + i, 1), L4_nilthread, L4_nilthread,
				 L4_nilthread, UTCB_NONE);
	release_numbers();
	WORD_AT(arena(0)) = 1;
	return n;
}

static void many_spaces(word_t arg)
{
	(void)arg;
	CHECK(share_with_spaces(400) > 100);
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

/* All large pages, then all small ones, until nil comes; how many. */
static unsigned take_until_nil(void)
{
	unsigned big = 0, small = 0;

	if (big_bits()) {
		while (!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, big_bits(), WHOLE)))
			CHECK(++big < 1000000);
	}
	while (!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, page_bits(), L4_Nilpage)))
		CHECK(++small < 1000000);
	return big + small;
}

/* existing programs: as take_until_nil() does it */
static void take_all(word_t arg)
{
	(void)arg;
	CHECK(take_until_nil() > 0);
	CHECK(L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, page_bits(), WHOLE)));
}

/* --- on a machine with 1 GiB -------------------------------------------------------------- */

/* Bytes of physical memory that the descriptors give this type; the last one counts. */
static uint64_t memory_of(word_t type)
{
	uint64_t found = 0;

	for (word_t i = 0; L4_MemoryDesc(kip, i) != NULL; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d) && L4_MemoryDescType(d) == type)
			found += (uint64_t)L4_MemoryDescHigh(d) - L4_MemoryDescLow(d) + 1;
	}
	return found;
}

static void need_gigabyte(void)
{
	if (memory_of(L4_ConventionalMemoryType) < 1000u << 20)
		test_skip("the machine has less than 1 GiB");
}

static void thousand_spaces(word_t arg)
{
	(void)arg;
	need_gigabyte();
	CHECK_EQ(share_with_spaces(1000), 1000);
}

/* 1.5 GiB of addresses in small pages, away from programs and what the kernel places. */
#define MANY_CHUNKS 6200
#define MANY_BASE   0x50000000

/* Mappings of one page until kernel memory is used up, when sigma0 has none to give, either. */
static void million_mappings(word_t arg)
{
	struct thread *servers[16];
	unsigned n = 0, chunks = 0;
	word_t error = 0;

	(void)arg;
	need_gigabyte();
	take_until_nil();
	number_pages();
	while (!error && n < ARRAY_SIZE(servers)) {
		servers[n] = a = server_new(NEW_SPACE);
		n++;
		for (unsigned k = 0; k < MANY_CHUNKS && !error; k += 31) {
			error = map_chunks(MANY_BASE + k * CHUNK, 31);
			chunks += error ? 0 : 31;
		}
		if (!error)
			CHECK_EQ(peek(a, MANY_BASE + 6000 * CHUNK + 7 * page_size()), 0x1007);
	}
	if (error)
		CHECK_EQ(tag_error(send.out[0]), ERR(E_OVERFLOW, SEND, 0));
	for (unsigned i = 0; i < n; i++)
		thread_kill(servers[i]);
	printf("# %u mappings\n", chunks * ARENA_PAGES);
	CHECK(chunks * ARENA_PAGES >= 1000000);
	CHECK_EQ(WORD_AT(arena(7)), 0x1007);
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
	{"gigabyte.spaces", "12.1", thousand_spaces, 0, 60000},
	{"gigabyte.mappings", "12.1", million_mappings, 0, 600000},
	{"afterwards", "10.7", ends_well},
};

TOPIC(mass, "mass");
