/* SPDX-License-Identifier: BSD-2-Clause */
/* preempt.c - tests of total quantum, preemption messages and delayed preemption. */

#include "lib.h"

#define PREEMPTION PROTOCOL(-3, 0, 2)

static volatile word_t count, stop;

static void count_up(void *arg)
{
	(void)arg;
	while (!stop)
		count++;
}

static struct ipc message;

static void receive(tid_t from, unsigned limit_ms)
{
	message = (struct ipc){.from_spec = from, .timeouts = L4_Timeouts(L4_Never, ms(limit_ms))};
	ipc_do(&message);
}

/* A counting thread, lower than us, whose scheduler we are. */
static struct thread *counter(void)
{
	struct thread *t = SPAWN(count_up, NULL, .prio = PRIO_TEST - 1);

	thread_control(t->id, runner_id, L4_Myself(), L4_nilthread, ALL_ONES);
	count = stop = 0;
	return t;
}

static void is_preemption(const struct thread *t)
{
	uint64_t clock;

	CHECK_EQ(message.out[0], PREEMPTION);
	CHECK_EQ(message.from.raw, thread_local_id(t).raw);
	clock = message.out[1];
	if (sizeof(word_t) == 4)
		clock |= (uint64_t)message.out[2] << 16 << 16;
	else
		CHECK_EQ(message.out[2], 0);
	CHECK(clock <= message.ended);
	CHECK(message.ended - clock < 100000);
}

/* --- total quantum (11.3) ---------------------------------------------------------------- */

static void quantum_message(word_t arg)
{
	struct thread *t = counter();

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, ms(10), ms(30)) != 0);
	receive(t->id, 1000);
	is_preemption(t);
	CHECK_TIME(message.ended - message.began, 20000, 200000);
}

/* Exhausted, the thread stops until its scheduler says more. */
static void quantum_stops(word_t by_reply)
{
	struct thread *t = counter();
	word_t was;

	CHECK(L4_Set_Timeslice(t->id, ms(10), ms(20)) != 0);
	receive(t->id, 1000);
	is_preemption(t);
	was = count;
	sleep_us(50000);
	CHECK_EQ(count, was);
	if (by_reply)
		CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(ms(100), L4_Never))), 0);
	else
		CHECK(L4_Set_Timeslice(t->id, ms(10), L4_Never) != 0);
	CHECK_SOON(count != was);
}

static void quantum_counts_down(word_t arg)
{
	struct thread *t = counter();
	L4_Time_t slice, left;
	word_t us;

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, ms(5), ms(500)) != 0);
	sleep_us(60000);
	CHECK(L4_Timeslice(t->id, &slice, &left) != 0);
	us = (word_t)left.period.X.m << left.period.X.e;
	CHECK_IN(us, 100000, 480000);
}

static void quantum_again(word_t arg)
{
	struct thread *t = counter();

	(void)arg;
	for (unsigned i = 0; i < 3; i++) {
		CHECK(L4_Set_Timeslice(t->id, ms(5), ms(10)) != 0);
		receive(t->id, 1000);
		is_preemption(t);
	}
}

/* It ends in the middle of a long system call: that is finished first, then the thread stops. */
static void unmap_always(void *arg)
{
	(void)arg;
	while (!stop) {
		L4_Flush(fpage(WINDOW, WINDOW_BITS, RWX));
		count++;
	}
}

static void quantum_in_kernel(word_t arg)
{
	struct thread *t = SPAWN(unmap_always, NULL, .prio = PRIO_TEST - 1);

	(void)arg;
	thread_control(t->id, runner_id, L4_Myself(), L4_nilthread, ALL_ONES);
	count = stop = 0;
	for (unsigned i = 0; i < 5; i++) {
		word_t was;

		CHECK(L4_Set_Timeslice(t->id, ms(10), L4_TimePeriod(3000 + 137 * i)) != 0);
		receive(t->id, 1000);
		is_preemption(t);
		was = count;
		sleep_us(5000);
		CHECK_EQ(count, was);
	}
}

