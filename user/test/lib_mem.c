/* SPDX-License-Identifier: BSD-2-Clause */
/* lib_mem.c - memory for tests, and looking at the memory of other spaces. */

#include <l4/sigma0.h>

#include "lib.h"

#include "runner.h"

/* Larger than ARENA_PAGES pages on a CPU with larger pages costs nothing: it is never read. */
static char arena_memory[ARENA_PAGES * ARCH_PAGE_SIZE]
	__attribute__((aligned(ARENA_PAGES * ARCH_PAGE_SIZE)));

extern char _start[], _end[];

/* A region of each of the larger page sizes, or 0; which one the test uses. */
static word_t big[3];
static unsigned chosen;
static bool big_used;

/* --- arenas ------------------------------------------------------------------------------ */

word_t arena(unsigned page)
{
	CHECK(page < ARENA_PAGES);
	return (word_t)arena_memory + page * page_size();
}

unsigned big_bits(void)
{
	word_t mask = L4_PageSizeMask(kip);
	unsigned n = chosen;

	for (unsigned bits = page_bits() + 1; bits <= 24; bits++) {
		if ((mask >> bits & 1) && n-- == 0)
			return bits;
	}
	return 0;
}

word_t big_arena(void)
{
	if (!big_bits())
		test_skip("no such page size");
	if (!big[chosen])
		test_skip("no memory for such a page");
	big_used = true;
	return big[chosen];
}

word_t big_arena_of(word_t n)
{
	CHECK(n < ARRAY_SIZE(big));
	chosen = (unsigned)n;
	return big_arena();
}

L4_Fpage_t page(unsigned n, word_t rights)
{
	return fpage(arena(n), page_bits(), rights);
}

void number_pages(void)
{
	for (unsigned i = 0; i < ARENA_PAGES; i++)
		WORD_AT(arena(i)) = 0x1000 + i;
}

word_t at(unsigned n)
{
	return WINDOW + n * page_size();
}

L4_Fpage_t win(unsigned n, word_t rights)
{
	return fpage(at(n), page_bits(), rights);
}

static bool in_image(word_t address)
{
	return address >= ((word_t)_start & ~0xfffUL) && address < (word_t)_end;
}

bool is_shared_memory(word_t address)
{
	word_t base = big[chosen];

	return in_image(address) ||
	       (base && address >= base && address - base < (word_t)1 << big_bits());
}

/* Fault the whole image in, so that no thread but the runner needs sigma0 for it. */
static void touch_image(void)
{
	word_t step = page_size();

	for (word_t p = (word_t)_start & ~(step - 1); p < (word_t)_end; p += step)
		(void)WORD_AT(p);
}

void memory_init(void)
{
	touch_image();
	for (chosen = 0; chosen < ARRAY_SIZE(big) && big_bits(); chosen++) {
		L4_Fpage_t f = L4_Sigma0_GetAny(L4_nilthread, big_bits(), WHOLE);

		big[chosen] = L4_IsNilFpage(f) ? 0 : L4_Address(f);
	}
	chosen = 0;
}

/*
 * Undo what a test did to our own space: nothing in the windows, all arena pages present and
 * writable (sigma0 gives the runner its own pages again and again), the big page in one piece.
 */
void memory_restore(void)
{
	L4_Flush(fpage(WINDOW, WINDOW_BITS, L4_FullyAccessible));
	for (unsigned i = 0; i < ARENA_PAGES; i++)
		WORD_AT(arena(i)) = 0;
	if (big_used) {
		L4_Fpage_t f = fpage(big[chosen], big_bits(), L4_FullyAccessible);

		big_used = false;
		L4_Flush(f);
		L4_Sigma0_GetPage(L4_nilthread, f);
	}
	chosen = 0;
}

/* --- accesses in other spaces ------------------------------------------------------------ */

void touch_body(void *arg)
{
	struct touch *t = arg;

	if (t->access & L4_Writable)
		WORD_AT(t->address) = t->value;
	else if (t->access & L4_Readable)
		t->value = WORD_AT(t->address);
	else
		arch_execute(t->address);
	t->finished = true;
	L4_Set_MsgTag(L4_Niltag);
	L4_Send(t->told);
}

/* Is this MR0 of a page fault?  Then the attempted access is in the sub-bits. */
static bool is_fault(word_t tag)
{
	return (tag & ~0x70000UL) == PROTOCOL(-2, 0, 2);
}

struct fault fault_wait(const struct thread *t)
{
	struct fault f;
	word_t tag;
	tid_t from;

