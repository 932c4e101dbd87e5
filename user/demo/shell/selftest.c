/* SPDX-License-Identifier: BSD-2-Clause */
/* selftest.c - the command test: a few promises of the kernel, tried in a second. */

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/pagefault.h>
#include <l4/schedule.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <pecan/cpu.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../lib/demo.h"
#include "shell.h"

#define WAIT_USEC   1000000u /* for what should come at once */
#define SHORT_USEC  5000u
#define SLICES_USEC 100000u /* some time slices */
#define STEP_USEC   1000u
#define WORDS	    63u

/* Two pages of the heap: one with memory, one to map it to once more. */
#define PAGE_AT	  DEMO_HEAP_BASE
#define ALIAS_AT  (DEMO_HEAP_BASE + 0x1000)
#define PAGE_LOG2 12

/* IPC errors as the ErrorCode TCR has them (X2:types.errors). */
#define SEND_TIMEOUT	2u
#define RECV_TIMEOUT	3u
#define SEND_NO_PARTNER 4u
#define RECV_NO_PARTNER 5u

static L4_ThreadId_t main_thread;
static volatile L4_Word_t counter;

static L4_Time_t period(L4_Word_t usec)
{
	return L4_TimePeriod(usec);
}

static L4_MsgTag_t wait_for(L4_ThreadId_t from)
{
	return L4_Receive_Timeout(from, period(WAIT_USEC));
}

static bool failed_with(L4_MsgTag_t tag, L4_Word_t error)
{
	return L4_IpcFailed(tag) && L4_ErrorCode() == error;
}

static void empty_message(void)
{
	L4_Set_MsgTag(L4_Niltag);
}

/*
 * Threads and messages.
 */

static bool test_kip(void)
{
	const unsigned char magic[4] = {0x4c, 0x34, 0xe6, 0x4b};

	return memcmp(L4_GetKernelInterface(), magic, sizeof(magic)) == 0;
}

static bool test_ids(void)
{
	return L4_IsThreadEqual(L4_LocalIdOf(L4_MyGlobalId()), L4_MyLocalId()) &&
	       L4_IsThreadEqual(L4_GlobalIdOf(L4_MyLocalId()), L4_MyGlobalId());
}

static bool test_clock(void)
{
	L4_Clock_t before = L4_SystemClock();
	L4_Word64_t slept;

	L4_Sleep(period(SHORT_USEC));
	slept = L4_SystemClock().raw - before.raw;
	return slept >= SHORT_USEC - SHORT_USEC / 10 && slept < WAIT_USEC;
}

static bool echo_words(L4_ThreadId_t to)
{
	L4_MsgTag_t tag = {.raw = WORDS};
	L4_Word_t w;

	for (unsigned int i = 1; i <= WORDS; i++)
		L4_LoadMR((int)i, i * 0x01234567u);
	L4_Set_MsgTag(tag);
	tag = L4_Call_Timeouts(to, period(WAIT_USEC), period(WAIT_USEC));
	if (L4_IpcFailed(tag) || L4_UntypedWords(tag) != WORDS)
		return false;
	for (unsigned int i = 1; i <= WORDS; i++) {
		L4_StoreMR((int)i, &w);
		if (w != i * 0x01234567u)
			return false;
	}
	return true;
}

static void pong_entry(void *arg)
{
	(void)arg;
	demo_pong();
}

static bool test_ipc_inside(void)
{
	L4_ThreadId_t helper = helper_start(pong_entry, NULL, demo_root());

	return echo_words(helper) && echo_words(L4_LocalIdOf(helper));
}

static bool test_ipc_outside(void)
{
	const L4_MsgTag_t stop = {.raw = (L4_Word_t)PONG_EXIT << 16};
	L4_ThreadId_t pong;
	bool good;

	if (demo_spawn("pong", &pong) != DEMO_OK)
		return false;
	good = echo_words(pong);
	L4_Set_MsgTag(stop);
	(void)L4_Send_Timeout(pong, period(WAIT_USEC));
	/* Waiting for it ends when it does. */
	good &= failed_with(wait_for(pong), RECV_NO_PARTNER);
	empty_message();
	return good & failed_with(L4_Send_Timeout(pong, period(WAIT_USEC)), SEND_NO_PARTNER);
}

