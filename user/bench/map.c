/* SPDX-License-Identifier: BSD-2-Clause */
/* map.c - mapping pages by IPC, revoking them, page faults of another space. */
#include <l4/sigma0.h>
#include <stdio.h>

#include "bench.h"

#define PAGE_BITS 12
#define SUPERPAGE_BITS 22
#define WINDOW 0x60000000UL
#define MAP_ITEM 8
#define ROUNDS_MAP 20

/* Where our space has small pages, one after the other, each got from sigma0 by itself. */
#define REGION 0x40000000UL

/* A page that stays in the receiver, so that its page table does. */
#define KEPT (REGION_PAGES - 1)

static struct {
	tid_t to;
	word_t address;
	unsigned bits;
	bool keep;
	unsigned map_mark, unmap_mark;
	word_t map, unmap;	/* least ticks of ROUNDS_MAP */
} job;

static void receiver_body(void *unused)
{
	(void)unused;
	L4_LoadBR(0, L4_CompleteAddressSpace.raw);
	bench_serve(0, __L4_Ipc);
}

static word_t map_ticks(unsigned mark, word_t fpage, word_t window)
{
	const struct bench_ipc ipc = { job.to.raw, 0, job.to.raw, 2 << 6, __L4_Ipc };
	const word_t item[2] = { window | MAP_ITEM, fpage };
	word_t ticks;

	L4_LoadMRs(1, 2, item);
	bench_mark(mark);
	ticks = bench_ipc(ipc, 1);
	bench_mark(0);
	return net(ticks, 1);
}

static word_t unmap_ticks(word_t fpage)
{
	struct bench_call unmap;
	word_t ticks;

	bench_call_unmap(&unmap, 0, fpage);
	bench_mark(job.unmap_mark);
	ticks = bench_call(&unmap, 1);
	bench_mark(0);
	return net(ticks, 1);
}

/* Map by Call, unmap, again and again; in each run every round is timed by itself. */
static void mapper_body(void *unused)
{
	const word_t fpage = job.address | job.bits << 4 | L4_FullyAccessible;
	const word_t kept = KEPT << PAGE_BITS;

	(void)unused;
	if (job.keep)
		(void)map_ticks(0, (REGION + kept) | PAGE_BITS << 4 | L4_FullyAccessible,
				WINDOW + kept);
	job.map = job.unmap = ~0UL;
	for (unsigned i = 0; i < RUNS; i++) {
		word_t map = 0, unmap = 0;

		for (unsigned k = 0; k < ROUNDS_MAP; k++) {
			map += map_ticks(job.map_mark, fpage, WINDOW);
			unmap += unmap_ticks(fpage);
		}
		if (map < job.map)
			job.map = map;
		if (unmap < job.unmap)
			job.unmap = unmap;
	}
}

static void measure_size(const char *what, word_t address, unsigned bits, bool keep)
{
	char map[32], unmap[32];
	struct thread *receiver = thread_elsewhere(PRIO_BENCH, receiver_body, NULL);
	uint64_t ticks;

	snprintf(map, sizeof(map), "map.%s", what);
	snprintf(unmap, sizeof(unmap), "unmap.%s", what);
	settle();
	job.to = receiver->id;
	job.address = address;
	job.bits = bits;
	job.keep = keep;
	job.map_mark = mark_new(map);
	job.unmap_mark = mark_new(unmap);
	run_here(mapper_body, NULL);
	threads_delete();
	ticks = (uint64_t)job.map * (ROUNDS / ROUNDS_MAP) - plain_ticks() / 2;
	report_total(map, ticks, ROUNDS);	/* without the answer */
	report_total(unmap, job.unmap, ROUNDS_MAP);
}

word_t small_pages(void)
{
	static unsigned i;

	for (; i < REGION_PAGES; i++) {
		L4_Fpage_t window = L4_FpageLog2(REGION + (i << PAGE_BITS), PAGE_BITS);

		must(!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, PAGE_BITS, window)),
		     "a page from sigma0");
	}
	return REGION;
}

void measure_map(void)
{
	L4_Fpage_t big;

	(void)small_pages();
	measure_size("1", REGION, PAGE_BITS, true);
	measure_size("16", REGION, PAGE_BITS + 4, true);
	measure_size("1024", REGION, PAGE_BITS + 10, false);
	measure_size("1.newtable", REGION, PAGE_BITS, false);
	big = L4_Sigma0_GetAny(L4_nilthread, SUPERPAGE_BITS, L4_CompleteAddressSpace);
	if (L4_IsNilFpage(big))
		report_failure("sigma0 has no superpage");
	else
		measure_size("4m", L4_Address(big), SUPERPAGE_BITS, false);
}

/* --- page faults ------------------------------------------------------------------------- */

#define FAULT_PAGES 256

static struct {
	tid_t pager;
	unsigned mark;
	word_t ticks;
} fault;

static void pager_body(void *unused)
{
	(void)unused;
	L4_LoadBR(0, 0);
	bench_page(WINDOW, REGION);
}

/*
 * The main thread is the pager while the code and data of this function are new to its space.  A
 * round is one instruction more than the access that faults.
 */
static void faulting_body(void *unused)
{
	(void)unused;
	fault.ticks = bench_read((word_t)&fault, 1) + bench_empty(1);
	bench_mark(0);
	fault.ticks = ~0UL;
	for (unsigned i = 0; i < RUNS; i++) {
		word_t ticks;

		L4_Set_Pager(fault.pager);
		bench_mark(fault.mark);
		ticks = bench_read(WINDOW, FAULT_PAGES);
		bench_mark(0);
		L4_Set_Pager(main_id);
		ticks = net(ticks, FAULT_PAGES) - FAULT_PAGES;
		if (ticks < fault.ticks)
			fault.ticks = ticks;
		L4_Flush(L4_FpageAddRights(L4_FpageLog2(WINDOW, SUPERPAGE_BITS),
					   L4_FullyAccessible));
	}
}

void measure_fault(void)
{
	(void)small_pages();
	fault.pager = thread_here(PRIO_BENCH, pager_body, NULL)->id;
	settle();
	fault.mark = mark_new("fault.roundtrip");
	run_elsewhere(faulting_body, NULL);
	threads_delete();
	report_total("fault.roundtrip", fault.ticks, FAULT_PAGES);
}
