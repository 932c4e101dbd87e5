/* SPDX-License-Identifier: BSD-2-Clause */
/* exchange.c - clients and servers, and system calls, repeated; the least of several runs counts. */
#include "bench.h"

static struct exchange now;
static struct bench_ipc ipc;
static word_t least;

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
		word_t ticks = net(bench_ipc(ipc, now.rounds), now.rounds);

		if (ticks < least)
			least = ticks;
	}
}

word_t exchange_ticks(const struct exchange *how)
{
	struct thread *server;
	tid_t to;

	now = *how;
	if (now.rounds == 0)
		now.rounds = ROUNDS;
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