static void sleeper(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static bool test_send_timeout(void)
{
	L4_ThreadId_t helper = helper_start(sleeper, NULL, demo_root());

	empty_message();
	if (!failed_with(L4_Send_Timeout(helper, L4_ZeroTime), SEND_TIMEOUT))
		return false;
	empty_message();
	return failed_with(L4_Send_Timeout(helper, period(SHORT_USEC)), SEND_TIMEOUT);
}

static bool test_receive_timeout(void)
{
	L4_ThreadId_t helper = helper_start(sleeper, NULL, demo_root());

	return failed_with(L4_Receive_Timeout(helper, L4_ZeroTime), RECV_TIMEOUT) &&
	       failed_with(L4_Receive_Timeout(helper, period(SHORT_USEC)), RECV_TIMEOUT);
}

static void count(void *arg)
{
	(void)arg;
	for (;;)
		counter++;
}

/*
 * While this thread watches for some time slices.  In an emulator the clock may leap ahead of the
 * timer's interrupt when the host is busy, so a leap counts as one step.
 */
static bool counter_moves(void)
{
	L4_Word_t before = counter, watched = 0;
	L4_Word64_t now, last = L4_SystemClock().raw;

	while (counter == before && watched < SLICES_USEC) {
		now = L4_SystemClock().raw;
		watched += now - last < STEP_USEC ? (L4_Word_t)(now - last) : STEP_USEC;
		last = now;
	}
	return counter != before;
}

/* A thread that never gives up the processor, and this one, which does not either. */
static bool test_time_slices(void)
{
	L4_ThreadId_t helper = helper_start(count, NULL, demo_root());
	bool good = counter_moves();

	(void)L4_Stop(helper);
	good &= !counter_moves();
	L4_Start(helper);
	return good & counter_moves();
}

/*
 * Memory.  The helper maps in this very space: its page is then here twice.
 */

static L4_Fpage_t page_at(L4_Word_t addr)
{
	return L4_FpageAddRights(L4_FpageLog2(addr, PAGE_LOG2), L4_ReadWriteOnly);
}

static volatile L4_Word_t *word_at(L4_Word_t addr)
{
	return (volatile L4_Word_t *)addr;
}

static void send_map(L4_ThreadId_t to)
{
	L4_Msg_t msg;

	L4_MsgClear(&msg);
	L4_MsgAppendMapItem(&msg, L4_MapItem(page_at(PAGE_AT), ALIAS_AT));
	L4_MsgLoad(&msg);
	(void)L4_Send_Timeout(to, period(WAIT_USEC));
}

static void receive_map(void *arg)
{
	(void)arg;
	L4_Accept(L4_MapGrantItems(L4_FpageLog2(ALIAS_AT, PAGE_LOG2)));
	(void)L4_Receive(main_thread);
	L4_Sleep(L4_Never);
}

static bool test_map(void)
{
	L4_ThreadId_t helper = helper_start(receive_map, NULL, demo_root());

	*word_at(PAGE_AT) = 0x1111;
	send_map(helper);
	if (*word_at(ALIAS_AT) != 0x1111)
		return false;
	*word_at(ALIAS_AT) = 0x2222;
	return *word_at(PAGE_AT) == 0x2222;
}

static bool test_status_bits(void)
{
	L4_Fpage_t status;

	*word_at(PAGE_AT) = 1;
	(void)L4_GetStatus(page_at(PAGE_AT));
	status = L4_GetStatus(page_at(PAGE_AT));
	if (L4_WasReferenced(status) || L4_WasWritten(status))
		return false;
	(void)*word_at(PAGE_AT);
	status = L4_GetStatus(page_at(PAGE_AT));
	if (!L4_WasReferenced(status) || L4_WasWritten(status))
		return false;
	*word_at(PAGE_AT) = 2;
	return L4_WasWritten(L4_GetStatus(page_at(PAGE_AT)));
}

static void touch_alias(void *arg)
{
	(void)arg;
	*word_at(ALIAS_AT) = 0x3333;
	empty_message();
	(void)L4_Send(main_thread);
	L4_Sleep(L4_Never);
}

/* Take the alias away; the helper faults on it and this thread is its pager. */
static bool test_unmap_and_page_fault(void)
{
	L4_Fpage_t page = L4_FpageAddRights(page_at(PAGE_AT), L4_FullyAccessible);
	L4_PageFaultMsg_t fault;
	L4_ThreadId_t helper;
	L4_MsgTag_t tag;

	(void)L4_UnmapFpage(page);
	helper = helper_start(touch_alias, NULL, main_thread);
	tag = wait_for(helper);
	if (L4_IpcFailed(tag) || !L4_IsPageFault(tag))
		return false;
	L4_StorePageFault(tag, &fault);
	if (fault.X.addr != ALIAS_AT || !(L4_PageFaultAccess(tag) & L4_Writable))
		return false;
	send_map(helper);
	tag = wait_for(helper);
	return L4_IpcSucceeded(tag) && *word_at(PAGE_AT) == 0x3333;
}

/*
 * Exceptions.
 */

static void raise_exception(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(main_thread);
	cpu_illegal();
	empty_message();
	(void)L4_Send(main_thread);
	L4_Sleep(L4_Never);
}

static bool test_exception(void)
{
	L4_ThreadId_t helper = helper_start(raise_exception, NULL, demo_root());
	L4_MsgTag_t tag = wait_for(helper);
	L4_Msg_t msg;

	if (L4_IpcFailed(tag) || (L4_SignedWord_t)tag.raw >> 20 != -5)
		return false;
	L4_MsgStore(tag, &msg);
	L4_MsgPutWord(&msg, 0, L4_MsgWord(&msg, 0) + CPU_ILLEGAL_BYTES);
	L4_Set_MsgLabel(&msg, 0);
	L4_MsgLoad(&msg);
	(void)L4_Send_Timeout(helper, period(WAIT_USEC));
	tag = wait_for(helper);
	return L4_IpcSucceeded(tag) && L4_Label(tag) == 0;
}

static const struct {
	const char *name;
	bool (*run)(void);
} tests[] = {
	{"kernel-interface-page", test_kip},
	{"thread-ids", test_ids},
	{"clock-and-sleep", test_clock},
	{"ipc-inside-a-space", test_ipc_inside},
	{"ipc-between-spaces", test_ipc_outside},
	{"send-timeout", test_send_timeout},
	{"receive-timeout", test_receive_timeout},
	{"time-slices-stop-start", test_time_slices},
	{"map", test_map},
	{"status-bits", test_status_bits},
	{"unmap-and-page-fault", test_unmap_and_page_fault},
	{"exception", test_exception},
};

#define TESTS (sizeof(tests) / sizeof(tests[0]))

void command_test(int argc, char **argv)
{
	unsigned int passed = 0;

	(void)argc;
	(void)argv;
	main_thread = L4_MyGlobalId();
	for (size_t i = 0; i < TESTS; i++) {
		bool good = tests[i].run();

		helper_stop();
		L4_Accept(L4_UntypedWordsAcceptor);
		passed += good;
		printf("  %-8s%s\n", good ? "ok" : "FAILED", tests[i].name);
	}
	printf("%u passed, %u failed\n", passed, (unsigned int)TESTS - passed);
}
