/* SPDX-License-Identifier: BSD-2-Clause */
/* pager.c - maps the suite's memory one to one to its spaces, and starts threads for tests. */

#include "runner.h"

static char stack[STACK_SIZE] __attribute__((aligned(64)));
static word_t generation;

/*
 * A fault on memory of the suite by a thread of another space is answered with that page; any
 * other is a failure of the running test, and the thread is left waiting.
 */
static bool handle_fault(tid_t from, word_t tag)
{
	word_t address, ip, item[2], step = page_size();

	L4_StoreMR(1, &address);
	L4_StoreMR(2, &ip);
	if (!is_shared_memory(address) || L4_IsLocalId(from)) {
		verdict.got = address;
		verdict.want = ip;
		verdict_give(VERDICT_FAULT, NULL, (int)(tag >> 16 & 7), "page fault");
		return false;
	}
	address &= ~(step - 1);
	map_item(item, fpage(address, page_bits(), L4_FullyAccessible), address);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMRs(1, 2, item);
	return true;
}

static bool handle_exception(void)
{
	L4_StoreMR(1, &verdict.want);
	L4_StoreMR(ARCH_EXC_NUMBER, &verdict.got);
	verdict_give(VERDICT_EXCEPTION, NULL, 0, "exception");
	return false;
}

static bool handle_start(void)
{
	tid_t t;
	word_t ip, sp;
	L4_MsgTag_t tag;

	L4_StoreMR(1, &t.raw);
	L4_StoreMR(2, &ip);
	L4_StoreMR(3, &sp);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, ip);
	L4_LoadMR(2, sp);
	tag = L4_Send_Timeout(t, ms(1000));
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, tag_error(tag.raw));
	return true;
}

static bool handle_prio(void)
{
	word_t prio, result;
	tid_t t;

	L4_StoreMR(1, &t.raw);
	L4_StoreMR(2, &prio);
	result = L4_Set_Priority(t, prio);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, result);
	return true;
}

/* True if the message registers hold a reply. */
static bool handle(tid_t from, word_t tag)
{
	if ((tag & ~0x70000UL) == PROTOCOL(-2, 0, 2))
		return handle_fault(from, tag);
	if (TAG_LABEL(tag) == TAG_LABEL(PROTOCOL(-5, 0, 0)))
		return handle_exception();
	if (TAG_LABEL(tag) == PAGER_START)
		return handle_start();
	if (TAG_LABEL(tag) == PAGER_PRIO)
		return handle_prio();
	return false;
}

static void pager_body(void)
{
	L4_MsgTag_t tag;
	tid_t from;

	L4_LoadBR(0, 0);
	tag = L4_Wait(&from);
	for (;;) {
		if (L4_IpcSucceeded(tag) && handle(from, tag.raw)) {
			tag = L4_ReplyWait(from, &from);
			if (L4_IpcSucceeded(tag))
				continue;
		}
		tag = L4_Wait(&from);
	}
}

void pager_start(void)
{
	word_t utcb = own_utcb_base() + PAGER_SLOT * L4_UtcbSize(kip);

	generation++;
	pager_id = L4_GlobalId(pager_number(), (generation * 2 + 1) & 0x1fff);
	thread_control(pager_id, runner_id, runner_id, runner_id, utcb);
	set_prio(pager_id, PRIO_PAGER);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, (word_t)pager_body);
	L4_LoadMR(2, cpu_entry_sp((word_t)(stack + STACK_SIZE)));
	L4_Send_Timeout(pager_id, ms(1000));
}

void pager_stop(void)
{
	L4_ThreadControl(pager_id, L4_nilthread, L4_nilthread, L4_nilthread, UTCB_NONE);
}
