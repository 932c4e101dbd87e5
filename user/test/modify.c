/* SPDX-License-Identifier: BSD-2-Clause */
/* modify.c - tests of ThreadControl on existing threads, and of thread start. */

#include "lib.h"

static void nothing(void *arg)
{
	(void)arg;
}

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

/* --- activation -------------------------------------------------------------------------- */

static void activate_later(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);

	(void)arg;
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_await_unstarted(t->id);
	thread_start(t);
	thread_join(t);
}

/* existing programs: nothing at first, then UTCB, scheduler and pager in one call */
static void activate_with_utcb(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, nothing, NULL);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	space_init(t->id);
	thread_control(t->id, t->id, runner_id, pager_id, thread_utcb(t));
	thread_await_unstarted(t->id);
}

static void activate_without_utcb(word_t arg)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_control(t->id, runner_id, runner_id, L4_nilthread, ALL_ONES);
	thread_control_fails(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES, L4_ErrUtcbArea);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void activate_uninitialised(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, nothing, NULL);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	thread_control_fails(t->id, t->id, L4_nilthread, L4_Myself(), thread_utcb(t),
			     L4_ErrInvalidSpace);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void activate_bad_utcb(word_t arg)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_control(t->id, runner_id, runner_id, L4_nilthread, ALL_ONES);
	thread_control_fails(t->id, runner_id, L4_nilthread, L4_Myself(), thread_utcb(t) + 64,
			     L4_ErrUtcbArea);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

/* A UTCB location recorded at creation counts when the thread is activated. */
static void activate_recorded_utcb(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);

	(void)arg;
	thread_control(t->id, runner_id, L4_nilthread, pager_id, ALL_ONES);
	CHECK_EQ(L4_LocalIdOf(t->id).raw, thread_local_id(t).raw);
}

/* --- single changes ---------------------------------------------------------------------- */

static void utcb_of_active(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_control_fails(t->id, runner_id, L4_nilthread, L4_nilthread,
			     thread_utcb(t) + L4_UtcbSize(kip), L4_ErrUtcbArea);
	CHECK_EQ(L4_LocalIdOf(t->id).raw, thread_local_id(t).raw);
}

static void pager_of_active(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	CHECK_EQ(L4_PagerOf(t->id).raw, L4_Myself().raw);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
}

/* Only threads in the scheduler's space may schedule: hand t over and see. */
static struct schedule_args {
	tid_t id;
	word_t result, error;
} sched;

static void schedule_it(void *arg)
{
	struct schedule_args *a = arg;
	word_t old;

	a->result = L4_Schedule(a->id, ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES, &old) & 0xff;
	a->error = L4_ErrorCode();
}

static void scheduler_changes(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	sched = (struct schedule_args){.id = t->id};
	ask(s, schedule_it, &sched);
	CHECK_EQ(sched.result, 0);
	CHECK_EQ(sched.error, L4_ErrNoPrivilege);
	thread_control(t->id, runner_id, s->id, L4_nilthread, ALL_ONES);
	ask(s, schedule_it, &sched);
	CHECK_EQ(sched.result, L4_SCHEDRESULT_WAITING);
	CHECK_EQ(thread_state(t->id), 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrNoPrivilege);
}

/* A scheduler named by its id in the caller's space is the thread, whoever looks at it later. */
static void scheduler_local(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, s->id, L4_nilthread, ALL_ONES);
	CHECK_EQ(thread_state(t->id), 0);
	thread_control(t->id, runner_id, L4_MyLocalId(), L4_nilthread, ALL_ONES);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
	sched = (struct schedule_args){.id = t->id};
	ask(s, schedule_it, &sched);
	CHECK_EQ(sched.error, L4_ErrNoPrivilege);
}

static void unchanged(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK_EQ(L4_PagerOf(t->id).raw, pager_id.raw);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
}

/* --- version ----------------------------------------------------------------------------- */

static tid_t renamed(const struct thread *t)
{
	return L4_GlobalId(L4_ThreadNo(t->id), 0x2005);
}

static struct ipc wait;

