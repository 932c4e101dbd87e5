/* SPDX-License-Identifier: BSD-2-Clause */
/* many.c - tests with thousands of threads, and of running out of kernel memory. */

#include "hostile/hostile.h"

#define MANY 4000

static void nothing(void *arg)
{
	(void)arg;
}

static void delete (tid_t id)
{
	thread_control(id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
}

/* --- thousands of threads ---------------------------------------------------------------- */

/* A space with room for count UTCBs at WINDOW, and its first, inactive thread. */
static struct thread *wide_space(unsigned count)
{
	struct thread *t = thread_reserve(NEW_SPACE, nothing, NULL);
	unsigned bits = L4_UtcbAreaSizeLog2(kip);
	word_t old;

	while (((word_t)1 << bits) / L4_UtcbSize(kip) < count + 1)
		bits++;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	if (!L4_SpaceControl(t->id, 0, space_kip_area(), L4_FpageLog2(WINDOW, (int)bits),
			     L4_nilthread, &old))
		test_fail_eq(__FILE__, __LINE__, "SpaceControl", L4_ErrorCode(), 0);
	return t;
}

static void many_inactive(word_t arg)
{
	word_t first = reserve_numbers(MANY);

	(void)arg;
	for (unsigned i = 0; i < MANY; i++)
		thread_control(L4_GlobalId(first + i, 1), runner_id, runner_id, L4_nilthread,
			       ALL_ONES);
	for (unsigned i = 0; i < MANY; i += 97)
		CHECK_EQ(thread_state(L4_GlobalId(first + i, 1)), L4_SCHEDRESULT_INACTIVE);
	for (unsigned i = 0; i < MANY; i++)
		delete (L4_GlobalId(first + i, 1));
	for (unsigned i = 0; i < MANY; i += 97)
		CHECK_IN(thread_state(L4_GlobalId(first + i, 1)), 0, 1);
}

/* All waiting for their start message, each found by its id. */
static void many_active(word_t arg)
{
	word_t first = reserve_numbers(MANY);
	struct thread *t = wide_space(MANY);

	(void)arg;
	for (unsigned i = 0; i < MANY; i++)
		thread_control(L4_GlobalId(first + i, 1), t->id, runner_id, L4_Myself(),
			       WINDOW + i * L4_UtcbSize(kip));
	for (unsigned i = 0; i < MANY; i += 97)
		thread_await_unstarted(L4_GlobalId(first + i, 1));
	for (unsigned i = 0; i < MANY; i++)
		delete (L4_GlobalId(first + i, 1));
}

/* Thousands of threads that all run, each until it has counted itself. */
static volatile word_t alive;
static char small_stacks[1024][256] __attribute__((aligned(64)));

static void count_me(void)
{
	__atomic_add_fetch(&alive, 1, __ATOMIC_SEQ_CST);
	for (;;)
		L4_Sleep(L4_Never);
}

static void many_running(word_t arg)
{
	word_t first = reserve_numbers(1024);
	struct thread *space = wide_space(1024);

	(void)arg;
	alive = 0;
	for (unsigned i = 0; i < 1024; i++) {
		tid_t id = L4_GlobalId(first + i, 1);
		L4_MsgTag_t tag;

		thread_control(id, space->id, runner_id, L4_Myself(),
			       WINDOW + i * L4_UtcbSize(kip));
		thread_control(id, space->id, L4_nilthread, pager_id, ALL_ONES);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
		L4_LoadMR(1, (word_t)count_me);
		L4_LoadMR(2, cpu_entry_sp((word_t)small_stacks[i] + 256));
		tag = L4_Send_Timeout(id, ms(100));
		CHECK_EQ(tag_error(tag.raw), 0);
	}
	for (unsigned i = 0; alive < 1024 && i < 500; i++)
		sleep_us(2000);
	CHECK_EQ(alive, 1024);
}

/* Numbers all over the range, few of them in use (existing programs). */
static void sparse_numbers(word_t arg)
{
	word_t last = ((word_t)1 << (L4_ThreadIdBits(kip) < 24 ? L4_ThreadIdBits(kip) : 24)) - 1;

	(void)arg;
	for (unsigned i = 0; i < 20; i++) {
		tid_t id = L4_GlobalId(last - i * 509, 5 + i);

		thread_control(id, runner_id, runner_id, L4_nilthread, ALL_ONES);
		CHECK_EQ(thread_state(id), L4_SCHEDRESULT_INACTIVE);
	}
	for (unsigned i = 0; i < 20; i++) {
		tid_t id = L4_GlobalId(last - i * 509, 5 + i);

		delete (id);
		CHECK_IN(thread_state(id), 0, 1);
	}
}

/* --- no memory --------------------------------------------------------------------------- */

/* The most numbers a test tries; a kernel with memory for more threads is not exhausted. */
#define LIMIT 60000

static tid_t nth(word_t first, unsigned i)
{
	return L4_GlobalId(first + i, 1);
}

static unsigned most_numbers(void)
{
	word_t last = (word_t)1 << (L4_ThreadIdBits(kip) < 24 ? L4_ThreadIdBits(kip) : 24);
	word_t room = last - (L4_ThreadIdUserBase(kip) + 200);

	return room < LIMIT ? (unsigned)room : LIMIT;
}

/* Threads in one space until there is no more memory; how many. */
static unsigned threads_until_full(word_t first, unsigned most)
{
	for (unsigned i = 0; i < most; i++) {
		if (!L4_ThreadControl(nth(first, i), runner_id, runner_id, L4_nilthread,
				      UTCB_NONE)) {
			CHECK_EQ(L4_ErrorCode(), L4_ErrNoMem);
			return i;
		}
	}
	test_skip("kernel memory is not exhausted by so many threads");
}

unsigned kernel_capacity(void)
{
	unsigned most = most_numbers();
	word_t first = reserve_numbers(most);
	unsigned n = threads_until_full(first, most);

	for (unsigned i = n; i-- > 0;)
		delete (nth(first, i));
	release_numbers();
	return n;
}

static unsigned spaces_until_full(word_t first, unsigned most)
{
	for (unsigned i = 0; i < most; i++) {
		tid_t id = nth(first, i);
		word_t old;

		if (!L4_ThreadControl(id, id, runner_id, L4_nilthread, UTCB_NONE)) {
			CHECK_EQ(L4_ErrorCode(), L4_ErrNoMem);
			return i;
		}
		if (!L4_SpaceControl(id, 0, space_kip_area(), space_utcb_area(), L4_nilthread,
				     &old)) {
			CHECK_EQ(L4_ErrorCode(), L4_ErrNoMem);
			delete (id);
			return i;
		}
	}
	test_skip("kernel memory is not exhausted by so many spaces");
}

/* Error 8, nothing else breaks, and all of it comes back: as many fit the second time. */
static void exhausted_by(unsigned (*fill)(word_t first, unsigned most))
{
	unsigned most = most_numbers(), n[2];
	word_t first = reserve_numbers(most);

	for (unsigned round = 0; round < 2; round++) {
		n[round] = fill(first, most);
		CHECK(n[round] > 20);
		L4_ThreadSwitch(L4_nilthread);
		CHECK_EQ(thread_state(L4_Myself()), L4_SCHEDRESULT_RUNNING);
		for (unsigned i = n[round]; i-- > 0;)
			delete (nth(first, i));
		sleep_us(50000);
	}
	CHECK_IN(n[1], n[0] - n[0] / 50, n[0] + n[0] / 50);
}

static void exhausted_by_threads(word_t arg)
{
	(void)arg;
	exhausted_by(threads_until_full);
}

static void exhausted_by_spaces(word_t arg)
{
	(void)arg;
	exhausted_by(spaces_until_full);
}

/*
 * Out of memory for page tables and mappings: overflow in both partners.  One page of ours all over
 * the address spaces of several servers, sparsely, so that each needs its own page table.
 */
static struct ipc send, receive;

static word_t map_sparsely(struct thread *server, word_t base, word_t step)
{
	send = (struct ipc){.to = server->id, .timeouts = NEVER};
	send.mr[0] = TAG(0, 0, 62);
	for (unsigned i = 0; i < 31; i++)
		map_item(&send.mr[1 + 2 * i], page(0, L4_Readable), base + i * step);
	receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	receive.br[0] = WHOLE.raw;
	ask_begin(server, ipc_body, &receive);
	ipc_do(&send);
	ask_end(server);
	return tag_error(send.out[0] & TAG_E ? send.out[0] : 0) ? send.error : 0;
}

/* Kernel memory that is taken away by inactive threads, so that what is left is soon used up. */
static unsigned hog(word_t first, unsigned most)
{
	unsigned n = threads_until_full(first, most);

	for (unsigned i = 0; i < 40 && n > 0; i++)
		delete (nth(first, --n));
	return n;
}

static void exhausted_by_maps(word_t arg)
{
	unsigned most = most_numbers();
	word_t first = reserve_numbers(most), error = 0;
	struct thread *a = server_new(NEW_SPACE);
	unsigned n;

	(void)arg;
	ask(a, nothing, NULL);
	map_to(a, page(1, L4_Readable), WINDOW, WHOLE);
	n = hog(first, most);
	for (unsigned round = 0; round < 20 && !error; round++)
		error = map_sparsely(a, WINDOW + round * 0x1000, 0x400000);
	for (unsigned round = 0; round < 4000 && !error; round++)
		error = map_sparsely(a, WINDOW + 0x100000 + round * 31 * 0x1000, 0x1000);
	for (unsigned i = n; i-- > 0;)
		delete (nth(first, i));
	CHECK_EQ(error, ERR(E_OVERFLOW, SEND, 0));
	CHECK(receive.out[0] & TAG_E);
	CHECK_EQ(receive.error, ERR(E_OVERFLOW, RECEIVE, 0));
	CHECK(can_read(a, WINDOW));
	unmap_in(NULL, page(0, RWX), 0);
	CHECK_EQ(map_sparsely(a, WINDOW, 0x400000), 0);
}

/* Others go on while the kernel has no memory: IPC needs none. */
static volatile word_t rounds;

static void echo(void *arg)
{
	tid_t from;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	L4_Wait(&from);
	for (;;) {
		rounds++;
		L4_Set_MsgTag(L4_Niltag);
		L4_ReplyWait(from, &from);
	}
}

static void service_goes_on(word_t arg)
{
	unsigned most = most_numbers();
	word_t first = reserve_numbers(most);
	struct thread *t = run_space(echo, NULL);
	unsigned n;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	CHECK_EQ(tag_error(L4_Call(t->id).raw), 0);
	n = threads_until_full(first, most);
	rounds = 0;
	for (unsigned i = 0; i < 100; i++) {
		L4_Set_MsgTag(L4_Niltag);
		CHECK_EQ(tag_error(L4_Call(t->id).raw), 0);
	}
	CHECK_EQ(rounds, 100);
	CHECK_EQ(tag_error(send_word(bogus_id(), 0, NEVER)), ERR(E_NONEXISTING, SEND, 0));
	sleep_us(5000);
	for (unsigned i = n; i-- > 0;)
		delete (nth(first, i));
}

/* --- what needs memory without asking for it --------------------------------------------- */

static volatile bool go, filled;

static void fill_fpu_later(void *arg)
{
	(void)arg;
	while (!go)
		L4_Yield();
	arch_fpu_fill(0x4000);
	filled = arch_fpu_holds(0x4000);
}

/* All memory gone but for `left` threads' worth; to be given back by give_back(). */
static word_t taken_first;
static unsigned taken;

static void take_memory(void)
{
	unsigned most = most_numbers();

	taken_first = reserve_numbers(most);
	taken = threads_until_full(taken_first, most);
}

static void give_back(void)
{
	while (taken > 0)
		delete (nth(taken_first, --taken));
	release_numbers();
}

/* First use of floating point: it works, or the thread is told or halted; nobody else notices. */
static void fpu_without_memory(word_t arg)
{
	struct thread *t;

	(void)arg;
	go = filled = false;
	t = SPAWN(fill_fpu_later, NULL, .plain = true);
	take_memory();
	go = true;
	sleep_us(50000);
	give_back();
	if (!t->done) {
		CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
		exregs_control(t->id, EX_HALT);
		thread_join(t);
	}
	CHECK(filled);
}

/* A fault whose answer finds no page table: an error for the pager, and no harm. */
static struct touch touch;

static void fault_without_memory(word_t arg)
{
	struct thread *t, *s = server_new(NEW_SPACE);
	word_t item[2], error;

	(void)arg;
	touch = (struct touch){.address = WINDOW, .access = L4_Readable, .told = L4_Myself()};
	ask(s, nothing, NULL);
	t = SPAWN(touch_body, &touch, .where = NULL, .pager = L4_Myself());
	fault_wait(t);
	WORD_AT(arena(0)) = 0x99;
	take_memory();
	map_item(item, page(0, L4_Readable), WINDOW);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMRs(1, 2, item);
	error = tag_error(L4_Send_Timeout(t->id, ms(100)).raw);
	give_back();
	if (!error) {
		CHECK_SOON(touch.finished);
		return;
	}
	CHECK_EQ(error & 0xf, ERR(E_OVERFLOW, SEND, 0));
	CHECK(!touch.finished);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	exregs_control(t->id, EX_HALT);
	fault_wait(t);
	fault_reply(t, page(0, L4_Readable), WINDOW);
	CHECK_SOON(touch.finished);
	CHECK_EQ(touch.value, 0x99);
}

/* A right that is revoked is gone, even if a large page cannot be split for want of memory. */
static void split_without_memory(word_t rights)
{
	word_t big = big_arena();
	struct thread *a = server_new(NEW_SPACE);

	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	CHECK(can_write(a, at(3)));
	take_memory();
	unmap_in(NULL, fpage(big + 3 * page_size(), page_bits(), rights), 0);
	give_back();
	CHECK(!can_write(a, at(3)));
	WORD_AT(big + 3 * page_size()) = 5;
	WORD_AT(big + 4 * page_size()) = 5;
}

/*
 * A call that needs memory and finds none waits for what is being taken apart: here by a deletion
 * that was preempted in the middle.
 */
static volatile bool deleted;

static void delete_when_told(void *space)
{
	tid_t from;

	L4_Wait(&from);
	thread_kill(space);
	deleted = true;
}

static word_t one_more(void)
{
	return L4_ThreadControl(nth(taken_first, taken), runner_id, runner_id, L4_nilthread,
				UTCB_NONE);
}

/* The server of a space with many page tables; who deletes it, told when memory is gone. */
static struct thread *large_space(void)
{
	struct thread *s = server_new(NEW_SPACE);

	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(map_sparsely(s, WINDOW + i * 31 * 0x400000, 0x400000), 0);
	return s;
}

static void begin_deletion(struct thread *d)
{
	thread_await(d->id, L4_SCHEDRESULT_WAITING);
	take_memory();
	CHECK_EQ(one_more(), 0);
	deleted = false;
	CHECK_EQ(tag_error(send_word(d->id, 0, NEVER)), 0);
}

/* True if a thread could be created while the deletion was under way. */
static bool created_meanwhile(void)
{
	struct thread *s = large_space();
	struct thread *d = SPAWN(delete_when_told, s, .prio = PRIO_TEST - 1);
	struct thread *x = SPAWN(nothing, NULL, .where = NEW_SPACE, .inactive = true);
	bool created = false, meanwhile = false;

	begin_deletion(d);
	for (unsigned i = 0; i < 10000 && !created; i++) {
		sleep_us(5);
		created = L4_ThreadControl(x->id, x->id, L4_nilthread, pager_id,
					   (void *)thread_utcb(x)) != 0;
		meanwhile = created && !deleted;
	}
	CHECK(created);
	thread_join(d);
	give_back();
	thread_kill(x);
	return meanwhile;
}

/* The same for spaces: several, since a bit of memory is back at once. */
static bool configured_meanwhile(void)
{
	struct thread *s = large_space(), *x[16];
	struct thread *d = SPAWN(delete_when_told, s, .prio = PRIO_TEST - 1);
	tid_t id = s->id;
	unsigned configured = 0;
	bool meanwhile;
	word_t old;

	for (unsigned i = 0; i < ARRAY_SIZE(x); i++) {
		x[i] = thread_reserve(NEW_SPACE, nothing, NULL);
		thread_control(x[i]->id, x[i]->id, runner_id, L4_nilthread, ALL_ONES);
	}
	begin_deletion(d);
	while (thread_state(id) != L4_SCHEDRESULT_ERROR)
		sleep_us(1);
	meanwhile = !deleted;
	while (configured < ARRAY_SIZE(x) &&
	       L4_SpaceControl(x[configured]->id, 0, space_kip_area(), space_utcb_area(),
			       L4_nilthread, &old))
		configured++;
	thread_join(d);
	give_back();
	CHECK_EQ(configured, ARRAY_SIZE(x));
	for (unsigned i = 0; i < ARRAY_SIZE(x); i++)
		thread_kill(x[i]);
	return meanwhile;
}

/* In real time the deletion may come too late or be over too early. */
static void no_memory_but_reaped(word_t for_spaces)
{
	bool meanwhile = false;

	for (unsigned n = 0; n < 8 && !meanwhile; n++)
		meanwhile = for_spaces ? configured_meanwhile() : created_meanwhile();
	CHECK(meanwhile);
}

static const struct test tests[] = {
	{"threads.inactive", "4.3", many_inactive, 0, 20000},
	{"threads.active", "4.3", many_active, 0, 20000},
	{"threads.running", "4.3", many_running, 0, 20000},
	{"threads.sparse-numbers", "1.1", sparse_numbers},
	{"no-memory.threads", "4.3", exhausted_by_threads, 0, 60000},
	{"no-memory.spaces", "4.3", exhausted_by_spaces, 0, 60000},
	{"no-memory.maps", "12.3", exhausted_by_maps, 0, 60000},
	{"no-memory.service", "5.2", service_goes_on, 0, 60000},
	{"no-memory.fpu", "3.3", fpu_without_memory, 0, 60000},
	{"no-memory.fault", "10.2", fault_without_memory, 0, 60000},
	{"no-memory.split", "4.7", split_without_memory, RWX, 60000},
	{"no-memory.split-protect", "4.7", split_without_memory, L4_Writable, 60000},
	{"no-memory.reaped", "4.3", no_memory_but_reaped, 0, 60000},
	{"no-memory.reaped-spaces", "4.8", no_memory_but_reaped, 1, 60000},
};

TOPIC(many, "many");
