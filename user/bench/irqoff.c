/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * irqoff.c - programs that try to keep interrupts off for long, one after the other.
 *
 * They measure nothing: each runs under a mark of its own, for which ci/irqoff.py counts what the
 * kernel executes between two places where it lets interrupts in.  A thread of higher priority
 * wakes up again and again meanwhile, so that everything is interrupted and preempted.
 */
#include <l4/sigma0.h>
#include <stdio.h>

#include "irqoff.h"

#define PRIO_TICKER 200
#define TICK_US 37
#define REST_US 20000		/* the kernel may have work left when an attack is over */

/* --- what the attacks share -------------------------------------------------------------- */

word_t fpage_of(word_t address, unsigned bits)
{
	return address | (word_t)bits << 4 | L4_FullyAccessible;
}

bool send_items(tid_t to, const word_t *items, unsigned words)
{
	L4_Set_MsgTag((L4_MsgTag_t){ .raw = (word_t)words << 6 });
	L4_LoadMRs(1, (int)words, items);
	return L4_IpcSucceeded(L4_Call(to));
}

bool send_pages(tid_t to, word_t base, word_t step, word_t fpage, unsigned count, bool grant)
{
	const L4_Fpage_t f = { .raw = fpage };

	for (unsigned done = 0; done < count;) {
		word_t items[62];
		unsigned n = 0;

		for (; n < 62 && done < count; n += 2, done++) {
			const word_t at = base + done * step;

			items[n] = grant ? L4_GrantItem(f, at).raw[0] : L4_MapItem(f, at).raw[0];
			items[n + 1] = fpage;
		}
		if (!send_items(to, items, n))
			return false;
	}
	return true;
}

void revoke(word_t fpage, bool flush)
{
	L4_LoadMR(0, fpage);
	L4_Unmap(flush ? __L4_UNMAP_FLUSH : 0);
}

static tid_t receivers[2];

tid_t outside(void)
{
	return receivers[1];
}

tid_t inside(void)
{
	return receivers[0];
}

/* Answers what arrives; what fails has no answer. */
static void serve_all(void)
{
	tid_t from;
	L4_MsgTag_t tag = L4_Wait(&from);

	for (;;) {
		if (L4_IpcFailed(tag)) {
			tag = L4_Wait(&from);
			continue;
		}
		L4_Set_MsgTag(L4_Niltag);
		tag = L4_ReplyWait(from, &from);
	}
}

static void receiver_body(void *unused)
{
	word_t brs[] = { L4_CompleteAddressSpace.raw | 1, STRING_BYTES << 10, WINDOW };

	(void)unused;
	L4_LoadBRs(0, ARRAY_SIZE(brs), brs);
	serve_all();
}

/* Like it, with as many buffers as there are registers. */
static void receive_pieces(word_t bytes)
{
	L4_LoadBR(0, L4_CompleteAddressSpace.raw | 1);
	L4_LoadBR(1, bytes << 10 | 30 << 4);		/* 31 substrings */
	for (int i = 2; i < 33; i++)
		L4_LoadBR(i, WINDOW + (word_t)i * 4095);
	serve_all();
}

static void fragments_body(void *unused)
{
	(void)unused;
	receive_pieces(1);
}

static void pieces_body(void *unused)
{
	(void)unused;
	receive_pieces(PIECE_BYTES);
}

static void ticker_body(void *unused)
{
	(void)unused;
	for (;;)
		L4_Sleep(L4_TimePeriod(TICK_US));
}

/* --- a crowd of threads ------------------------------------------------------------------ */

#define CROWD 4000
#define CROWD_UTCBS 0x70000000UL
#define CROWD_UTCB_BITS 22
#define UNMAPPED 0x1000UL	/* nobody's page */
#define STACK 256

static char stacks[CROWD][STACK] __attribute__((aligned(64)));

static void crowd_start(unsigned i, word_t ip)
{
	L4_Set_MsgTag((L4_MsgTag_t){ .raw = 2 });
	L4_LoadMR(1, ip);
	L4_LoadMR(2, cpu_entry_sp((word_t)stacks[i] + STACK));
	must(L4_IpcSucceeded(L4_Send(spare_id(i))), "start of one of many threads");
}

static word_t crowd_utcb(unsigned i)
{
	return CROWD_UTCBS + i * L4_UtcbSize(kip);
}

/* By the main thread: threads in a space of their own, which begin at ip. */
static void crowd_create(unsigned count, word_t ip, tid_t pager)
{
	space_new(spare_id(0), CROWD_UTCBS, CROWD_UTCB_BITS);
	for (unsigned i = 0; i < count; i++) {
		must(L4_ThreadControl(spare_id(i), spare_id(0), main_id, main_id,
				      (void *)crowd_utcb(i)) != 0, "one of many threads");
		crowd_start(i, ip);
		must(L4_ThreadControl(spare_id(i), spare_id(0), L4_nilthread, pager,
				      (void *)~0UL) != 0, "pager of one of many threads");
	}
}

