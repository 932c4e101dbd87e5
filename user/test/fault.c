/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.c - tests of the page-fault protocol. */

#include "lib.h"

static struct touch touch;

static struct thread *toucher(struct thread *where, word_t address, word_t access)
{
	touch = (struct touch){
		.address = address, .access = access, .value = 0x77, .told = L4_Myself()};
	return SPAWN(touch_body, &touch, .where = where, .pager = L4_Myself());
}

static void done(const struct thread *t)
{
	word_t w;

	CHECK_EQ(recv_word(t->id, &w, L4_Timeouts(L4_Never, ms(500))), 0);
	CHECK(touch.finished);
}

/* --- the message ------------------------------------------------------------------------- */

static void read_at(void *arg)
{
	touch.value = arch_read((word_t)arg);
	touch.finished = true;
}

static void write_at(void *arg)
{
	arch_write((word_t)arg, 0x55);
	touch.finished = true;
}

static void message_read(word_t arg)
{
	struct thread *t = SPAWN(read_at, (void *)(WINDOW + 0x120), .where = NULL,
				 .pager = L4_Myself());
	struct fault f = fault_wait(t);

	(void)arg;
	CHECK_EQ(f.address, WINDOW + 0x120);
	CHECK_EQ(f.ip, (word_t)arch_read_at);
	CHECK_EQ(f.rights, L4_Readable);
}

static void message_write(word_t arg)
{
	struct thread *t = SPAWN(write_at, (void *)(WINDOW + 0x128), .where = NULL,
				 .pager = L4_Myself());
	struct fault f = fault_wait(t);

	(void)arg;
	CHECK_EQ(f.address, WINDOW + 0x128);
	CHECK_EQ(f.ip, (word_t)arch_write_at);
	CHECK_EQ(f.rights, L4_Writable);
}

static void message_execute(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW + 0x40, L4_eXecutable);
	struct fault f = fault_wait(t);

	(void)arg;
	CHECK_EQ(f.address, WINDOW + 0x40);
	CHECK_EQ(f.ip, WINDOW + 0x40);
	if (L4_PageRights(kip) & L4_eXecutable)
		CHECK_EQ(f.rights, L4_eXecutable);
	else
		CHECK(f.rights == L4_Readable || f.rights == L4_eXecutable);
}

static void message_from(word_t other_space)
{
	struct thread *t = toucher(other_space ? NEW_SPACE : NULL, WINDOW, L4_Readable);
	word_t tag, address;
	tid_t from;

	for (;;) {
		L4_LoadBR(0, 0);
		tag = L4_Wait(&from).raw;
		L4_StoreMR(1, &address);
		CHECK_EQ(tag & ~0x70000UL, PROTOCOL(-2, 0, 2));
		CHECK_EQ(from.raw, other_space ? t->id.raw : thread_local_id(t).raw);
		if (address == WINDOW)
			break;
		address &= ~(page_size() - 1);
		fault_reply(t, fpage(address, page_bits(), 7), address);
	}
}

/* A fault in a page with fewer rights than wanted. */
static void write_protected(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW, L4_Writable);
	struct fault f = fault_wait(t);

	(void)arg;
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	f = fault_wait(t);
	CHECK_EQ(f.address, WINDOW);
	CHECK(f.rights & L4_Writable);
	fault_reply(t, fpage(arena(0), page_bits(), L4_ReadWriteOnly), WINDOW);
	done(t);
	CHECK_EQ(WORD_AT(arena(0)), 0x77);
}

/* A user thread that touches kernel memory: an ordinary fault. */
static void kernel_address(word_t access)
{
	struct thread *t = toucher(NULL, ARCH_KERNEL_ADDRESS, access);
	struct fault f = fault_wait(t);

	CHECK_EQ(f.address, ARCH_KERNEL_ADDRESS);
	CHECK_EQ(f.rights & L4_Writable, access & L4_Writable);
	fault_reply(t, fpage(arena(0), page_bits(), L4_FullyAccessible),
		    ARCH_KERNEL_ADDRESS & ~(page_size() - 1));
	f = fault_wait(t);
	CHECK_EQ(f.address, ARCH_KERNEL_ADDRESS);
	CHECK(!touch.finished);
}

/* Page 0 belongs to the user. */
static void page_zero(word_t arg)
{
	struct thread *t = SPAWN(read_at, (void *)8, .where = NULL, .pager = L4_Myself());
	struct fault f = fault_wait(t);

	(void)arg;
	CHECK_EQ(f.address, 8);
	WORD_AT(arena(0) + 8) = 0x99;
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), 0);
	thread_join(t);
	CHECK_EQ(touch.value, 0x99);
	L4_Flush(fpage(0, page_bits(), L4_FullyAccessible));
}

/* --- replies ----------------------------------------------------------------------------- */

