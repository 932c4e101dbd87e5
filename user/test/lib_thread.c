/* SPDX-License-Identifier: BSD-2-Clause */
/* lib_thread.c - the pool of threads a test may use, and servers that run functions for it. */

#include "lib.h"

#include "runner.h"

static struct thread threads[MAX_THREADS];
static word_t generation[MAX_THREADS];
static char stacks[MAX_THREADS][STACK_SIZE] __attribute__((aligned(64)));

static word_t reserved_first, reserved_count;

/* --- ids and places ---------------------------------------------------------------------- */

word_t own_utcb_base(void)
{
	word_t size = (word_t)1 << L4_UtcbAreaSizeLog2(kip);

	return runner_utcb & ~(size - 1);
}

word_t pager_number(void)
{
	return L4_ThreadIdUserBase(kip) + 3;
}

/* Kept in memory: a thread whose space has its KIP elsewhere cannot look it up. */
word_t pool_number(void)
{
	static word_t number;

	if (!number)
		number = L4_ThreadIdUserBase(kip) + 8;
	return number;
}

static size_t thread_index(const struct thread *t)
{
	return (size_t)(t - threads);
}

word_t thread_utcb(const struct thread *t)
{
	return own_utcb_base() + (thread_index(t) + 1) * L4_UtcbSize(kip);
}

tid_t thread_local_id(const struct thread *t)
{
	tid_t id;

	id.raw = thread_utcb(t) + ARCH_UTCB_OFFSET;
	return id;
}

word_t thread_sp(const struct thread *t)
{
	return cpu_entry_sp((word_t)(stacks[thread_index(t)] + STACK_SIZE));
}

/* Odd versions, so never 0 modulo 64; stale_id() uses even ones. */
static tid_t thread_next_id(size_t i)
{
	generation[i]++;
	return L4_GlobalId(pool_number() + i, (generation[i] * 2 + 1) & 0x1fff);
}

tid_t stale_id(tid_t id)
{
	return L4_GlobalId(L4_ThreadNo(id), 0x2002);
}

tid_t bogus_id(void)
{
	return L4_GlobalId(pool_number() + MAX_THREADS + 3, 0x2002);
}

word_t reserve_numbers(unsigned count)
{
	CHECK(reserved_count == 0);
	reserved_first = pool_number() + MAX_THREADS + 8;
	reserved_count = count;
	return reserved_first;
}

void release_numbers(void)
{
	reserved_count = 0;
}

/* --- life -------------------------------------------------------------------------------- */

struct thread *thread_reserve(struct thread *where, body_t fn, void *arg)
{
	struct thread *t = NULL;
	size_t i;

	for (i = 0; i < MAX_THREADS; i++) {
		if (!threads[i].used) {
			t = &threads[i];
			break;
		}
	}
	CHECK(t);
	t->id = thread_next_id(i);
	t->where = where == NEW_SPACE ? t : where;
	t->fn = fn;
	t->arg = arg;
	t->used = true;
	t->plain = false;
	t->started = false;
	t->done = false;
	t->local = L4_nilthread;
	return t;
}

/* First code of every thread; finds its structure through its own id. */
void thread_entry(void)
{
	struct thread *t = &threads[L4_ThreadNo(L4_MyGlobalId()) - pool_number()];

	t->local = L4_MyLocalId();
	if (!t->plain)
		L4_Set_ExceptionHandler(pager_id);
	t->started = true;
	t->fn(t->arg);
	t->done = true;
	for (;;)
		L4_Sleep(L4_Never);
}

static void start_through_pager(struct thread *t)
{
	word_t error;

	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(PAGER_START, 3, 0)});
	L4_LoadMR(1, t->id.raw);
	L4_LoadMR(2, (word_t)thread_entry);
	L4_LoadMR(3, thread_sp(t));
	CHECK(L4_IpcSucceeded(L4_Call(pager_id)));
	L4_StoreMR(1, &error);
	CHECK_EQ(error, 0);
}

static void start_at(struct thread *t, void (*entry)(void))
{
	L4_MsgTag_t tag;

	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, (word_t)entry);
	L4_LoadMR(2, thread_sp(t));
	tag = L4_Send_Timeout(t->id, ms(1000));
	CHECK_EQ(tag_error(tag.raw), 0);
}