/* Time given away by ThreadSwitch is the giver's. */
static struct thread *taker;

static void give_time_away(void *arg)
{
	(void)arg;
	while (!stop)
		L4_ThreadSwitch(taker->id);
}

static void quantum_donated(word_t arg)
{
	L4_Time_t slice, left;
	struct thread *t;

	(void)arg;
	taker = SPAWN(count_up, NULL, .prio = PRIO_TEST - 2);
	t = SPAWN(give_time_away, NULL, .prio = PRIO_TEST - 1);
	thread_control(t->id, runner_id, L4_Myself(), L4_nilthread, ALL_ONES);
	count = stop = 0;
	CHECK(L4_Set_Timeslice(taker->id, ms(5), ms(900)) != 0);
	CHECK(L4_Set_Timeslice(t->id, ms(5), ms(50)) != 0);
	receive(t->id, 2000);
	is_preemption(t);
	CHECK_TIME(message.ended - message.began, 40000, 200000);
	CHECK(count != 0);
	CHECK(L4_Timeslice(taker->id, &slice, &left) != 0);
	CHECK_IN((word_t)left.period.X.m << left.period.X.e, 850000, 900000);
	stop = 1;
}

static void quantum_never(word_t arg)
{
	struct thread *t = counter();

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, ms(5), L4_Never) != 0);
	receive(t->id, 100);
	ipc_check_error(&message, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK(count != 0);
}

/* --- signalled preemption (11.5) --------------------------------------------------------- */

static tid_t handler;

static void signalled(void *arg)
{
	L4_Set_ExceptionHandler(handler);
	L4_EnablePreemptionFaultException();
	count_up(arg);
}

static struct thread *signalling_to(tid_t to)
{
	struct thread *t;

	handler = to;
	count = stop = 0;
	t = SPAWN(signalled, NULL, .prio = PRIO_TEST - 1);
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST, 0) != 0);
	return t;
}

static struct thread *signalling(void)
{
	return signalling_to(L4_MyGlobalId());
}

/* Preempted by us, it tells its exception handler when it goes on. */
static void signal_message(word_t arg)
{
	struct thread *t = signalling();

	(void)arg;
	sleep_us(5000);
	receive(t->id, 500);
	is_preemption(t);
}

/* Without an exception handler the scheduler is told. */
static void signal_scheduler(word_t arg)
{
	struct thread *t = signalling_to(L4_nilthread);

	(void)arg;
	thread_control(t->id, runner_id, L4_Myself(), L4_nilthread, ALL_ONES);
	sleep_us(5000);
	receive(t->id, 500);
	is_preemption(t);
}

/* The end of the timeslice is a preemption if an equal is ready, and only then. */
static void signal_slice_end(word_t arg)
{
	struct thread *t = signalling();

	(void)arg;
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST - 1, 0) != 0);
	CHECK(L4_Set_Timeslice(t->id, ms(2), L4_Never) != 0);
	receive(t->id, 30);
	ipc_check_error(&message, ERR(E_TIMEOUT, RECEIVE, 0));
	SPAWN(count_up, NULL, .prio = PRIO_TEST - 1);
	receive(t->id, 1000);
	is_preemption(t);
}

/* One way: it does not wait for an answer. */
static void signal_one_way(word_t arg)
{
	struct thread *t = signalling();
	word_t was;

	(void)arg;
	sleep_us(5000);
	receive(t->id, 500);
	is_preemption(t);
	was = count;
	CHECK_SOON(count != was);
}

/* A preemptor above the sensitive priority: no message. */
static void signal_not_above(word_t arg)
{
	struct thread *t = signalling();

	(void)arg;
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST - 1, 0) != 0);
	L4_Set_Timeslice(t->id, L4_Never, L4_Never);
	receive(t->id, 20);
	receive(t->id, 50);
	ipc_check_error(&message, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK(count != 0);
}

