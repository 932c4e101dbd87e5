/* SPDX-License-Identifier: BSD-2-Clause */
/* bench.c - the command ipcbench: what an IPC costs inside a space and between two. */

#include <l4/ipc.h>
#include <l4/schedule.h>
#include <pecan/cpu.h>
#include <stdbool.h>
#include <stdio.h>

#include "../lib/demo.h"
#include "shell.h"

#define WARM_UP 200
#define ROUNDS	10000

/* Cost of one IPC, that is half a round trip. */
struct cost {
	L4_Word64_t cycles;
	L4_Word64_t nsec;
};

static bool round_trips(L4_ThreadId_t to, L4_Word_t words, int n)
{
	L4_MsgTag_t tag;

	while (n--) {
		tag.raw = words;
		L4_Set_MsgTag(tag);
		tag = L4_Call(to);
		if (L4_IpcFailed(tag) || L4_UntypedWords(tag) != words)
			return false;
	}
	return true;
}

static bool measure(L4_ThreadId_t to, L4_Word_t words, struct cost *cost)
{
	L4_Word64_t cycles;
	L4_Clock_t start;

	if (!round_trips(to, words, WARM_UP))
		return false;
	start = L4_SystemClock();
	cycles = cpu_cycles();
	if (!round_trips(to, words, ROUNDS))
		return false;
	cycles = cpu_cycles() - cycles;
	cost->nsec = (L4_SystemClock().raw - start.raw) * 1000 / (2 * ROUNDS);
	cost->cycles = cycles / (2 * ROUNDS);
	return true;
}

static void print_cost(const struct cost *c)
{
	printf("  %6llu %s %3llu.%03llu us", c->cycles, CPU_CYCLES_UNIT, c->nsec / 1000,
	       c->nsec % 1000);
}

static void pong_entry(void *arg)
{
	(void)arg;
	demo_pong();
}

static void compare(L4_ThreadId_t inside, L4_ThreadId_t outside)
{
	static const L4_Word_t sizes[] = {0, 4, 16, 60};
	struct cost near, far;

	printf("One IPC, average of %u:\n  words  %-25s  %s\n", 2 * ROUNDS, "same space",
	       "other space");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (!measure(inside, sizes[i], &near) || !measure(outside, sizes[i], &far)) {
			printf("an IPC failed, error %lu\n", L4_ErrorCode());
			return;
		}
		printf("  %5lu", sizes[i]);
		print_cost(&near);
		print_cost(&far);
		printf("\n");
	}
}

void command_ipcbench(int argc, char **argv)
{
	const L4_MsgTag_t stop = {.raw = (L4_Word_t)PONG_EXIT << 16};
	L4_ThreadId_t inside, outside;
	L4_Word_t status;

	(void)argc;
	(void)argv;
	status = demo_spawn("pong", &outside);
	if (status != DEMO_OK) {
		printf("pong does not start: %s\n", demo_status_text(status));
		return;
	}
	inside = helper_start(pong_entry, NULL, demo_root());
	if (L4_IsNilThread(inside))
		printf("no thread for the other side\n");
	else
		compare(inside, outside);
	helper_stop();
	L4_Set_MsgTag(stop);
	(void)L4_Send(outside);
}
