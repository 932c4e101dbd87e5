/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - tests of SpaceControl and of the separation of address spaces. */

#include "lib.h"

static void nothing(void *arg)
{
	(void)arg;
}

/* A new space with nothing in it but an inactive thread. */
static struct thread *new_space(void)
{
	struct thread *t = thread_reserve(NEW_SPACE, nothing, NULL);

	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	return t;
}

static void control(tid_t id, L4_Fpage_t kip_area, L4_Fpage_t utcb_area, word_t error)
{
	word_t old, result;

	result = L4_SpaceControl(id, 0, kip_area, utcb_area, L4_nilthread, &old);
	if (error) {
		CHECK_EQ(result, 0);
		CHECK_EQ(L4_ErrorCode(), error);
	} else if (!result) {
		test_fail_eq(__FILE__, __LINE__, "SpaceControl", L4_ErrorCode(), 0);
	}
}

static void initialise(word_t arg)
{
	struct thread *t = new_space();

	(void)arg;
	control(t->id, space_kip_area(), space_utcb_area(), 0);
	thread_control(t->id, t->id, runner_id, pager_id, thread_utcb(t));
}

struct call {
	tid_t id;
	word_t result, error;
};

static void space_control(void *arg)
{
	struct call *c = arg;
	word_t old;

	c->result = L4_SpaceControl(c->id, 0, L4_Nilpage, L4_Nilpage, L4_nilthread, &old);
	c->error = L4_ErrorCode();
}

static void unprivileged(word_t own_space)
{
	static struct call c;
	struct thread *s = server_new(NEW_SPACE);

	c = (struct call){.id = own_space ? s->id : bogus_id(), .result = 7};
	ask(s, space_control, &c);
	CHECK_EQ(c.result, 0);
	CHECK_EQ(c.error, L4_ErrNoPrivilege);
}

static void unknown_space(word_t which)
{
	tid_t id = which == 0	? bogus_id()
		   : which == 1 ? stale_id(L4_Myself())
		   : which == 2 ? L4_nilthread
		   : which == 3 ? L4_anythread
				: L4_GlobalId(L4_ThreadIdSystemBase(kip), 1);

	control(id, space_kip_area(), space_utcb_area(), L4_ErrInvalidSpace);
}

/* --- areas ------------------------------------------------------------------------------- */

static void kip_area_bad(word_t which)
{
	struct thread *t = new_space();
	L4_Fpage_t area;

	switch (which) {
	case 0: /* too small */
		area = L4_FpageLog2((word_t)kip, ARCH_KIP_AREA_BITS - 1);
		break;
	case 1:
		area = L4_Nilpage;
		break;
	case 2: /* kernel memory */
		area = L4_FpageLog2(ARCH_KERNEL_ADDRESS, ARCH_KIP_AREA_BITS);
		break;
	case 3: /* in the UTCB area */
		area = L4_FpageLog2(L4_Address(space_utcb_area()), ARCH_KIP_AREA_BITS);
		break;
	default:
		area = WHOLE;
		break;
	}
	control(t->id, area, space_utcb_area(), L4_ErrKipArea);
	control(t->id, space_kip_area(), space_utcb_area(), 0);
}

static void utcb_area_bad(word_t which)
{
	struct thread *t = new_space();
	L4_Fpage_t area;

	switch (which) {
	case 0: /* too small */
		area = L4_FpageLog2(L4_Address(space_utcb_area()),
				    (int)L4_UtcbAreaSizeLog2(kip) - 1);
		break;
	case 1:
		area = L4_Nilpage;
		break;
	case 2: /* kernel memory */
		area = L4_FpageLog2(ARCH_KERNEL_ADDRESS & ~0xffffUL, 16);
		break;
	default:
		area = WHOLE;
		break;
	}
	control(t->id, space_kip_area(), area, L4_ErrUtcbArea);
	control(t->id, space_kip_area(), space_utcb_area(), 0);
}

static void utcb_before_kip(word_t arg)
{
	struct thread *t = new_space();

	(void)arg;
	control(t->id, L4_Nilpage, L4_Nilpage, L4_ErrUtcbArea);
}