static void reply_map(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW + 16, L4_Readable);

	(void)arg;
	fault_wait(t);
	WORD_AT(arena(2) + 16) = 0x1dea;
	fault_reply(t, fpage(arena(2), page_bits(), L4_Readable), WINDOW);
	done(t);
	CHECK_EQ(touch.value, 0x1dea);
}

static void reply_empty_retries(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW, L4_Readable);

	(void)arg;
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQ(fault_wait(t).address, WINDOW);
		fault_reply_empty(t);
	}
	fault_wait(t);
	fault_reply(t, fpage(arena(2), page_bits(), L4_Readable), WINDOW);
	done(t);
}

static void reply_wrong_page(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW, L4_Readable);

	(void)arg;
	fault_wait(t);
	fault_reply(t, fpage(arena(2), page_bits(), L4_Readable), WINDOW + page_size());
	CHECK_EQ(fault_wait(t).address, WINDOW);
	fault_reply(t, fpage(arena(2), page_bits(), L4_Readable), WINDOW);
	done(t);
}

static void reply_grant(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW, L4_Readable);
	word_t item[2];

	(void)arg;
	fault_wait(t);
	WORD_AT(arena(3)) = 0xface;
	grant_item(item, fpage(arena(3), page_bits(), L4_FullyAccessible), WINDOW);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMRs(1, 2, item);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(100)).raw), 0);
	done(t);
	CHECK_EQ(touch.value, 0xface);
}

/* Several items in one reply; untyped words and the label do not matter (16). */
static void reply_several_items(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW + 2 * page_size(), L4_Readable);

	(void)arg;
	fault_wait(t);
	WORD_AT(arena(2)) = 0x22;
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0x1234, 1, 6)});
	L4_LoadMR(1, 0xdead);
	for (unsigned i = 0; i < 3; i++) {
		word_t item[2];

		map_item(item, fpage(arena(i), page_bits(), L4_Readable), WINDOW + i * page_size());
		L4_LoadMRs((int)(2 + 2 * i), 2, item);
	}
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(100)).raw), 0);
	done(t);
	CHECK_EQ(touch.value, 0x22);
	for (unsigned i = 0; i < 3; i++)
		CHECK(can_read(NULL, WINDOW + i * page_size()));
}

/* Only the pager's answer ends the wait. */
static struct ipc intruder;

static void reply_from_other(word_t arg)
{
	struct thread *t = toucher(NULL, WINDOW, L4_Readable), *other;

	(void)arg;
	fault_wait(t);
	intruder = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(5), L4_Never)};
	other = run_local(ipc_body, &intruder);
	thread_join(other);
	ipc_check_error(&intruder, ERR(E_TIMEOUT, SEND, 0));
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	done(t);
}

/* --- what the faulting thread keeps ------------------------------------------------------ */

static word_t kept[64], kept_br[33];

static void touch_with_utcb(void *arg)
{
	word_t mr[64], br[33];

	(void)arg;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(13, i);
	for (unsigned i = 0; i < 33; i++)
		br[i] = ipc_pattern(14, i);
	L4_LoadMRs(0, 64, mr);
	L4_LoadBRs(0, 33, br);
	touch.value = WORD_AT(WINDOW);
	L4_StoreMRs(0, 64, kept);
	L4_StoreBRs(0, 33, kept_br);
	touch.finished = true;
}

static void keeps_utcb(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch.finished = false;
	t = SPAWN(touch_with_utcb, NULL, .where = NULL, .pager = L4_Myself());
	fault_wait(t);
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	thread_join(t);
	for (unsigned i = 0; i < 64; i++)
		CHECK_EQ(kept[i], ipc_pattern(13, i));
	for (unsigned i = 0; i < 33; i++)
		CHECK_EQ(kept_br[i], ipc_pattern(14, i));
}

/* --- pagers ------------------------------------------------------------------------------ */

static void set_nil_pager(void *arg)
{
	(void)arg;
	L4_Set_Pager(L4_nilthread);
	touch.value = WORD_AT(WINDOW);
	touch.finished = true;
}

/* Without a pager the thread is halted; with one it may be resumed and retries (15.61). */
static void no_pager(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch = (struct touch){.finished = false};
	t = run_local(set_nil_pager, NULL);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	L4_Set_PagerOf(t->id, L4_Myself());
	exregs_control(t->id, EX_HALT);
	CHECK_EQ(fault_wait(t).address, WINDOW);
	WORD_AT(arena(0)) = 0x31;
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	thread_join(t);
	CHECK_EQ(touch.value, 0x31);
}

static void bad_pager(word_t arg)
{
	struct thread *t;

	(void)arg;
	t = toucher(NULL, WINDOW, L4_Readable);
	fault_wait(t);
	fault_reply_empty(t);
	fault_wait(t);
	L4_Set_PagerOf(t->id, bogus_id());
	fault_reply_empty(t);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
}

