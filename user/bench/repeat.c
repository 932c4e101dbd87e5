/* SPDX-License-Identifier: BSD-2-Clause */
/* repeat.c - loops, system calls, clients with their servers, repeated; the best run counts. */
#include "bench.h"

static struct {
	word_t (*loop)(word_t n);
	word_t rounds;
	unsigned mark;
	word_t least;
} job;

static void repeat_body(void *unused)
{
	(void)unused;
	job.least = ~0UL;
	for (unsigned i = 0; i < RUNS; i++) {
		word_t ticks;

		bench_mark(job.mark);
		ticks = job.loop(job.rounds);
		bench_mark(0);
		ticks = net(ticks, job.rounds);
		if (ticks < job.least)
			job.least = ticks;
	}
}

word_t repeat(const char *name, word_t (*loop)(word_t n), word_t rounds)
{
	job.loop = loop;
	job.rounds = rounds;
	job.mark = name ? mark_new(name) : 0;
	run_here(repeat_body, NULL);
	return job.least;
}

/* --- system calls ------------------------------------------------------------------------ */

static const struct bench_call *first, *second;

static word_t call_loop(word_t n)
{
	return bench_call(first, n);
}

static word_t pair_loop(word_t n)
{
	return bench_pair(first, second, n);
}

word_t call_ticks(const char *name, const struct bench_call *call)
{
	first = call;
	return repeat(name, call_loop, ROUNDS);
}

word_t pair_ticks(const char *name, const struct bench_call *a, const struct bench_call *b)
{
	first = a;
	second = b;
	return repeat(name, pair_loop, ROUNDS);
}

/* --- clients and servers ----------------------------------------------------------------- */

static struct exchange now;
static struct bench_ipc ipc;

static void server_body(void *unused)
{
	(void)unused;
	if (now.fpu)
		bench_use_fpu();
	L4_LoadBRs(0, ARRAY_SIZE(now.brs), now.brs);
	bench_serve(now.reply, ipc.link);
}

/* The kernel changes neither MR1 nor MR2 in the UTCB when a reply arrives. */
static word_t client_loop(word_t n)
{
	if (now.fpu)
		bench_use_fpu();
	L4_LoadMRs(1, ARRAY_SIZE(now.items), now.items);
	return bench_ipc(ipc, n);
}

word_t exchange_ticks(const struct exchange *how)
{
	struct thread *server;
	tid_t to;
	word_t ticks;

	now = *how;
	ipc.link = now.lipc ? __L4_Lipc : __L4_Ipc;
	server = now.inside ? thread_here(PRIO_BENCH, server_body, NULL) :
			      thread_elsewhere(PRIO_BENCH, server_body, NULL);
	settle();
	to = now.local ? server->local : server->id;
	ipc.to = ipc.from = to.raw;
	ipc.timeouts = now.timeouts;
	ipc.tag = now.tag;
	ticks = repeat(now.name, client_loop, now.rounds ? now.rounds : ROUNDS);
	threads_delete();
	return ticks;
}

word_t plain_ticks(void)
{
	static const struct exchange plain = { .inside = false };
	static word_t ticks;

	if (ticks == 0)
		ticks = exchange_ticks(&plain);
	return ticks;
}