void thread_start(struct thread *t)
{
	start_at(t, thread_entry);
}

struct thread *spawn(struct spawn how, body_t fn, void *arg)
{
	struct thread *t = thread_reserve(how.where, fn, arg);
	tid_t space = how.where == NEW_SPACE ? t->id : t->where ? t->where->id : runner_id;
	tid_t pager = L4_IsNilThread(how.pager) ? pager_id : how.pager;

	t->plain = how.plain;
	if (how.where == NEW_SPACE) {
		thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
		space_init(t->id);
	}
	thread_control(t->id, space, runner_id, how.inactive ? L4_nilthread : pager,
		       thread_utcb(t));
	set_prio(t->id, how.prio ? how.prio : PRIO_TEST);
	if (how.inactive || how.waiting)
		return t;
	if (L4_IsThreadEqual(pager, pager_id))
		start_through_pager(t);
	else
		thread_start(t);
	return t;
}

word_t run_entry(void (*entry)(void), volatile word_t *started)
{
	struct thread *t = SPAWN(NULL, NULL, .pager = L4_Myself(), .waiting = true);

	*started = 0;
	start_at(t, entry);
	for (unsigned i = 0; !*started && i < 100; i++)
		sleep_us(1000);
	CHECK(*started);
	return thread_sp(t);
}

struct thread *run_local(body_t fn, void *arg)
{
	return SPAWN(fn, arg, .where = NULL);
}

struct thread *run_space(body_t fn, void *arg)
{
	return SPAWN(fn, arg, .where = NEW_SPACE);
}

void thread_join(struct thread *t)
{
	while (!t->done)
		sleep_us(300);
}

void thread_kill(struct thread *t)
{
	L4_ThreadControl(t->id, L4_nilthread, L4_nilthread, L4_nilthread, UTCB_NONE);
	t->used = false;
}

/* Backwards: the first thread of a space, which names it, goes last. */
void threads_reset(void)
{
	for (size_t i = MAX_THREADS; i-- > 0;) {
		if (threads[i].used)
			thread_kill(&threads[i]);
	}
	for (word_t i = 0; i < reserved_count; i++) {
		L4_ThreadControl(L4_GlobalId(reserved_first + i, 1), L4_nilthread, L4_nilthread,
				 L4_nilthread, UTCB_NONE);
	}
	reserved_count = 0;
}

void threads_reset_others(void)
{
	tid_t me = L4_MyGlobalId();

	for (size_t i = MAX_THREADS; i-- > 0;) {
		if (threads[i].used && !L4_IsThreadEqual(threads[i].id, me))
			thread_kill(&threads[i]);
	}
}

/* --- servers ----------------------------------------------------------------------------- */

/* What a request has and no message of a test; a server does not hear anything else. */
#define REQUEST TAG(0x5e4e, 2, 0)

static void server_body(void *unused)
{
	(void)unused;
	for (;;) {
		tid_t client;
		L4_MsgTag_t tag = L4_Wait(&client);
		word_t fn, arg;

		if (tag.raw != REQUEST)
			continue;
		L4_StoreMR(1, &fn);
		L4_StoreMR(2, &arg);
		((body_t)fn)((void *)arg);
		L4_Set_MsgTag(L4_Niltag);
		L4_Send(client);
	}
}

struct thread *server_new(struct thread *where)
{
	return SPAWN(server_body, NULL, .where = where);
}

void ask_begin(struct thread *server, body_t fn, void *arg)
{
	L4_Set_MsgTag((L4_MsgTag_t){.raw = REQUEST});
	L4_LoadMR(1, (word_t)fn);
	L4_LoadMR(2, (word_t)arg);
	CHECK(L4_IpcSucceeded(L4_Send(server->id)));
}

void ask_end(struct thread *server)
{
	CHECK(L4_IpcSucceeded(L4_Receive(server->id)));
}

void ask(struct thread *server, body_t fn, void *arg)
{
	ask_begin(server, fn, arg);
	ask_end(server);
}
