/* SPDX-License-Identifier: BSD-2-Clause */
/* info.c - commands that show the state of the system. */

#include <l4/kip.h>
#include <l4/schedule.h>
#include <stdio.h>

#include "../lib/demo.h"
#include "shell.h"

static const char *state_text(L4_Word_t state)
{
	static const char *const text[] = {
		[L4_SCHEDRESULT_ERROR] = "?",
		[L4_SCHEDRESULT_DEAD] = "dead",
		[L4_SCHEDRESULT_INACTIVE] = "halted",
		[L4_SCHEDRESULT_RUNNING] = "ready",
		[L4_SCHEDRESULT_PENDING_SEND] = "wants to send",
		[L4_SCHEDRESULT_SENDING] = "sends",
		[L4_SCHEDRESULT_WAITING] = "waits",
		[L4_SCHEDRESULT_RECEIVING] = "receives",
	};

	return state < sizeof(text) / sizeof(text[0]) ? text[state] : "?";
}

void command_threads(int argc, char **argv)
{
	char name[DEMO_NAME_BYTES];
	L4_Word_t out[2 + DEMO_NAME_WORDS];

	(void)argc;
	(void)argv;
	printf("  %-*s  %-*s  %s\n", (int)(2 * sizeof(L4_Word_t)), "thread", DEMO_NAME_BYTES,
	       "task", "state");
	for (L4_Word_t i = 0;
	     demo_call(demo_root(), ROOT_THREAD_INFO, &i, 1, out, 2 + DEMO_NAME_WORDS) == DEMO_OK;
	     i++) {
		demo_name_unpack(name, &out[2]);
		printf("  %0*lx  %-*s  %s\n", (int)(2 * sizeof(L4_Word_t)), out[0], DEMO_NAME_BYTES,
		       name, state_text(out[1]));
	}
}

static const char *memory_type_text(L4_Word_t type)
{
	switch (type & 0xf) {
	case L4_ConventionalMemoryType:
		return "conventional";
	case L4_ReservedMemoryType:
		return "kernel";
	case L4_DedicatedMemoryType:
		return "dedicated";
	case L4_SharedMemoryType:
		return "shared";
	case L4_BootLoaderSpecificMemoryType:
		return "boot loader";
	case L4_ArchitectureSpecificMemoryType:
		return "firmware";
	default:
		return "undefined";
	}
}

static void print_descriptors(void)
{
	const void *kip = L4_GetKernelInterface();
	int width = 2 * sizeof(L4_Word_t);

	printf("Memory of the machine, later lines win:\n");
	for (L4_Word_t i = 0; i < L4_NumMemoryDescriptors(kip); i++) {
		const L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d))
			printf("  %0*lx - %0*lx  %s\n", width, L4_MemoryDescLow(d), width,
			       L4_MemoryDescHigh(d), memory_type_text(L4_MemoryDescType(d)));
	}
}

static void print_tasks(void)
{
	char name[DEMO_NAME_BYTES];
	L4_Word_t out[3 + DEMO_NAME_WORDS];

	printf("Pages of tasks:\n");
	for (L4_Word_t i = 0;
	     demo_call(demo_root(), ROOT_TASK_INFO, &i, 1, out, 3 + DEMO_NAME_WORDS) == DEMO_OK;
	     i++) {
		demo_name_unpack(name, &out[3]);
		printf("  %-*s  %4lu, started %lu time%s\n", DEMO_NAME_BYTES, name, out[0], out[1],
		       out[1] == 1 ? "" : "s");
	}
}

void command_mem(int argc, char **argv)
{
	L4_Word_t out[2];

	(void)argc;
	(void)argv;
	print_descriptors();
	print_tasks();
	if (demo_call(demo_root(), ROOT_MEMORY_INFO, NULL, 0, out, 2) == DEMO_OK)
		printf("The root task has %lu KiB from sigma0, %lu KiB of it unused.\n",
		       out[0] / 1024, out[1] / 1024);
}

void command_uptime(int argc, char **argv)
{
	L4_Word64_t usec = L4_SystemClock().raw;

	(void)argc;
	(void)argv;
	printf("up %llu.%03llu s\n", usec / 1000000, usec / 1000 % 1000);
}