static bool delete_thread(tid_t id)
{
	return L4_ThreadControl(id, L4_nilthread, L4_nilthread, L4_nilthread, (void *)~0UL) != 0;
}

static void crowd_delete(unsigned count)
{
	for (unsigned i = count; i-- > 0;)
		must(delete_thread(spare_id(i)), "deletion of one of many threads");
}

/* --- senders, waiters, time-outs --------------------------------------------------------- */

static tid_t target;

static void wait_body(void *unused)
{
	(void)unused;
	for (;;)
		(void)L4_Receive(main_id);
}

/* Takes page faults and does not answer. */
static void swallow_body(void *unused)
{
	tid_t from;

	(void)unused;
	for (;;)
		(void)L4_Wait(&from);
}

/* Thousands of threads wait in a send queue: for a thread that goes. */
static void prepare_senders(void)
{
	target = thread_here(PRIO_BENCH, wait_body, NULL)->id;
	settle();
	crowd_create(CROWD, UNMAPPED, target);
	settle();
}

/* Thousands of threads wait for an answer of a thread that goes. */
static void prepare_waiters(void)
{
	target = thread_here(PRIO_BENCH, swallow_body, NULL)->id;
	settle();
	crowd_create(CROWD, UNMAPPED, target);
	settle();
}

static void lose_target(void)
{
	tid_t other = L4_GlobalId(L4_ThreadNo(target), L4_Version(target) + 2);

	/* a new version number: the old id is gone, the thread stays */
	must(L4_ThreadControl(other, main_id, L4_nilthread, L4_nilthread, (void *)~0UL) != 0,
	     "new version");
	must(L4_ThreadControl(target, main_id, L4_nilthread, L4_nilthread, (void *)~0UL) != 0,
	     "old version");
}

/* All threads wake up at the same instant, again and again. */
static volatile L4_Word16_t instant;

static void alarm_body(void)
{
	for (;;) {
		L4_Time_t t = { .raw = instant };

		L4_Sleep(t);
	}
}

static void set_instant(void)
{
	L4_Clock_t now = L4_SystemClock();

	instant = L4_TimePoint((L4_Clock_t){ .raw = now.raw + 25000 }).raw;
}

static void prepare_timeouts(void)
{
	set_instant();
	crowd_create(CROWD, (word_t)alarm_body, main_id);
	settle();
}

static void attack_timeouts(void)
{
	for (unsigned i = 0; i < 4; i++) {
		set_instant();
		L4_Sleep(L4_TimePeriod(60000));
	}
}

/* --- storms ------------------------------------------------------------------------------ */

static void prepare_crowd(void)
{
	crowd_create(CROWD, UNMAPPED, spare_id(CROWD));
}

/* Every thread is stopped, moved on and aborted. */
static void attack_exregs(void)
{
	word_t sp, ip, flags, handle, control;
	tid_t pager;

	for (unsigned i = 0; i < CROWD; i++) {
		(void)L4_ExchangeRegisters(spare_id(i), 0x1ff, UNMAPPED, UNMAPPED, 0, i, main_id,
					   &control, &sp, &ip, &flags, &handle, &pager);
	}
}

/* Threads and spaces come and go. */
static void attack_creation(void)
{
	for (unsigned i = 0; i < 300; i++) {
		word_t utcb = CROWD_UTCBS + (i * 7919 % CROWD) * L4_UtcbSize(kip);

		space_new(spare_id(i), CROWD_UTCBS, CROWD_UTCB_BITS);
		must(L4_ThreadControl(spare_id(i), spare_id(i), main_id, main_id,
				      (void *)utcb) != 0, "creation");
		if (i & 1)
			must(delete_thread(spare_id(i)), "deletion");
	}
	for (unsigned i = 0; i < 300; i += 2)
		must(delete_thread(spare_id(i)), "deletion");
}

/* UTCB areas of all sizes, with threads at both ends. */
static void attack_utcb_area(void)
{
	for (unsigned bits = L4_UtcbAreaSizeLog2(kip); bits <= 28; bits++) {
		L4_Fpage_t kip_area = L4_FpageLog2(0x20000000, (int)L4_KipAreaSizeLog2(kip));
		word_t old, size = (word_t)1 << bits, ends[] = { 0, size - L4_UtcbSize(kip) };
		unsigned made = 0;

		if (L4_ThreadControl(spare_id(0), spare_id(0), main_id, L4_nilthread,
				     (void *)~0UL) == 0)
			break;
		if (L4_SpaceControl(spare_id(0), 0, kip_area, L4_FpageLog2(WINDOW, (int)bits),
				    L4_nilthread, &old) != 0) {
			for (; made < 2; made++)
				if (L4_ThreadControl(spare_id(made), spare_id(0), main_id, main_id,
						     (void *)(WINDOW + ends[made])) == 0)
					break;
		}
		while (made-- > 1)
			(void)delete_thread(spare_id(made));
		must(delete_thread(spare_id(0)), "deletion");
	}
}

/* --- memory ------------------------------------------------------------------------------ */