/* --- delayed preemption ------------------------------------------------------------------ */

static volatile word_t preempted_at, pending, delayed_us;
static volatile uint64_t woke, began;

/* Delay preemption and look how long the higher thread lets us run. */
static void delaying(void *arg)
{
	uint64_t start;

	L4_DisablePreemption();
	began = start = clock_us();
	while (!woke && clock_us() - start < 40000)
		;
	pending = L4_PreemptionPending();
	delayed_us = (word_t)(clock_us() - start);
	L4_EnablePreemption();
	if (arg)
		L4_ThreadSwitch(L4_nilthread);
	preempted_at = 1;
	for (;;)
		L4_Sleep(L4_Never);
}

static void wake_later(void *arg)
{
	sleep_us((word_t)arg);
	woke = clock_us();
}

static struct thread *delayer(word_t sensitive, word_t max_us)
{
	struct thread *t = SPAWN(delaying, (void *)1, .prio = PRIO_TEST - 10, .inactive = true);

	woke = preempted_at = pending = delayed_us = 0;
	CHECK(L4_Set_PreemptionDelay(t->id, sensitive, max_us) != 0);
	return t;
}

/* The higher thread becomes ready after 5 ms; the delayer holds out. */
static void run_delay(word_t sensitive, word_t max_us)
{
	struct thread *t = delayer(sensitive, max_us);

	SPAWN(wake_later, (void *)5000, .prio = PRIO_TEST - 5);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_start(t);
	sleep_us(150000);
	CHECK_SOON(woke != 0);
}

/* The delay is as long as the thread's maximum, not longer. */
static void delay_limited(word_t max_us)
{
	run_delay(PRIO_TEST, max_us);
	CHECK_TIME(woke - began, 5000 + max_us / 2, 5000 + max_us + 20000);
}

/* It lasts until the thread gives way. */
static void delay_until_yield(word_t arg)
{
	(void)arg;
	run_delay(PRIO_TEST - 5, 60000);
	CHECK(pending != 0);
	CHECK_TIME(delayed_us, 39000, 90000);
	CHECK(woke - began >= 39000);
}

/* So is the end of its timeslice, with an equal ready. */
static volatile word_t shared;

static void delaying_slices(void *arg)
{
	uint64_t start;

	(void)arg;
	L4_DisablePreemption();
	start = clock_us();
	while (clock_us() - start < 20000)
		;
	shared = count;
	pending = L4_PreemptionPending();
	L4_EnablePreemption();
	L4_ThreadSwitch(L4_nilthread);
	preempted_at = 1;
	L4_Sleep(L4_Never);
}

static void delay_slice_end(word_t arg)
{
	struct thread *t = SPAWN(delaying_slices, NULL, .prio = PRIO_TEST - 10, .inactive = true);

	(void)arg;
	preempted_at = pending = count = stop = 0;
	shared = 1;
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST - 10, 60000) != 0);
	CHECK(L4_Set_Timeslice(t->id, ms(2), L4_Never) != 0);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_start(t);
	SPAWN(count_up, NULL, .prio = PRIO_TEST - 10);
	sleep_us(60000); /* whoever preempts the thread ends its delay */
	CHECK_SOON(preempted_at);
	CHECK_EQ(shared, 0);
	CHECK(pending != 0);
	CHECK(count != 0);
}

static void delay_none(word_t which)
{
	if (which == 0) /* maximum 0 */
		run_delay(PRIO_TEST, 0);
	else /* preemptor above the sensitive priority */
		run_delay(PRIO_TEST - 6, 50000);
	CHECK_TIME(woke - began, 3000, 35000);
}

/* Too late: d is cleared, and the handler is told, although s is clear. */
static volatile word_t still_delaying;