/* The number of dest with a version that nobody has names no space. */
static void unknown_version_as_space(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);
	word_t number = L4_ThreadNo(t->id), version = L4_Version(t->id);

	(void)arg;
	CHECK_EQ(L4_ThreadControl(t->id, L4_GlobalId(number, version + 2), L4_nilthread,
				  L4_nilthread, NULL), 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidSpace);
	t->id = L4_GlobalId(number, version + 1);
	thread_control(t->id, t->id, L4_nilthread, L4_nilthread, ALL_ONES);
}

static void new_version(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);
	tid_t old = t->id;

	(void)arg;
	t->id = renamed(t);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(tag_error(send_word(old, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_NONEXISTING, SEND, 0));
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_TIMEOUT, SEND, 0));
}

static tid_t own_id;

static void wait_and_read_id(void *arg)
{
	(void)arg;
	ipc_do(&wait);
	own_id = L4_MyGlobalId();
}

/* The thread's IPC is cancelled and it finds its new id in its UTCB. */
static void new_version_cancels(word_t arg)
{
	struct thread *t;

	(void)arg;
	wait = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(wait_and_read_id, NULL);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	t->id = renamed(t);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_join(t);
	ipc_check_error(&wait, ERR(E_CANCELLED, RECEIVE, 0));
	CHECK_EQ(own_id.raw, t->id.raw);
}

static void same_version_keeps_ipc(word_t arg)
{
	struct thread *t;

	(void)arg;
	wait = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &wait);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, runner_id, L4_Myself(), ALL_ONES);
	sleep_us(1000);
	CHECK(!wait.returned);
	CHECK_EQ(tag_error(send_word(t->id, 9, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))), 0);
	thread_join(t);
	CHECK_EQ(wait.out[1], 9);
}

/* Whoever waits for the old id has lost its partner (15.62). */
static void new_version_partner(word_t phase)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true), *p;

	wait = (struct ipc){.timeouts = NEVER};
	if (phase == SEND)
		wait.to = t->id;
	else
		wait.from_spec = t->id;
	p = run_local(ipc_body, &wait);
	thread_await(p->id, phase == SEND ? L4_SCHEDRESULT_PENDING_SEND : L4_SCHEDRESULT_WAITING);
	t->id = renamed(t);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_join(p);
	ipc_check_error(&wait, ERR(E_NONEXISTING, phase, 0));
}

/* Local ids stay when the version changes. */
static void new_version_local_id(word_t arg)
{
	struct thread *t;

	(void)arg;
	wait = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_forever, &wait);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	t->id = renamed(t);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK_EQ(L4_GlobalIdOf(thread_local_id(t)).raw, t->id.raw);
}

/* --- migration --------------------------------------------------------------------------- */

static void migrate_unknown(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);

	(void)arg;
	thread_control_fails(t->id, bogus_id(), L4_nilthread, L4_nilthread, ALL_ONES,
			     L4_ErrInvalidSpace);
}

static void migrate_inactive(word_t arg)
{
	struct thread *space = server_new(NEW_SPACE);
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);

	(void)arg;
	thread_control(t->id, space->id, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_control(t->id, space->id, L4_nilthread, L4_Myself(), ALL_ONES);
	CHECK(in_other_space(t->id));
	thread_await_unstarted(t->id);
}

static volatile word_t migrated;
static struct tcr_copy {
	word_t handle, xfer, error;
	tid_t handler, global;
	word_t mr[64];
} copy;

static void wait_then_copy(void *arg)
{
	word_t mr[64];
	tid_t from;

	(void)arg;
	L4_Set_UserDefinedHandle(0x4711);
	L4_Set_XferTimeouts(0x12340567);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(77, i);
	L4_LoadMRs(0, 64, mr);
	L4_Set_MsgTag(L4_Niltag);
	L4_Ipc(L4_nilthread, L4_MyLocalId(), NEVER, &from);
	L4_StoreMRs(0, 64, copy.mr);
	copy.error = L4_ErrorCode();
	copy.handle = L4_UserDefinedHandle();
	copy.xfer = L4_XferTimeouts();
	copy.handler = L4_ExceptionHandler();
	copy.global = L4_MyGlobalId();
	migrated = WORD_AT(WINDOW);
}

