/* SPDX-License-Identifier: BSD-2-Clause */
/* lib.c - threads of the measurements; the main thread is their pager and scheduler. */
#include <l4/sigma0.h>
#include <stdio.h>

#include "bench.h"

#define MAX_THREADS 8
#define STACK_SIZE 4096
#define UTCB_AREA_BITS 18
#define LABEL_DONE 0x5e
#define LABEL_FAULT 0xffe	/* -2 without its four sub-bits (X2:10.2) */
#define SETTLE_US 2000

static struct thread threads[MAX_THREADS];
static unsigned thread_count;
static char stacks[MAX_THREADS][STACK_SIZE] __attribute__((aligned(4096)));
static word_t version = 1;

void *kip;
tid_t main_id;

extern char _start[], _end[];

void must(bool ok, const char *what)
{
	if (ok)
		return;
	printf("failed: %s, ErrorCode %lu\nDONE pass=0 fail=1\n", what, L4_ErrorCode());
	bench_power_off();
}

/* Threads 1.. of the pool, and behind them the spare ones. */
static word_t first_number(void)
{
	return L4_ThreadNo(main_id) + 8;
}

static word_t utcb_base(void)
{
	return L4_MyLocalId().raw & ~((1UL << UTCB_AREA_BITS) - 1);
}

static word_t utcb_slot(word_t n)
{
	return utcb_base() + n * L4_UtcbSize(kip);
}

tid_t spare_id(word_t n)
{
	return L4_GlobalId(first_number() + MAX_THREADS + n, 1);
}

word_t spare_utcb(word_t n)
{
	return utcb_slot(1 + MAX_THREADS + n);
}

/* The whole image: no measurement shall see a page fault of ours.  Nor on the counter. */
void lib_init(void)
{
	const L4_Fpage_t counter = L4_FpageLog2(BENCH_COUNTER_PAGE, 12);

	kip = L4_GetKernelInterface();
	main_id = L4_Myself();
	for (char *p = _start; p < _end; p += 4096)
		(void)*(volatile char *)p;
	if (BENCH_COUNTER_PAGE != 0)
		must(!L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, counter)), "the counter");
	must(L4_Set_Timeslice(main_id, L4_Never, L4_Never) != 0, "Schedule");
}

/* --- life -------------------------------------------------------------------------------- */

/* Runs in the new thread. */
static void thread_entry(void)
{
	struct thread *t = &threads[L4_ThreadNo(L4_MyGlobalId()) - first_number()];

	t->local = L4_MyLocalId();
	t->fn(t->arg);
	for (;;) {
		L4_Set_MsgTag((L4_MsgTag_t){ .raw = LABEL_DONE << 16 });
		(void)L4_Call(main_id);
	}
}

void space_new(tid_t id, word_t utcb_area, unsigned utcb_area_bits)
{
	L4_Fpage_t kip_area = L4_FpageLog2((word_t)kip, (int)L4_KipAreaSizeLog2(kip));
	word_t old;

	must(L4_ThreadControl(id, id, main_id, L4_nilthread, (void *)~0UL) != 0, "ThreadControl");
	must(L4_SpaceControl(id, 0, kip_area, L4_FpageLog2(utcb_area, (int)utcb_area_bits),
			     L4_nilthread, &old) != 0, "SpaceControl");
}

static struct thread *thread_new(tid_t space, word_t prio, body_t fn, void *arg)
{
	unsigned i = thread_count++;
	struct thread *t = &threads[i];

	must(i < MAX_THREADS, "too many threads");
	t->id = L4_GlobalId(first_number() + i, version);
	t->fn = fn;
	t->arg = arg;
	if (L4_IsNilThread(space)) {
		space = t->id;
		space_new(t->id, utcb_base(), UTCB_AREA_BITS);
	}
	must(L4_ThreadControl(t->id, space, main_id, main_id, (void *)utcb_slot(1 + i)) != 0,
	     "ThreadControl");
	must(L4_Set_Priority(t->id, prio) != 0, "Schedule");
	must(L4_Set_Timeslice(t->id, L4_Never, L4_Never) != 0, "Schedule");
	L4_Set_MsgTag((L4_MsgTag_t){ .raw = 2 });
	L4_LoadMR(1, (word_t)thread_entry);
	L4_LoadMR(2, cpu_entry_sp((word_t)stacks[i] + STACK_SIZE));
	must(L4_IpcSucceeded(L4_Send(t->id)), "start message");
	return t;
}

struct thread *thread_here(word_t prio, body_t fn, void *arg)
{
	return thread_new(main_id, prio, fn, arg);
}

struct thread *thread_elsewhere(word_t prio, body_t fn, void *arg)
{
	return thread_new(L4_nilthread, prio, fn, arg);
}

struct thread *thread_beside(struct thread *other, word_t prio, body_t fn, void *arg)
{
	return thread_new(other->id, prio, fn, arg);
}

/* Backwards: the thread that names a space goes last. */
void threads_delete(void)
{
	while (thread_count > 0) {
		struct thread *t = &threads[--thread_count];

		must(L4_ThreadControl(t->id, L4_nilthread, L4_nilthread, L4_nilthread,
				      (void *)~0UL) != 0, "deletion");
	}
	version += 2;
}

/* --- the pager --------------------------------------------------------------------------- */

static bool is_shared(word_t address)
{
	return (address >= (word_t)_start && address < (word_t)_end) ||
	       (BENCH_COUNTER_PAGE != 0 && (address & ~0xfffUL) == BENCH_COUNTER_PAGE);
}

/* Pages of the image, and of the counter, go one to one to all spaces. */
static bool handle_fault(tid_t from, word_t address)
{
	L4_MapItem_t item;

	if (!is_shared(address)) {
		printf("page fault at 0x%lx\n", address);
		must(false, "page fault outside the image");
	}
	address &= ~0xfffUL;
	item = L4_MapItem(L4_FpageLog2(address, 12) , address);
	item.raw[1] |= L4_FullyAccessible;
	L4_Set_MsgTag((L4_MsgTag_t){ .raw = 2 << 6 });
	L4_LoadMRs(1, 2, item.raw);
	return L4_IpcSucceeded(L4_Reply(from));
}

/* Serve until somebody is done, or for a while. */
static bool serve(L4_Time_t wait)
{
	for (;;) {
		tid_t from;
		word_t address;
		L4_MsgTag_t tag;

		L4_LoadBR(0, 0);
		tag = L4_Wait_Timeout(wait, &from);
		if (L4_IpcFailed(tag))
			return false;
		L4_StoreMR(1, &address);
		if ((L4_Label(tag) >> 4 & 0xfff) == LABEL_FAULT)
			must(handle_fault(from, address), "reply to a page fault");
		else
			return true;
	}
}

void settle(void)
{
	(void)serve(L4_TimePeriod(SETTLE_US));
}

void run_here(body_t fn, void *arg)
{
	(void)thread_here(PRIO_BENCH, fn, arg);
	must(serve(L4_Never), "measuring thread");
}

void run_elsewhere(body_t fn, void *arg)
{
	(void)thread_elsewhere(PRIO_BENCH, fn, arg);
	must(serve(L4_Never), "measuring thread");
}