/* The Pager register is writable by its thread and counts at once. */
static struct thread *second_pager;

static void switch_pager(void *arg)
{
	(void)arg;
	L4_Set_Pager(second_pager->id);
	touch.value = WORD_AT(WINDOW);
	touch.finished = true;
}

static struct ipc fault_message;

static void pager_register(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch = (struct touch){.finished = false};
	fault_message = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	second_pager = run_local(ipc_body, &fault_message);
	t = run_local(switch_pager, NULL);
	thread_join(second_pager);
	CHECK_EQ(fault_message.out[0], PROTOCOL(-2, 4, 2));
	CHECK_EQ(fault_message.out[1], WINDOW);
	CHECK_EQ(fault_message.from.raw, thread_local_id(t).raw);
}

/* The pager dies while it owes a reply: the thread is halted (15.61). */
static void pager_deleted(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch = (struct touch){.finished = false};
	fault_message = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	second_pager = run_local(ipc_body, &fault_message);
	t = run_local(switch_pager, NULL);
	thread_join(second_pager);
	thread_kill(second_pager);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	L4_Set_PagerOf(t->id, L4_Myself());
	exregs_control(t->id, EX_HALT);
	fault_wait(t);
	fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	thread_join(t);
}

/* The message waits in the queue of a pager that does something else. */
static void pager_busy(word_t arg)
{
	struct thread *a = toucher(NULL, WINDOW, L4_Readable);
	struct thread *b = SPAWN(read_at, (void *)(WINDOW + page_size()), .where = NULL,
				 .pager = L4_Myself());

	(void)arg;
	sleep_us(20000);
	CHECK_EQ(fault_wait(b).address, WINDOW + page_size());
	CHECK_EQ(fault_wait(a).address, WINDOW);
	fault_reply(a, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
	done(a);
	fault_reply(b, fpage(arena(1), page_bits(), L4_Readable), WINDOW + page_size());
	thread_join(b);
}

/* A space of which every page is faulted in, code and stack included. */
static volatile word_t sum;

static void sum_up(void *arg)
{
	(void)arg;
	sum = 0;
	for (unsigned i = 0; i < 32; i++)
		sum += WORD_AT(arena(i));
}

static void whole_space(word_t arg)
{
	struct thread *t;

	(void)arg;
	for (unsigned i = 0; i < 32; i++)
		WORD_AT(arena(i)) = i;
	t = run_space(sum_up, NULL);
	thread_join(t);
	CHECK_EQ(sum, 31 * 32 / 2);
}

/* Answers of many pages, into the complete address space. */
static void large_reply(word_t bits)
{
	word_t base = arena(0), size = (word_t)1 << bits;
	struct thread *t;

	if (size > ARENA_PAGES * page_size())
		test_skip("the arena is smaller");
	CHECK_EQ(base & (size - 1), 0);
	WORD_AT(base + size - page_size()) = 0xf00d;
	t = toucher(NULL, WINDOW + size - page_size(), L4_Readable);
	fault_wait(t);
	fault_reply(t, fpage(base, (unsigned)bits, L4_Readable), WINDOW);
	done(t);
	CHECK_EQ(touch.value, 0xf00d);
	CHECK(can_read(NULL, WINDOW));
	CHECK(!can_read(NULL, WINDOW + size));
}

static const struct test tests[] = {
	{"message.read", "10.2", message_read},
	{"message.write", "10.2", message_write},
	{"message.execute", "10.2", message_execute},
	{"message.from.intra", "10.2", message_from, 0},
	{"message.from.inter", "10.2", message_from, 1},
	{"write-protected", "10.2", write_protected},
	{"kernel-address.read", "10.2", kernel_address, L4_Readable},
	{"kernel-address.write", "10.2", kernel_address, L4_Writable},
	{"page-zero", "10.2", page_zero},
	{"reply.map", "10.2", reply_map},
	{"reply.empty-retries", "10.2", reply_empty_retries},
	{"reply.wrong-page", "10.2", reply_wrong_page},
	{"reply.grant", "10.2", reply_grant},
	{"reply.several-items", "10.2", reply_several_items},
	{"reply.from-other", "10.2", reply_from_other},
	{"reply.8k", "10.2", large_reply, 13},
	{"reply.16k", "10.2", large_reply, 14},
	{"reply.64k", "10.2", large_reply, 16},
	{"reply.256k", "10.2", large_reply, 18},
	{"keeps-utcb", "10", keeps_utcb},
	{"pager.none", "10.2", no_pager},
	{"pager.nonexisting", "10.2", bad_pager},
	{"pager.register", "3.1", pager_register},
	{"pager.deleted", "15", pager_deleted},
	{"pager.busy", "10.2", pager_busy},
	{"whole-space", "10.2", whole_space},
};

TOPIC(fault, "fault");