/* All registers move along; afterwards the thread lives in the memory of the new space. */
static void migrate_active(word_t arg)
{
	struct thread *space = server_new(NEW_SPACE), *t;

	(void)arg;
	migrated = 0;
	WORD_AT(arena(0)) = 0x600d;
	map_to(space, fpage(arena(0), page_bits(), L4_Readable), WINDOW, L4_CompleteAddressSpace);
	t = run_local(wait_then_copy, NULL);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, space->id, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_join(t);
	CHECK_EQ(copy.error, ERR(E_CANCELLED, RECEIVE, 0));
	CHECK_EQ(copy.handle, 0x4711);
	CHECK_EQ(copy.xfer, 0x12340567);
	CHECK_EQ(copy.handler.raw, pager_id.raw);
	CHECK_EQ(copy.global.raw, t->id.raw);
	for (unsigned i = 3; i < 64; i++)
		CHECK_EQ(copy.mr[i], ipc_pattern(77, i));
	CHECK_EQ(migrated, 0x600d);
	CHECK(in_other_space(t->id));
}

static void migrate_to_uninitialised(word_t arg)
{
	struct thread *space = thread_reserve(NEW_SPACE, nothing, NULL);
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_control(space->id, space->id, runner_id, L4_nilthread, ALL_ONES);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control_fails(t->id, space->id, L4_nilthread, L4_nilthread, ALL_ONES,
			     L4_ErrUtcbArea);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
	CHECK_EQ(L4_LocalIdOf(t->id).raw, thread_local_id(t).raw);
}

/* The old space of a migrated last thread is gone with what it mapped. */
static void migrate_last(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE), *b = server_new(NEW_SPACE);
	L4_Fpage_t window = fpage(WINDOW, page_bits(), L4_FullyAccessible);

	(void)arg;
	map_to(a, fpage(arena(0), page_bits(), L4_FullyAccessible), WINDOW,
	       L4_CompleteAddressSpace);
	map_between(a, b, window, WINDOW, L4_CompleteAddressSpace);
	CHECK(can_read(b, WINDOW));
	thread_control(a->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK(!can_read(b, WINDOW));
	a->where = NULL;
}

/* --- order of checks --------------------------------------------------------------------- */

/* Several errors at once: the first in the order of 4.3 is reported, nothing is changed. */
static void order_utcb_space(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_control_fails(t->id, bogus_id(), L4_nilthread, L4_nilthread,
			     thread_utcb(t) + L4_UtcbSize(kip), L4_ErrUtcbArea);
}

static void failure_changes_nothing(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);
	tid_t old = t->id;

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control_fails(renamed(t), runner_id, sched.id, L4_Myself(), 1, L4_ErrUtcbArea);
	CHECK_EQ(thread_state(old), L4_SCHEDRESULT_WAITING);
	CHECK_EQ(L4_PagerOf(old).raw, pager_id.raw);
	thread_control_fails(renamed(t), bogus_id(), L4_nilthread, L4_Myself(), ALL_ONES,
			     L4_ErrInvalidSpace);
	CHECK_EQ(thread_state(old), L4_SCHEDRESULT_WAITING);
	CHECK_EQ(L4_PagerOf(old).raw, pager_id.raw);
}

/* --- start (10.1) ------------------------------------------------------------------------ */

static volatile word_t start_sp;

static void note_sp(void *arg)
{
	volatile word_t here = 0;

	(void)arg;
	start_sp = (word_t)&here;
}

static void start_ip_sp(word_t arg)
{
	struct thread *t = SPAWN(note_sp, NULL, .pager = L4_Myself());

	(void)arg;
	thread_join(t);
	CHECK_IN(start_sp, thread_sp(t) - 2048, thread_sp(t));
}

/* A longer message is a start message, too; the other words are ignored. */
static void start_long(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .pager = L4_Myself(), .waiting = true);
	struct ipc c = {.to = t->id, .timeouts = NEVER};

	(void)arg;
	ipc_fill(&c, 0, 20, 3);
	c.mr[1] = (word_t)thread_entry;
	c.mr[2] = thread_sp(t);
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
}

