/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - threads of the program's own space, and where their UTCBs go. */

#include <l4/kip.h>
#include <l4/schedule.h>
#include <l4/thread.h>
#include <pecan/thread.h>

void *pecan_utcb_slot(L4_Word_t slot)
{
	const void *kip = L4_GetKernelInterface();
	L4_Word_t area = L4_MyLocalId().raw & ~(L4_UtcbAreaSize(kip) - 1);

	return (void *)(area + slot * L4_UtcbSize(kip));
}

L4_Word_t pecan_thread_create(L4_ThreadId_t id, void *utcb, L4_ThreadId_t pager)
{
	return L4_ThreadControl(id, L4_Myself(), L4_Myself(), pager, utcb);
}

/* What __pecan_thread_entry finds: fn, then arg; behind them the stack is aligned for a call. */
static L4_Word_t thread_stack(L4_Word_t top, void (*fn)(void *), void *arg)
{
	L4_Word_t *sp = (L4_Word_t *)(top & ~15UL);

	*--sp = (L4_Word_t)arg;
	*--sp = (L4_Word_t)fn;
	return (L4_Word_t)sp;
}

void pecan_thread_start(L4_ThreadId_t id, void *stack, L4_Word_t size, void (*fn)(void *),
			void *arg)
{
	L4_Word_t sp = thread_stack((L4_Word_t)stack + size, fn, arg);

	L4_Start_SpIp(id, sp, (L4_Word_t)__pecan_thread_entry);
}

void pecan_thread_exit(void)
{
	for (;;)
		L4_Sleep(L4_Never);
}
