/* SPDX-License-Identifier: BSD-2-Clause */
/* scale.c - operations beside few and many other threads: sleepers, and clients of a server. */
#include <stdio.h>

#include "bench.h"

#define FEW 10
#define SOME 1000	/* IPC only */
#define MANY 4000
#define UTCB_AREA 0x80000000UL
#define UTCB_AREA_BITS 22	/* 4096 UTCBs of up to 1 KiB */
#define LIMIT_PERCENT 5

enum { IPC, TIMEOUT, SCHEDULE, METRICS };

static const char *const formats[METRICS] = {
	[IPC] = "scale.ipc.%u",
	[TIMEOUT] = "scale.timeout.%u",
	[SCHEDULE] = "scale.schedule.%u",
};

static const word_t parts[METRICS] = {
	[IPC] = 2,
	[TIMEOUT] = 1,
	[SCHEDULE] = 1,
};

static char crowd_stack[64] __attribute__((aligned(64)));

static word_t sleeper_sp(unsigned i)
{
	(void)i;
	return (word_t)crowd_stack + sizeof(crowd_stack);
}

static void crowd_create(unsigned count, word_t entry, word_t (*sp)(unsigned i))
{
	const tid_t space = spare_id(0);

	space_new(space, UTCB_AREA, UTCB_AREA_BITS);
	for (unsigned i = 0; i < count; i++) {
		const word_t utcb = UTCB_AREA + i * L4_UtcbSize(kip);

		must(L4_ThreadControl(spare_id(i), space, main_id, main_id, (void *)utcb) != 0,
		     "creation of one of many threads");
		L4_Set_MsgTag((L4_MsgTag_t){ .raw = 2 });
		L4_LoadMR(1, entry);
		L4_LoadMR(2, sp(i));
		must(L4_IpcSucceeded(L4_Send(spare_id(i))), "start of one of many threads");
	}
	settle();
}

static void crowd_delete(unsigned count)
{
	while (count-- > 0)
		must(L4_ThreadControl(spare_id(count), L4_nilthread, L4_nilthread, L4_nilthread,
				      (void *)~0UL) != 0, "deletion of one of many threads");
}

/* The first so many metrics. */
static void measure_with(unsigned count, word_t ticks[METRICS], unsigned metrics)
{
	const struct exchange e = { .inside = false };

	crowd_create(count, (word_t)bench_crowd_entry, sleeper_sp);
	ticks[IPC] = exchange_ticks(&e);
	if (metrics == METRICS) {
		ticks[TIMEOUT] = timeout_ticks(NULL);
		ticks[SCHEDULE] = schedule_ticks(NULL);
	}
	crowd_delete(count);
	for (unsigned m = 0; m < metrics; m++)
		report(name_for(formats[m], count), ticks[m], parts[m] * ROUNDS);
}

/* --- many clients ------------------------------------------------------------------------ */

#define CLIENT_STACK 512
#define TURNS 40

static char client_stacks[SOME][CLIENT_STACK] __attribute__((aligned(CLIENT_STACK)));
static struct bench_ipc client_call;
static unsigned client_mark;

static word_t client_sp(unsigned i)
{
	return cpu_entry_sp((word_t)client_stacks[i] + CLIENT_STACK);
}

/* Only the call and its answer are counted; then it is the turn of the others. */
static word_t client_loop(word_t n)
{
	word_t ticks = bench_empty(n);

	while (n-- > 0) {
		for (volatile word_t i = 0; i < n; i++)
			; /* so that samples begin anywhere in a tick of the counter */
		bench_mark(client_mark);
		ticks += net(bench_ipc(client_call, 1), 1);
		bench_mark(0);
		L4_ThreadSwitch(L4_nilthread);
	}
	return ticks;
}

static void client_body(void)
{
	for (;;)
		(void)client_loop(1);
}

static void serve_body(void *unused)
{
	(void)unused;
	bench_serve(0, __L4_Ipc);
}

/* A server that replies to another one of many clients each time, and waits for the next. */
static void measure_clients(const char *name)
{
	const struct thread *server = thread_elsewhere(PRIO_BENCH, serve_body, NULL);

	settle();
	client_mark = mark_new(name);
	client_call = (struct bench_ipc){
		.to = server->id.raw, .from = server->id.raw, .link = __L4_Ipc
	};
	crowd_create(SOME, (word_t)client_body, client_sp);
	report_total(name, repeat(NULL, client_loop, TURNS), 2 * TURNS);
	threads_delete();
	crowd_delete(SOME);
}

void measure_scale(void)
{
	word_t few[METRICS], many[METRICS];

	measure_clients("ipc.replywait.1000");
	measure_with(FEW, few, METRICS);
	measure_with(SOME, many, IPC + 1);
	measure_with(MANY, many, METRICS);
	for (unsigned m = 0; m < METRICS; m++) {
		if (many[m] > few[m] + few[m] / 100 * LIMIT_PERCENT)
			report_failure(formats[m]);
	}
}
