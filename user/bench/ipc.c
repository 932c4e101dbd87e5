/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc.c - one-way IPC of untyped words between spaces and inside one. */
#include <stdio.h>

#include "bench.h"

static const unsigned sizes[] = { 0, 4, 8, 16, 60 };

static struct server server;
static struct client client;

/* Call with `words` words, which the server sends back. */
static void measure(const char *kind, unsigned words, bool inside)
{
	struct thread *t;
	char name[40];

	server = (struct server){ .tag = words };
	t = inside ? thread_here(PRIO_BENCH, server_body, &server) :
		     thread_elsewhere(PRIO_BENCH, server_body, &server);
	settle();
	client.ipc = (struct bench_ipc){ t->id.raw, 0, t->id.raw, words, __L4_Ipc };
	run_here(client_body, &client);
	threads_delete();
	snprintf(name, sizeof(name), "ipc.%s.%u.total", kind, words);
	report(name, client.ticks, 2 * ROUNDS);
}

void measure_ipc(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++)
		measure("inter", sizes[i], false);
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++)
		measure("intra", sizes[i], true);
}
