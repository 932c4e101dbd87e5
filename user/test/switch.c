/* SPDX-License-Identifier: BSD-2-Clause */
/* switch.c - tests of ThreadSwitch. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static volatile word_t count[3], stop;

static void count_up(void *arg)
{
	(void)arg;
	while (!stop)
		count[0]++;
}

static struct thread *counter(word_t prio)
{
	count[0] = stop = 0;
	return SPAWN(count_up, NULL, .prio = prio);
}

static void nil_alone(word_t arg)
{
	(void)arg;
	for (unsigned i = 0; i < 1000; i++)
		L4_ThreadSwitch(L4_nilthread);
}

/* The caller is ready, too: it goes on with its slice, before its equals. */
static void to_self(word_t local)
{
	(void)counter(PRIO_TEST);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(400), L4_Never) != 0);
	L4_Yield();	/* a fresh one, behind the other */
	count[0] = 0;
	for (unsigned i = 0; i < 100; i++)
		L4_ThreadSwitch(local ? L4_MyLocalId() : L4_Myself());
	CHECK_EQ(count[0], 0);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(10), L4_Never) != 0);
	stop = 1;
}

static void yielder(void *arg)
{
	word_t i = (word_t)arg;

	while (!stop) {
		count[i]++;
		L4_Yield();
	}
}

/* Equal threads that yield take turns. */
static void nil_turns(word_t arg)
{
	(void)arg;
	stop = 0;
	for (word_t i = 0; i < 3; i++) {
		count[i] = 0;
		SPAWN(yielder, (void *)i, .prio = PRIO_TEST);
	}
	for (unsigned i = 0; i < 300; i++)
		L4_Yield();
	for (unsigned i = 0; i < 3; i++)
		CHECK_IN(count[i], 250, 350);
	stop = 1;
}

/* Donation: a lower thread runs on our slice. */
static void donates(word_t by_local_id)
{
	struct thread *t = counter(PRIO_TEST - 1);

	spin_us(1000);
	CHECK_EQ(count[0], 0);
	L4_ThreadSwitch(by_local_id ? thread_local_id(t) : t->id);
	CHECK(count[0] != 0);
}

/* ... for as long as that lasts. */
static void ends_with_slice(word_t arg)
{
	struct thread *t = counter(PRIO_TEST - 1);
	uint64_t start;

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, ms(400), L4_Never) != 0);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(20), L4_Never) != 0);
	start = clock_us();
	L4_ThreadSwitch(t->id);
	CHECK_TIME(clock_us() - start, 15000, 60000);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(10), L4_Never) != 0);
}

/* Nil: the slice is given up, and the next is a fresh one. */
static void nil_fresh_slice(word_t arg)
{
	L4_Time_t slice, quantum;

	(void)arg;
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(500), L4_Never) != 0);
	spin_us(60000);
	CHECK(L4_Timeslice(L4_Myself(), &slice, &quantum) != 0);
	CHECK_IN((word_t)slice.period.X.m << slice.period.X.e, 1, 445000);
	L4_ThreadSwitch(L4_nilthread);
	CHECK(L4_Timeslice(L4_Myself(), &slice, &quantum) != 0);
	CHECK_TIME(500000 - ((word_t)slice.period.X.m << slice.period.X.e), 0, 40000);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(10), L4_Never) != 0);
}

static void to_blocked(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	for (unsigned i = 0; i < 100; i++) {
		L4_ThreadSwitch(t->id);
		L4_ThreadSwitch(bogus_id());
		L4_ThreadSwitch(L4_anythread);
		L4_ThreadSwitch(L4_Myself());
		L4_ThreadSwitch((tid_t){.raw = ARCH_KERNEL_ADDRESS});
	}
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
}

static void keeps_mrs(word_t arg)
{
	word_t mr[64], was[64];

	(void)arg;
	counter(PRIO_TEST);
	for (unsigned i = 0; i < 64; i++)
		was[i] = ipc_pattern(8, i);
	L4_LoadMRs(0, 64, was);
	L4_ThreadSwitch(L4_nilthread);
	L4_StoreMRs(0, 64, mr);
	stop = 1;
	for (unsigned i = 0; i < 64; i++)
		CHECK_EQ(mr[i], was[i]);
}

static const struct test tests[] = {
	{"nil-alone", "4.5", nil_alone},
	{"nil-turns", "4.5", nil_turns},
	{"to-self", "4.5", to_self, 0},
	{"to-self.local", "4.5", to_self, 1},
	{"donates", "4.5", donates, 0},
	{"donates-local", "4.5", donates, 1},
	{"ends-with-slice", "4.5", ends_with_slice},
	{"nil-fresh-slice", "4.5", nil_fresh_slice},
	{"to-blocked", "4.5", to_blocked},
	{"keeps-mrs", "4.5", keeps_mrs},
};

TOPIC(thread_switch, "switch");