/* Kernel memory goes to threads, then to page tables, until there is none. */
static void attack_exhaustion(void)
{
	unsigned threads, spaces, pages;

	for (threads = 0; threads < 60000; threads++)
		if (L4_ThreadControl(spare_id(threads), main_id, main_id, L4_nilthread,
				     (void *)~0UL) == 0)
			break;
	for (pages = 0; pages < 2000; pages++)
		if (!send_pages(outside(), pages << REGION_BITS, 0,
				fpage_of(small_pages(), PAGE_BITS), 1, false))
			break;
	while (threads-- > 0)
		must(delete_thread(spare_id(threads)), "deletion");
	for (spaces = 0; spaces < 60000; spaces++) {
		const tid_t id = spare_id(spaces);
		L4_Fpage_t kip_area = L4_FpageLog2((word_t)kip, (int)L4_KipAreaSizeLog2(kip));
		word_t old;

		if (L4_ThreadControl(id, id, main_id, L4_nilthread, (void *)~0UL) == 0)
			break;
		if (L4_SpaceControl(id, 0, kip_area, L4_FpageLog2(WINDOW, 22), L4_nilthread,
				    &old) == 0 ||
		    L4_ThreadControl(id, id, L4_nilthread, main_id, (void *)WINDOW) == 0) {
			spaces++;
			break;
		}
	}
	while (spaces-- > 0)
		must(delete_thread(spare_id(spaces)), "deletion");
}

/* Requests of all sizes, met and refused. */
static void attack_sigma0(void)
{
	word_t limit = sizeof(word_t) * 8;

	for (unsigned bits = PAGE_BITS; bits < limit; bits++) {
		(void)L4_Sigma0_GetPage_RcvWindow(L4_nilthread, L4_FpageLog2(0, (int)bits),
						  L4_FpageLog2(AREA, AREA_BITS));
		revoke(fpage_of(AREA, AREA_BITS), true);
	}
}

static void attack_memory_control(void)
{
	const word_t attributes[4] = { 0, 1, 2, 4 };

	must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), REGION_BITS), 32, false),
	     "mappings of our own");
	for (unsigned i = 0; i < 4; i++) {
		for (int k = 0; k < 64; k++)
			L4_LoadMR(k, (fpage_of(AREA, k & 8 ? AREA_BITS : REGION_BITS) & ~7UL) | i);
		(void)L4_MemoryControl(63, attributes);
		L4_LoadMR(0, L4_CompleteAddressSpace.raw | i);
		(void)L4_MemoryControl(0, attributes);
	}
	revoke(fpage_of(AREA, AREA_BITS), true);
}

/* --- all of them ------------------------------------------------------------------------- */

static const struct attack {
	const char *name;
	void (*prepare)(void);		/* by the main thread, or NULL */
	void (*run)(void);		/* by another one, or NULL */
	unsigned crowd;			/* threads to delete in the end */
	body_t receives;		/* what outside() does if not the usual */
} attacks[] = {
	{ "tree", .run = attack_tree },
	{ "chain", .run = attack_chain },
	{ "mappings", .run = attack_many_mappings },
	{ "map.large", .run = attack_large_map },
	{ "map.sparse", .run = attack_sparse_map },
	{ "map.empty", .run = attack_empty_map },
	{ "split", .run = attack_split },
	{ "string", .run = attack_string },
	{ "fragments", .run = attack_fragments, .receives = fragments_body },
	{ "pieces", .run = attack_pieces, .receives = pieces_body },
	{ "io", .run = attack_io },
	{ "senders", .prepare = prepare_senders, .run = lose_target, .crowd = CROWD },
	{ "waiters", .prepare = prepare_waiters, .run = lose_target, .crowd = CROWD },
	{ "timeouts", .prepare = prepare_timeouts, .run = attack_timeouts, .crowd = CROWD },
	{ "exregs", .prepare = prepare_crowd, .run = attack_exregs, .crowd = CROWD },
	{ "creation", .run = attack_creation },
	{ "utcb_area", .run = attack_utcb_area },
	{ "exhaustion", .run = attack_exhaustion },
	{ "sigma0", .run = attack_sigma0 },
	{ "memory_control", .run = attack_memory_control },
};

static void run_body(void *attack)
{
	((const struct attack *)attack)->run();
}

static void run_attack(const struct attack *a)
{
	char name[48];

	snprintf(name, sizeof(name), "irqoff.%s", a->name);
	bench_mark(mark_new(name));
	(void)thread_here(PRIO_TICKER, ticker_body, NULL);
	receivers[0] = thread_here(PRIO_BENCH, receiver_body, NULL)->id;
	receivers[1] = thread_elsewhere(PRIO_BENCH, a->receives ? a->receives : receiver_body,
					NULL)->id;
	settle();
	if (a->prepare)
		a->prepare();
	if (a->run)
		run_here(run_body, (void *)a);
	crowd_delete(a->crowd);
	threads_delete();
	L4_Sleep(L4_TimePeriod(REST_US));
	bench_mark(0);
}

void measure_irqoff(void)
{
	(void)small_pages();
	for (size_t i = 0; i < ARRAY_SIZE(attacks); i++)
		run_attack(&attacks[i]);
}