/* Set again as long as no thread is active; ignored afterwards, even if bad (15.21, 15.22). */
static void areas_again(word_t arg)
{
	struct thread *t = new_space();
	L4_Fpage_t elsewhere = L4_FpageLog2(WINDOW, (int)L4_UtcbAreaSizeLog2(kip) + 4);

	(void)arg;
	control(t->id, space_kip_area(), elsewhere, 0);
	control(t->id, space_kip_area(), space_utcb_area(), 0);
	thread_control(t->id, t->id, runner_id, pager_id, thread_utcb(t));
	control(t->id, L4_Nilpage, L4_Nilpage, 0);
	control(t->id, L4_FpageLog2(ARCH_KERNEL_ADDRESS, 12), L4_FpageLog2(WINDOW, 12), 0);
	CHECK_EQ(peek(t, (word_t)kip), WORD_AT((word_t)kip));
}

/* Nor if no thread is active any more, but something is mapped (15.21). */
static void areas_mapped(word_t arg)
{
	struct thread *first = server_new(NEW_SPACE);
	struct thread *second = SPAWN(nothing, NULL, .where = first, .inactive = true);

	(void)arg;
	map_to(first, page(1, L4_Readable), WINDOW, WHOLE);
	thread_control(first->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	control(second->id, L4_FpageLog2(WINDOW, (int)L4_KipAreaSizeLog2(kip)),
		space_utcb_area(), 0);
	control(second->id, space_kip_area(), L4_FpageLog2(WINDOW, 16), 0);
	thread_control(second->id, second->id, runner_id, pager_id, thread_utcb(second));
	CHECK_IN(thread_state(second->id), L4_SCHEDRESULT_RUNNING, L4_SCHEDRESULT_WAITING);
}

/* Of the own space, which has active threads: nothing changes. */
static void own_space(word_t arg)
{
	(void)arg;
	control(L4_Myself(), L4_FpageLog2(WINDOW, 12), L4_FpageLog2(WINDOW + 0x10000, 16), 0);
	CHECK_EQ(WORD_AT((word_t)kip), L4_MAGIC);
	CHECK(L4_IsThreadEqual(L4_GlobalIdOf(L4_MyLocalId()), L4_Myself()));
}

/* A large area: its last UTCB is as good as its first. */
static void large_utcb_area(word_t arg)
{
	struct thread *t = new_space();
	L4_Fpage_t area = L4_FpageLog2(WINDOW + 0x800000, 20);
	word_t last = L4_Address(area) + ((word_t)1 << 20) - L4_UtcbSize(kip);

	(void)arg;
	control(t->id, space_kip_area(), area, 0);
	thread_control(t->id, t->id, runner_id, L4_Myself(), last);
	thread_await_unstarted(t->id);
	thread_kill(t);
}

static void old_control(word_t arg)
{
	struct thread *t = new_space();
	word_t old = 77;

	(void)arg;
	CHECK(L4_SpaceControl(t->id, 0, space_kip_area(), space_utcb_area(), L4_nilthread, &old));
	CHECK_EQ(old, 0);
}

/* --- separation -------------------------------------------------------------------------- */

/* The same address is different memory in different spaces. */
static void same_address(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE), *b = server_new(NEW_SPACE);

	(void)arg;
	number_pages();
	map_to(a, page(1, L4_Readable), WINDOW, WHOLE);
	map_to(b, page(2, L4_Readable), WINDOW, WHOLE);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQ(peek(a, WINDOW), 0x1001);
		CHECK_EQ(peek(b, WINDOW), 0x1002);
	}
	CHECK(!can_read(NULL, WINDOW));
}

static void new_is_empty(word_t arg)
{
	struct thread *a;

	(void)arg;
	a = server_new(NEW_SPACE);
	for (word_t address = 0x1000; address < WINDOW; address += 0x7001000) {
		if (!(address >= arena(0) - 0x400000 && address < arena(0) + 0x1000000))
			CHECK(!can_read(a, address));
	}
}

