/* SPDX-License-Identifier: BSD-2-Clause */
/* control.c - tests of ThreadControl: UTCBs that are taken, and what a thread does to itself. */

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

/* Locations that a thread may have recorded and cannot be active with. */
static void activate_recorded_bad(word_t which)
{
	struct thread *other = run_local(sleep_forever, NULL);
	struct thread *t = thread_reserve(NULL, nothing, NULL);
	word_t utcb = which == 0 ? thread_utcb(other)
		    : which == 1 ? thread_utcb(t) + 64
				 : WINDOW;

	thread_await(other->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, runner_id, L4_nilthread, utcb);
	thread_control_fails(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES,
			     L4_ErrUtcbArea);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(thread_state(other->id), L4_SCHEDRESULT_WAITING);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), thread_utcb(t));
	thread_start(t);
	thread_join(t);
}

/* A UTCB belongs to one thread. */
static void create_utcb_taken(word_t arg)
{
	struct thread *other = run_local(sleep_forever, NULL);
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_await(other->id, L4_SCHEDRESULT_WAITING);
	thread_control_fails(t->id, runner_id, runner_id, L4_Myself(), thread_utcb(other),
			     L4_ErrUtcbArea);
	CHECK(thread_state(t->id) <= L4_SCHEDRESULT_DEAD);
	CHECK_EQ(L4_GlobalIdOf(thread_local_id(other)).raw, other->id.raw);
}

/* --- to oneself -------------------------------------------------------------------------- */

static struct {
	tid_t space, dest, id;
	word_t result, after, error;
} own;

/* What the caller does to itself has happened when the call returns. */
static void control_oneself(void *arg)
{
	(void)arg;
	own.result = L4_ThreadControl(own.dest, own.space, L4_nilthread, L4_nilthread, UTCB_NONE);
	own.id = L4_MyGlobalId();
	own.after = L4_ThreadControl(own.id, own.id, L4_nilthread, L4_nilthread, UTCB_NONE);
	own.error = L4_ErrorCode();
}

/* In an unprivileged space there is no second ThreadControl. */
static void migrate_oneself(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);
	struct thread *t = SPAWN(control_oneself, NULL, .waiting = true, .pager = L4_Myself());

	(void)arg;
	own.space = s->id;
	own.dest = t->id;
	L4_Set_PagerOf(t->id, pager_id);
	thread_start(t);
	thread_join(t);
	CHECK_EQ(own.result, 1);
	CHECK_EQ(own.id.raw, t->id.raw);
	CHECK_EQ(own.after, 0);
	CHECK_EQ(own.error, L4_ErrNoPrivilege);
	CHECK(in_other_space(t->id));
}

static void rename_oneself(word_t arg)
{
	struct thread *t = SPAWN(control_oneself, NULL, .waiting = true, .pager = L4_Myself());
	tid_t old = t->id;

	(void)arg;
	own.space = runner_id;
	own.dest = L4_GlobalId(L4_ThreadNo(t->id), 0x2005);
	thread_start(t);
	t->id = own.dest;
	thread_join(t);
	CHECK_EQ(own.result, 1);
	CHECK_EQ(own.id.raw, own.dest.raw);
	CHECK_EQ(own.after, 1);
	CHECK_EQ(L4_GlobalIdOf(thread_local_id(t)).raw, own.dest.raw);
	CHECK_EQ(thread_state(old), 0);
}

static const struct test tests[] = {
	{"recorded-utcb.taken", "4.3", activate_recorded_bad, 0},
	{"recorded-utcb.misaligned", "4.3", activate_recorded_bad, 1},
	{"recorded-utcb.outside", "4.3", activate_recorded_bad, 2},
	{"utcb-taken", "4.3", create_utcb_taken},
	{"oneself.migrate", "4.3", migrate_oneself},
	{"oneself.rename", "4.3", rename_oneself},
};

TOPIC(control, "control");