	L4_LoadBR(0, 0);
	tag = L4_Ipc(L4_nilthread, t->id, L4_Timeouts(L4_Never, ms(1000)), &from).raw;
	L4_StoreMR(1, &f.address);
	L4_StoreMR(2, &f.ip);
	CHECK_EQ(tag_error(tag), 0);
	CHECK_EQ(tag & ~0x70000UL, PROTOCOL(-2, 0, 2));
	f.rights = tag >> 16 & 7;
	return f;
}

void fault_reply_empty(const struct thread *t)
{
	L4_Set_MsgTag(L4_Niltag);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(1000)).raw), 0);
}

void fault_reply(const struct thread *t, L4_Fpage_t f, word_t base)
{
	word_t item[2];

	map_item(item, f, base);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMRs(1, 2, item);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(1000)).raw), 0);
}

/*
 * Make one access with a new thread whose pager is us.  Faults on shared memory (its code, its
 * stack) are answered as the suite's pager would; any other is the answer.
 */
static bool try_access(struct thread *where, struct touch *touch)
{
	struct thread *t;
	word_t step = page_size();

	touch->told = L4_Myself();
	touch->finished = false;
	t = SPAWN(touch_body, touch, .where = where, .pager = L4_Myself());
	for (;;) {
		word_t tag, address;

		L4_LoadBR(0, 0);
		tag = L4_Receive_Timeout(t->id, ms(1000)).raw;
		L4_StoreMR(1, &address);
		CHECK_EQ(tag_error(tag), 0);
		if (!is_fault(tag))
			break;
		touch->fault = address;
		if (address == touch->address || !is_shared_memory(address))
			break;
		fault_reply(t, fpage(address & ~(step - 1), page_bits(), 7), address & ~(step - 1));
	}
	thread_kill(t);
	return touch->finished;
}

bool can_access(struct thread *t, word_t address, word_t access)
{
	struct touch touch = {.address = address, .access = access};

	return try_access(t, &touch);
}

bool can_read(struct thread *t, word_t address)
{
	return can_access(t, address, L4_Readable);
}

bool can_write(struct thread *t, word_t address)
{
	return can_access(t, address, L4_Writable);
}

word_t peek(struct thread *t, word_t address)
{
	struct touch touch = {.address = address, .access = L4_Readable};

	if (!try_access(t, &touch))
		test_fail_eq(__FILE__, __LINE__, "page fault in peek", touch.fault, address);
	return touch.value;
}

/* --- mapping between spaces -------------------------------------------------------------- */

/* Item of the given kind from a server's space, or ours, to another server's. */
static word_t transfer(struct thread *from, struct thread *to, word_t item[2], L4_Fpage_t window)
{
	static struct ipc send, receive;

	send = (struct ipc){.to = to->id, .timeouts = L4_Timeouts(ms(1000), ms(1000))};
	send.mr[0] = TAG(0, 0, 2);
	send.mr[1] = item[0];
	send.mr[2] = item[1];
	receive = (struct ipc){.from_spec = from ? from->id : L4_Myself(),
			       .timeouts = L4_Timeouts(ms(1000), ms(1000)),
			       .brs = 1};
	receive.br[0] = window.raw & ~0xfUL;
	ask_begin(to, ipc_body, &receive);
	if (from)
		ask(from, ipc_body, &send);
	else
		ipc_do(&send);
	ask_end(to);
	CHECK(receive.returned);
	return receive.out[0];
}

word_t map_between(struct thread *from, struct thread *to, L4_Fpage_t f, word_t base,
		   L4_Fpage_t window)
{
	word_t item[2];

	map_item(item, f, base);
	return transfer(from, to, item, window);
}

word_t grant_between(struct thread *from, struct thread *to, L4_Fpage_t f, word_t base,
		     L4_Fpage_t window)
{
	word_t item[2];

	grant_item(item, f, base);
	return transfer(from, to, item, window);
}

word_t map_to(struct thread *server, L4_Fpage_t f, word_t base, L4_Fpage_t window)
{
	return map_between(NULL, server, f, base, window);
}

word_t grant_to(struct thread *server, L4_Fpage_t f, word_t base, L4_Fpage_t window)
{
	return grant_between(NULL, server, f, base, window);
}

struct unmap_args {
	word_t control;
	L4_Fpage_t f;
};

static void unmap_body(void *arg)
{
	struct unmap_args *a = arg;

	L4_LoadMR(0, a->f.raw);
	L4_Unmap(a->control);
	L4_StoreMR(0, &a->f.raw);
}

L4_Fpage_t unmap_in(struct thread *server, L4_Fpage_t f, word_t control)
{
	static struct unmap_args args;

	args = (struct unmap_args){control, f};
	if (server)
		ask(server, unmap_body, &args);
	else
		unmap_body(&args);
	return args.f;
}