/* Two threads of one space have the same memory and different registers. */
static volatile word_t ids[2];

static void note_id(void *arg)
{
	ids[(word_t)arg] = L4_MyLocalId().raw;
}

static void shared_by_threads(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE), *b = server_new(a);

	(void)arg;
	map_to(a, page(1, RWX), WINDOW, WHOLE);
	CHECK(can_write(b, WINDOW));
	ask(a, note_id, (void *)0);
	ask(b, note_id, (void *)1);
	CHECK_EQ(ids[0], thread_local_id(a).raw);
	CHECK_EQ(ids[1], thread_local_id(b).raw);
}

/* Spaces come and go. */
static void many_times(word_t arg)
{
	(void)arg;
	for (unsigned i = 0; i < 100; i++) {
		struct thread *t = run_space(nothing, NULL);

		thread_join(t);
		thread_kill(t);
	}
}

static void many_at_once(word_t arg)
{
	struct thread *t[40];

	(void)arg;
	for (unsigned i = 0; i < 40; i++)
		t[i] = run_space(nothing, NULL);
	for (unsigned i = 0; i < 40; i++)
		thread_join(t[i]);
}

/* UTCBs: a thread may scribble over its own; the kernel goes by its own notes. */
static void scribble(void *arg)
{
	word_t *utcb = (word_t *)(L4_MyLocalId().raw - ARCH_UTCB_OFFSET);
	word_t *end = utcb + L4_UtcbSize(kip) / sizeof(word_t);

	(void)arg;
	while (utcb < end)
		*utcb++ = 0xdeadbeef;
	L4_Set_Pager(pager_id);
	L4_Set_ExceptionHandler(pager_id);
	L4_Set_MsgTag(L4_Niltag);
}

static void utcb_scribbled(word_t arg)
{
	struct thread *t = server_new(NULL);

	(void)arg;
	ask(t, scribble, NULL);
	CHECK_EQ(L4_LocalIdOf(t->id).raw, thread_local_id(t).raw);
	CHECK_EQ(L4_GlobalIdOf(thread_local_id(t)).raw, t->id.raw);
	ask(t, nothing, NULL);
}

static const struct test tests[] = {
	{"initialise", "4.8", initialise},
	{"unprivileged.other", "4.8", unprivileged, 0},
	{"unprivileged.own", "4.8", unprivileged, 1},
	{"unknown.nonexisting", "4.8", unknown_space, 0},
	{"unknown.stale", "4.8", unknown_space, 1},
	{"unknown.nil", "4.8", unknown_space, 2},
	{"unknown.any", "4.8", unknown_space, 3},
	{"unknown.system", "4.8", unknown_space, 4},
	{"kip-area.small", "4.8", kip_area_bad, 0},
	{"kip-area.nil", "4.8", kip_area_bad, 1},
	{"kip-area.kernel", "4.8", kip_area_bad, 2},
	{"kip-area.in-utcb-area", "4.8", kip_area_bad, 3},
	{"kip-area.complete", "4.8", kip_area_bad, 4},
	{"utcb-area.small", "4.8", utcb_area_bad, 0},
	{"utcb-area.nil", "4.8", utcb_area_bad, 1},
	{"utcb-area.kernel", "4.8", utcb_area_bad, 2},
	{"utcb-area.complete", "4.8", utcb_area_bad, 3},
	{"utcb-area.first", "4.8", utcb_before_kip},
	{"areas.again", "15", areas_again},
	{"areas.mapped", "15", areas_mapped},
	{"areas.own-space", "4.8", own_space},
	{"areas.large", "4.8", large_utcb_area},
	{"old-control", "4.8", old_control},
	{"separate.same-address", "12.1", same_address},
	{"separate.new-is-empty", "4.3", new_is_empty},
	{"separate.threads-share", "12.1", shared_by_threads},
	{"separate.utcb-scribbled", "3.1", utcb_scribbled},
	{"many-times", "4.3", many_times},
	{"many-at-once", "4.3", many_at_once},
};

TOPIC(space, "space");
