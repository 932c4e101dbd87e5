/* SPDX-License-Identifier: BSD-2-Clause */
/* boot.c - tests of the state in which the root task starts. */

#include "lib.h"

static void own_id(word_t arg)
{
	(void)arg;
	CHECK_EQ(runner_id.raw, L4_GlobalId(L4_ThreadIdUserBase(kip) + 2, 1).raw);
}

/* Its UTCB is the first slot of the area, found by rounding down to the smallest area's size. */
static void utcb_area(word_t arg)
{
	word_t local = L4_LocalIdOf(runner_id).raw;
	word_t size = (word_t)1 << L4_UtcbAreaSizeLog2(kip);

	(void)arg;
	CHECK_EQ(local, (local & ~(size - 1)) + ARCH_UTCB_OFFSET);
}

static void nothing(void *arg)
{
	(void)arg;
}

/* Slots for UserBase + 256 UTCBs, or at least 256 of them (10.8). */
static void utcb_slots(word_t slot)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);
	word_t base = L4_LocalIdOf(runner_id).raw & ~(((word_t)1 << L4_UtcbAreaSizeLog2(kip)) - 1);

	thread_control(t->id, runner_id, runner_id, L4_Myself(), base + slot * L4_UtcbSize(kip));
	thread_await_unstarted(t->id);
}

static void scheduled_by_root(word_t arg)
{
	(void)arg;
	CHECK(thread_state(L4_GlobalId(L4_ThreadIdUserBase(kip), 1)) != 0);
	CHECK_EQ(thread_state(runner_id), L4_SCHEDRESULT_WAITING);
}

static void pager_is_sigma0(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_PagerOf(runner_id).raw, L4_GlobalId(L4_ThreadIdUserBase(kip), 1).raw);
}

static void sigma0_in_other_space(word_t arg)
{
	tid_t s0 = L4_GlobalId(L4_ThreadIdUserBase(kip), 1);

	(void)arg;
	CHECK_EQ(L4_LocalIdOf(s0).raw, 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidThread);
}

static const struct test tests[] = {
	{"root.id", "10.8", own_id},
	{"root.utcb-area", "10.8", utcb_area},
	{"root.utcb-slot.200", "10.8", utcb_slots, 200},
	{"root.utcb-slot.255", "10.8", utcb_slots, 255},
	{"root.scheduler", "10.8", scheduled_by_root},
	{"root.pager", "10.8", pager_is_sigma0},
	{"sigma0.space", "10.8", sigma0_in_other_space},
};

TOPIC(boot, "boot");
