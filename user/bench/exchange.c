/* SPDX-License-Identifier: BSD-2-Clause */
/* exchange.c - clients and servers, and system calls, repeated; the best of several runs counts. */
#include <stdio.h>

#include "bench.h"

static struct exchange now;
static struct bench_ipc ipc;
static word_t least;
static unsigned mark, last_mark;

static void server_body(void *unused)
{
	(void)unused;
	L4_LoadBRs(0, ARRAY_SIZE(now.brs), now.brs);
	bench_serve(now.reply, now.lipc ? __L4_Lipc : __L4_Ipc);
}

/* The kernel changes neither MR1 nor MR2 in the UTCB when a reply arrives. */
static void client_body(void *unused)
{
	(void)unused;
	L4_LoadMRs(1, ARRAY_SIZE(now.items), now.items);
	least = ~0UL;
	for (unsigned i = 0; i < RUNS; i++) {
		word_t ticks;

		bench_mark(mark);
		ticks = net(bench_ipc(ipc, now.rounds), now.rounds);
		bench_mark(0);
		if (ticks < least)
			least = ticks;
	}
}

/* Give what follows a number that a plugin of the emulator can see. */
static void choose_mark(void)
{
	mark = 0;
	if (!now.name || last_mark == BENCH_MARKS - 1)
		return;
	mark = ++last_mark;
	printf("MARK %u ", mark);
	printf(now.name, now.n);
	printf("\n");
}

word_t exchange_ticks(const struct exchange *how)
{
	struct thread *server;
	tid_t to;

	now = *how;
	if (now.rounds == 0)
		now.rounds = ROUNDS;
	choose_mark();
	server = now.inside ? thread_here(PRIO_BENCH, server_body, NULL) :
			      thread_elsewhere(PRIO_BENCH, server_body, NULL);
	settle();
	to = now.local ? server->local : server->id;
	ipc = (struct bench_ipc){ to.raw, now.timeouts, to.raw, now.tag,
				  now.lipc ? __L4_Lipc : __L4_Ipc };
	run_here(client_body, NULL);
	threads_delete();
	return least;
}

word_t plain_ticks(void)
{
	static const struct exchange plain = { .inside = false };
	static word_t ticks;

	if (ticks == 0)
		ticks = exchange_ticks(&plain);
	return ticks;
}

/* --- system calls ------------------------------------------------------------------------ */

static const struct bench_call *first, *second;

static void calls_body(void *unused)
{
	(void)unused;
	least = ~0UL;
	for (unsigned i = 0; i < RUNS; i++) {
		word_t ticks = second ? bench_pair(first, second, ROUNDS) :
					bench_call(first, ROUNDS);

		ticks = net(ticks, ROUNDS);
		if (ticks < least)
			least = ticks;
	}
}

word_t pair_ticks(const struct bench_call *a, const struct bench_call *b)
{
	first = a;
	second = b;
	run_here(calls_body, NULL);
	return least;
}

word_t call_ticks(const struct bench_call *call)
{
	return pair_ticks(call, NULL);
}