static void exceeding(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	L4_DisablePreemption();
	while (!woke)
		;
	still_delaying = L4_EnablePreemption();
	preempted_at = 1;
	L4_Sleep(L4_Never);
}

static void delay_exceeded(word_t arg)
{
	struct thread *t = SPAWN(exceeding, NULL, .prio = PRIO_TEST - 10, .inactive = true);

	(void)arg;
	handler = L4_MyGlobalId();
	woke = preempted_at = 0;
	still_delaying = 1;
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST, 10000) != 0);
	SPAWN(wake_later, (void *)5000, .prio = PRIO_TEST - 5);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_start(t);
	receive(t->id, 500);
	is_preemption(t);
	CHECK_SOON(preempted_at);
	CHECK_EQ(still_delaying, 0);
}

/* ThreadSwitch(nil) restores the full delay, and clears what is pending. */
static volatile word_t rounds_delayed;

static void delaying_twice(void *arg)
{
	(void)arg;
	for (unsigned round = 0; round < 2; round++) {
		uint64_t start;

		woke = 0;
		L4_DisablePreemption();
		start = clock_us();
		while (clock_us() - start < 25000)
			;
		if (woke || !L4_PreemptionPending() || !L4_EnablePreemption())
			break;
		L4_ThreadSwitch(L4_nilthread);
		rounds_delayed++;
	}
	for (;;)
		L4_Sleep(L4_Never);
}

static void wake_again_and_again(void *arg)
{
	for (;;) {
		sleep_us((word_t)arg);
		woke = clock_us();
	}
}

static void delay_restored(word_t arg)
{
	struct thread *t = SPAWN(delaying_twice, NULL, .prio = PRIO_TEST - 10, .inactive = true);

	(void)arg;
	rounds_delayed = 0;
	CHECK(L4_Set_PreemptionDelay(t->id, PRIO_TEST - 5, 30000) != 0);
	SPAWN(wake_again_and_again, (void *)5000, .prio = PRIO_TEST - 5);
	thread_control(t->id, runner_id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_start(t);
	sleep_us(120000); /* whoever preempts the thread ends its delay */
	CHECK_EQ(rounds_delayed, 2);
}

static void delay_parameters(word_t arg)
{
	struct thread *t = SPAWN(count_up, NULL, .inactive = true);

	(void)arg;
	CHECK(L4_Set_PreemptionDelay(t->id, 255, 0xfffe) != 0);
	CHECK(L4_Set_PreemptionDelay(t->id, 0, 0) != 0);
}

static const struct test tests[] = {
	{"quantum.message", "10.4", quantum_message},
	{"quantum.stops.schedule", "11.3", quantum_stops, 0},
	{"quantum.stops.reply", "10.4", quantum_stops, 1},
	{"quantum.counts-down", "4.6", quantum_counts_down},
	{"quantum.again", "11.3", quantum_again},
	{"quantum.in-kernel", "11.3", quantum_in_kernel},
	{"quantum.donated", "11.3", quantum_donated},
	{"quantum.never", "11.3", quantum_never},
	{"signal.message", "10.4", signal_message},
	{"signal.scheduler", "10.4", signal_scheduler},
	{"signal.slice-end", "11.5", signal_slice_end},
	{"signal.one-way", "10.4", signal_one_way},
	{"signal.not-above", "11.5", signal_not_above},
	{"delay.until-yield", "11.5", delay_until_yield},
	{"delay.slice-end", "11.5", delay_slice_end},
	{"delay.10ms", "11.5", delay_limited, 10000},
	{"delay.30ms", "11.5", delay_limited, 30000},
	{"delay.maximum-zero", "11.5", delay_none, 0},
	{"delay.above-sensitive", "11.5", delay_none, 1},
	{"delay.exceeded", "11.5", delay_exceeded},
	{"delay.restored", "11.5", delay_restored},
	{"delay.parameters", "4.6", delay_parameters},
};

TOPIC(preempt, "preempt");
