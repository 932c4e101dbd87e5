/* SPDX-License-Identifier: BSD-2-Clause */
/* helper.c - a second thread for measurements and tests. */

#include <l4/thread.h>
#include <pecan/thread.h>

#include "../lib/demo.h"
#include "shell.h"

#define STACK_BYTES 4096

static char stack[STACK_BYTES] __attribute__((__aligned__(16)));
static L4_ThreadId_t helper;

L4_ThreadId_t helper_start(void (*fn)(void *), void *arg, L4_ThreadId_t pager)
{
	if (demo_thread(&helper) != DEMO_OK)
		return L4_nilthread;
	/* The new pager cannot serve faults on code and stack, so they must be there. */
	for (L4_Word_t i = 0; i < STACK_BYTES; i += 1024)
		((volatile char *)stack)[i] = 0;
	(void)*(const volatile char *)(L4_Word_t)fn;
	L4_Set_PagerOf(helper, pager);
	pecan_thread_start(helper, stack, STACK_BYTES, fn, arg);
	return helper;
}

void helper_stop(void)
{
	if (!L4_IsNilThread(helper))
		(void)demo_thread_delete(helper);
	helper = L4_nilthread;
}
