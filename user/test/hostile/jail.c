/* SPDX-License-Identifier: BSD-2-Clause */
/* jail.c - spaces for programs that must not write the suite's memory; and the victim. */

#include "hostile.h"

#include <string.h>

#include "runner.h"

union cell {
	struct worker w;
	char memory[WORKER_PAGES * ARCH_PAGE_SIZE];
};

static union cell cells[WORKERS] __attribute__((aligned(ARCH_PAGE_SIZE)));
static struct thread *jailer;

_Static_assert(sizeof(struct worker) + 2048 < sizeof(union cell), "room for a stack");

struct worker *worker(unsigned i)
{
	return &cells[i].w;
}

/* --- pager of the jail ------------------------------------------------------------------- */

static bool is_cell(word_t address)
{
	return address >= (word_t)cells && address < (word_t)(cells + WORKERS);
}

/* True if MR1.. hold an answer.  Nothing but cells is given for writing. */
static bool jail_fault(word_t tag)
{
	word_t address, item[2], rights = L4_ReadeXecOnly, step = page_size();

	L4_StoreMR(1, &address);
	if (!is_shared_memory(address))
		return false;
	if (is_cell(address))
		rights = L4_FullyAccessible;
	else if (tag >> 16 & L4_Writable)
		return false;
	address &= ~(step - 1);
	map_item(item, fpage(address, page_bits(), rights), address);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMRs(1, 2, item);
	return true;
}

static void jail_entry(void)
{
	struct worker *w = NULL;
	tid_t me = L4_MyGlobalId();

	for (unsigned i = 0; i < WORKERS; i++) {
		if (L4_IsThreadEqual(cells[i].w.ids[0], me))
			w = &cells[i].w;
	}
	w->run(w);
	w->finished = true;
	for (;;)
		L4_Sleep(L4_Never);
}

static word_t cell_sp(unsigned i)
{
	return cpu_entry_sp((word_t)&cells[i + 1]);
}

/* Requests to start a worker come from our own space; faults from everywhere. */
static bool jail_start(word_t i)
{
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, (word_t)jail_entry);
	L4_LoadMR(2, cell_sp((unsigned)i));
	L4_Send_Timeout(cells[i].w.ids[0], ms(500));
	L4_Set_MsgTag(L4_Niltag);
	return true;
}

static void jailer_body(void *unused)
{
	tid_t from;
	L4_MsgTag_t tag;

	(void)unused;
	L4_LoadBR(0, 0);
	tag = L4_Wait(&from);
	for (;;) {
		bool answer = false;
		word_t i;

		L4_StoreMR(1, &i);
		if (L4_IpcSucceeded(tag) && (tag.raw & ~0x70000UL) == PROTOCOL(-2, 0, 2))
			answer = jail_fault(tag.raw);
		else if (L4_IpcSucceeded(tag) && L4_IsLocalId(from) && i < WORKERS)
			answer = jail_start(i);
		tag = answer ? L4_ReplyWait(from, &from) : L4_Wait(&from);
		if (answer && L4_IpcFailed(tag) && !(L4_ErrorCode() & 1))
			tag = L4_Wait(&from);
	}
}

void jail_open(void)
{
	memset(cells, 0, sizeof(cells));
	jailer = SPAWN(jailer_body, NULL, .prio = PRIO_PAGER);
}

/* --- workers ----------------------------------------------------------------------------- */

void worker_start(unsigned i, struct thread *where, void (*run)(struct worker *w))
{
	struct worker *w = &cells[i].w;
	struct thread *t = thread_reserve(where ? where : NEW_SPACE, NULL, NULL);

	w->t = t;
	w->run = run;
	w->ids[0] = t->id;
	if (w->id_count == 0)
		w->id_count = 1;
	w->finished = false;
	if (!where) {
		thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
		space_init(t->id);
	}
	thread_control(t->id, where ? where->id : t->id, runner_id, jailer->id, thread_utcb(t));
	set_prio(t->id, PRIO_TEST);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, i);
	CHECK(L4_IpcSucceeded(L4_Call(jailer->id)));
}

void worker_finish(unsigned i)
{
	struct worker *w = &cells[i].w;
	uint32_t seen = w->calls;
	unsigned idle = 0;

	while (!w->finished) {
		sleep_us(2000);
		idle = w->calls == seen ? idle + 1 : 0;
		seen = w->calls;
		if (idle > 12) {
			thread_kill(w->t);
			w->calls++;
			worker_start(i, NULL, w->run);
			idle = 0;
		}
	}
	thread_kill(w->t);
}

/* --- victim ------------------------------------------------------------------------------ */

/* Between two round trips, in us: whoever spins instead makes a long run of the fuzzers longer. */
#define PAUSE 100

static struct thread *server, *client;
static volatile word_t trips, wrong;

/* Answers every message of one word with its successor, other messages not at all. */
static void serve(void *arg)
{
	tid_t from;
	L4_MsgTag_t tag;

	(void)arg;
	L4_LoadBR(0, 0);
	tag = L4_Wait(&from);
	for (;;) {
		word_t w;

		if (L4_IpcFailed(tag) || tag.raw != TAG(0x7137, 1, 0)) {
			tag = L4_Wait(&from);
			continue;
		}
		L4_StoreMR(1, &w);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0x7137, 1, 0)});
		L4_LoadMR(1, w + 1);
		tag = L4_ReplyWait(from, &from);
	}
}

static void consume(void *arg)
{
	word_t n = 0, got;

	(void)arg;
	for (;;) {
		L4_MsgTag_t tag;

		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0x7137, 1, 0)});
		L4_LoadMR(1, n);
		tag = L4_Call(server->id);
		L4_StoreMR(1, &got);
		if (tag.raw != TAG(0x7137, 1, 0) || got != n + 1)
			wrong++;
		n += 3;
		trips++;
		sleep_us(PAUSE);
	}
}

void victim_start(void)
{
	trips = wrong = 0;
	server = SPAWN(serve, NULL, .where = NEW_SPACE);
	client = SPAWN(consume, NULL, .where = NEW_SPACE);
	CHECK_SOON(trips > 10);
}

void victim_check(void)
{
	word_t was = trips;

	CHECK_SOON(trips > was + 10);
	CHECK_EQ(wrong, 0);
}

tid_t victim_server(void)
{
	return server->id;
}