static void send_start(void *arg)
{
	struct thread *t = arg;
	L4_MsgTag_t tag;

	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, (word_t)thread_entry);
	L4_LoadMR(2, thread_sp(t));
	tag = L4_Send_Timeout(t->id, ms(10));
	start_sp = tag_error(tag.raw);
}

/* Only the pager's message starts a thread; others wait. */
static void start_by_pager_only(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .pager = L4_Myself(), .waiting = true);
	struct thread *other = run_local(send_start, t);

	(void)arg;
	thread_join(other);
	CHECK_EQ(start_sp, ERR(E_TIMEOUT, SEND, 0));
	CHECK(!t->started);
	thread_start(t);
	thread_join(t);
}

/* The partner is the pager of the activating call, whatever becomes the pager afterwards. */
static void start_pager_fixed(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .pager = L4_Myself(), .waiting = true);

	(void)arg;
	thread_control(t->id, runner_id, L4_nilthread, pager_id, ALL_ONES);
	thread_start(t);
	thread_join(t);
	CHECK_EQ(L4_PagerOf(t->id).raw, pager_id.raw);
}

/* ExchangeRegisters with these bits starts a thread instead of the message. */
static void start_by_exregs(word_t control)
{
	struct thread *t = SPAWN(nothing, NULL, .pager = L4_Myself(), .waiting = true);
	struct exregs r = exregs(t->id, control, thread_sp(t), (word_t)thread_entry, 0, 0,
				 L4_nilthread);

	CHECK_EQ(r.result.raw, thread_local_id(t).raw);
	thread_join(t);
}

/* A start message sent to a thread in another space from another space than the pager's. */
static void start_sender_waits(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .where = NEW_SPACE, .pager = L4_Myself(),
				 .waiting = true);

	(void)arg;
	thread_await_unstarted(t->id);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_Never))), 0);
}

static const struct test tests[] = {
	{"activate.later", "4.3", activate_later},
	{"activate.with-utcb", "4.3", activate_with_utcb},
	{"activate.without-utcb", "4.3", activate_without_utcb},
	{"activate.uninitialised", "4.3", activate_uninitialised},
	{"activate.bad-utcb", "4.3", activate_bad_utcb},
	{"activate.recorded-utcb", "4.3", activate_recorded_utcb},
	{"utcb-of-active", "4.3", utcb_of_active},
	{"pager", "4.3", pager_of_active},
	{"scheduler", "4.3", scheduler_changes},
	{"scheduler.local-id", "4.3", scheduler_local},
	{"nothing", "4.3", unchanged},
	{"version.inactive", "4.3", new_version},
	{"version.space", "4.3", unknown_version_as_space},
	{"version.cancels", "4.3", new_version_cancels},
	{"version.same-keeps-ipc", "4.3", same_version_keeps_ipc},
	{"version.partner-sending", "15", new_version_partner, SEND},
	{"version.partner-receiving", "15", new_version_partner, RECEIVE},
	{"version.local-id", "4.3", new_version_local_id},
	{"migrate.unknown-space", "4.3", migrate_unknown},
	{"migrate.inactive", "4.3", migrate_inactive},
	{"migrate.active", "4.3", migrate_active},
	{"migrate.uninitialised", "4.3", migrate_to_uninitialised},
	{"migrate.last-thread", "4.3", migrate_last},
	{"order.utcb-before-space", "4.3", order_utcb_space},
	{"failure-changes-nothing", "4.3", failure_changes_nothing},
	{"start.ip-sp", "10.1", start_ip_sp},
	{"start.long-message", "10.1", start_long},
	{"start.by-pager-only", "10.1", start_by_pager_only},
	{"start.pager-fixed", "10.1", start_pager_fixed},
	{"start.exregs", "10.1", start_by_exregs, 0x11e},
	{"start.exregs-flags", "10.1", start_by_exregs, 0x13e},
	{"start.exregs-no-h", "10.1", start_by_exregs, EX_R | EX_SP | EX_IP},
	{"start.message-accepted", "10.1", start_sender_waits},
};

TOPIC(modify, "threadcontrol");
