/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.c - tests that floating-point state belongs to its thread. */

#include "lib.h"

static volatile bool wrong, stop;

/* Hold a pattern for a while, giving way in between. */
static void hold(void *arg)
{
	word_t seed = (word_t)arg;

	arch_fpu_fill(seed);
	while (!stop) {
		L4_Yield();
		if (!arch_fpu_holds(seed))
			wrong = true;
	}
}

static void hold_busy(void *arg)
{
	word_t seed = (word_t)arg;

	arch_fpu_fill(seed);
	while (!stop) {
		for (volatile unsigned i = 0; i < 2000; i++)
			;
		if (!arch_fpu_holds(seed))
			wrong = true;
	}
}

static void several(body_t body, bool spaces)
{
	struct thread *t[6];

	wrong = stop = false;
	for (word_t i = 0; i < 6; i++)
		t[i] = SPAWN(body, (void *)(1000 * i + 7), .where = spaces ? NEW_SPACE : NULL,
			     .prio = PRIO_TEST - 1);
	sleep_us(200000);
	stop = true;
	for (unsigned i = 0; i < 6; i++)
		thread_join(t[i]);
	CHECK(!wrong);
}

static void yielding(word_t spaces)
{
	several(hold, spaces);
}

static void preempted(word_t spaces)
{
	several(hold_busy, spaces);
}

/* A thread that never used it sees nothing of what others left. */
static volatile bool fresh;

static void look(void *arg)
{
	(void)arg;
	fresh = arch_fpu_is_fresh();
}

static void fresh_state(word_t other_space)
{
	struct thread *t;

	arch_fpu_fill(0x123456);
	fresh = false;
	t = SPAWN(look, NULL, .where = other_space ? NEW_SPACE : NULL, .prio = PRIO_TEST - 1);
	thread_join(t);
	CHECK(fresh);
	CHECK(arch_fpu_holds(0x123456));
}

/* Nor does one that gets the id and memory of a deleted one. */
static void fill_only(void *arg)
{
	arch_fpu_fill((word_t)arg);
}

static void fresh_after_deleted(word_t arg)
{
	(void)arg;
	for (unsigned i = 0; i < 5; i++) {
		struct thread *t = run_local(fill_only, (void *)0x77);

		thread_join(t);
		thread_kill(t);
		fresh = false;
		t = run_local(look, NULL);
		thread_join(t);
		thread_kill(t);
		CHECK(fresh);
	}
}

/* Kept through system calls, faults and messages. */
static void echo(void *arg)
{
	tid_t from;

	arch_fpu_fill((word_t)arg);
	L4_Set_MsgTag(L4_Niltag);
	L4_Wait(&from);
	for (;;) {
		arch_fpu_fill((word_t)arg);
		L4_Set_MsgTag(L4_Niltag);
		L4_ReplyWait(from, &from);
	}
}

static void across_calls(word_t arg)
{
	struct thread *t = run_space(echo, (void *)99);

	(void)arg;
	arch_fpu_fill(5);
	for (unsigned i = 0; i < 20; i++) {
		L4_Set_MsgTag(L4_Niltag);
		CHECK_EQ(tag_error(L4_Call(t->id).raw), 0);
		exregs_control(L4_Myself(), 0);
		clock_us();
		L4_Flush(win(0, RWX));
		CHECK(arch_fpu_holds(5));
	}
}

static void faulter(void *arg)
{
	(void)arg;
	arch_fpu_fill(11);
	(void)WORD_AT(WINDOW);
	wrong = !arch_fpu_holds(11);
}

static void across_fault(word_t arg)
{
	struct thread *t;

	(void)arg;
	wrong = false;
	t = SPAWN(faulter, NULL, .where = NULL, .pager = L4_Myself());
	fault_wait(t);
	arch_fpu_fill(12);
	fault_reply(t, page(0, L4_Readable), WINDOW);
	thread_join(t);
	CHECK(!wrong);
	CHECK(arch_fpu_holds(12));
}

static void migrated_holder(void *arg)
{
	(void)arg;
	arch_fpu_fill(21);
	L4_Sleep(L4_Never);
	wrong = !arch_fpu_holds(21);
}

static void across_migration(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *t;

	(void)arg;
	wrong = false;
	t = run_local(migrated_holder, NULL);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	arch_fpu_fill(22);
	thread_control(t->id, s->id, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_join(t);
	CHECK(!wrong);
}

static const struct test tests[] = {
	{"yield.intra", "3.3", yielding, 0},
	{"yield.inter", "3.3", yielding, 1},
	{"preempted.intra", "3.3", preempted, 0},
	{"preempted.inter", "3.3", preempted, 1},
	{"fresh.intra", "3.3", fresh_state, 0},
	{"fresh.inter", "3.3", fresh_state, 1},
	{"fresh.after-deleted", "3.3", fresh_after_deleted},
	{"across.calls", "3.3", across_calls},
	{"across.fault", "3.3", across_fault},
	{"across.migration", "3.3", across_migration},
};

TOPIC(fpu, "fpu");
