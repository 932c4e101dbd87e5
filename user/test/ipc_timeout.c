/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc_timeout.c - tests of IPC time-outs: zero, periods, never, points; precision and order. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static L4_Time_t raw_time(word_t raw)
{
	L4_Time_t t;

	t.raw = (L4_Word16_t)raw;
	return t;
}

/* How late a time-out may come on a machine that does nothing else. */
#define LATE_US 15000

/* One IPC with nobody to talk to; how long it took. */
static struct ipc c;

static word_t receive_for(L4_Time_t t)
{
	c = (struct ipc){.from_spec = L4_anythread, .timeouts = L4_Timeouts(L4_Never, t)};
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
	return (word_t)(c.ended - c.began);
}

static word_t send_for(L4_Time_t t)
{
	struct thread *deaf = SPAWN(sleep_forever, NULL, .inactive = true);

	c = (struct ipc){.to = deaf->id, .timeouts = L4_Timeouts(t, L4_Never)};
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, SEND, 0));
	return (word_t)(c.ended - c.began);
}

static word_t precision(void)
{
	return L4_SchedulePrecision(kip);
}

static void check_took(word_t took, word_t us)
{
	word_t early = precision() < us ? precision() : us;

	CHECK_TIME(took, us - early, us + precision() + LATE_US);
}

static void receive_zero(word_t raw)
{
	check_took(receive_for(raw_time(raw)), 0);
}

static void send_zero(word_t raw)
{
	check_took(send_for(raw_time(raw)), 0);
}

/* What is left of a length when it is written with ten bits. */
static word_t encoded(word_t us)
{
	L4_Time_t t = L4_TimePeriod(us);

	return (word_t)t.period.X.m << t.period.X.e;
}

static void receive_period(word_t us)
{
	check_took(receive_for(L4_TimePeriod(us)), encoded(us));
}

static void send_period(word_t us)
{
	check_took(send_for(L4_TimePeriod(us)), encoded(us));
}

/* The same length written with another exponent. */
static void receive_unnormalised(word_t arg)
{
	(void)arg;
	check_took(receive_for(raw_time(10 << 10 | 10)), 10240);
	check_took(receive_for(raw_time(13 << 10 | 1)), 8192);
}

static void receive_never(word_t arg)
{
	struct thread *t;

	(void)arg;
	c = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &c);
	sleep_us(300000);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
	CHECK(!c.returned);
}

static void send_never(word_t arg)
{
	struct thread *t, *deaf = SPAWN(sleep_forever, NULL, .inactive = true);

	(void)arg;
	c = (struct ipc){.to = deaf->id, .timeouts = NEVER};
	t = run_local(ipc_body, &c);
	sleep_us(300000);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_PENDING_SEND);
	CHECK(!c.returned);
}

/* The longest finite period, about 610 hours, has not passed yet. */
static void receive_longest(word_t arg)
{
	struct thread *t;

	(void)arg;
	c = (struct ipc){.from_spec = L4_anythread,
			 .timeouts = L4_Timeouts(L4_Never, raw_time(0x7fff))};
	t = run_local(ipc_body, &c);
	sleep_us(100000);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
	CHECK_EQ(tag_error(send_word(t->id, 1, NEVER)), 0);
	thread_join(t);
	CHECK_EQ(c.out[1], 1);
}

/* --- time-out against event -------------------------------------------------------------- */

static struct ipc other;

static void receive_zero_queued(word_t arg)
{
	struct thread *t;
	word_t w;

	(void)arg;
	other = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&other, 0, 1, 2);
	t = run_local(ipc_body, &other);
	thread_await(t->id, L4_SCHEDRESULT_PENDING_SEND);
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime))), 0);
	CHECK_EQ(w, ipc_pattern(2, 1));
}

static void send_zero_ready(word_t arg)
{
	struct thread *t;

	(void)arg;
	other = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &other);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	CHECK_EQ(tag_error(send_word(t->id, 5, L4_Timeouts(L4_ZeroTime, L4_Never))), 0);
	thread_join(t);
	CHECK_EQ(other.out[1], 5);
}

/* A time-out that was cancelled by a message does not strike later. */
static void cancelled_by_message(word_t arg)
{
	struct thread *t;

	(void)arg;
	other = (struct ipc){.from_spec = L4_anythread, .timeouts = L4_Timeouts(L4_Never, ms(20))};
	t = run_local(ipc_forever, &other);
	for (unsigned i = 0; i < 10; i++) {
		sleep_us(10000);
		CHECK_EQ(tag_error(send_word(t->id, i, L4_Timeouts(L4_ZeroTime, L4_Never))), 0);
	}
	CHECK(!(other.out[0] & TAG_E));
	thread_join(t);
	ipc_check_error(&other, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK(other.ended - other.began >= 20000 - precision());
}

/* A sender that gave up is no longer queued. */
static void expired_leaves_queue(word_t arg)
{
	struct thread *t;
	word_t w;

	(void)arg;
	other = (struct ipc){.to = L4_Myself(), .timeouts = L4_Timeouts(ms(2), L4_Never)};
	t = run_local(ipc_body, &other);
	thread_join(t);
	ipc_check_error(&other, ERR(E_TIMEOUT, SEND, 0));
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
}

/* The receive time-out of a call counts from the end of its send phase. */
static void receive_after_send(word_t arg)
{
	struct thread *t;
	word_t w;

	(void)arg;
	other = (struct ipc){.to = L4_Myself(),
			     .from_spec = L4_Myself(),
			     .timeouts = L4_Timeouts(L4_Never, ms(30))};
	t = run_local(ipc_body, &other);
	sleep_us(60000);
	CHECK_EQ(tag_error(recv_word(t->id, &w, NEVER)), 0);
	sleep_us(10000);
	CHECK(!other.returned);
	thread_join(t);
	ipc_check_error(&other, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(other.ended - other.began, 60000, 60000 + 30000 + 3 * LATE_US);
}

/* The send time-out is the one in the upper half, and only the send phase ends with it. */
static void halves(word_t arg)
{
	struct thread *deaf = SPAWN(sleep_forever, NULL, .inactive = true);

	(void)arg;
	c = (struct ipc){
		.to = deaf->id, .from_spec = deaf->id, .timeouts = L4_Timeouts(ms(5), L4_ZeroTime)};
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, SEND, 0));
	check_took((word_t)(c.ended - c.began), 5000);
	c.to = L4_nilthread;
	c.timeouts = L4_Timeouts(L4_ZeroTime, ms(5));
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
	check_took((word_t)(c.ended - c.began), 5000);
}

/* --- many -------------------------------------------------------------------------------- */

#define SLEEPERS 20
static struct ipc sleeper[SLEEPERS];

/* Different lengths, set in no order: each ends in its own time. */
static void many(word_t arg)
{
	struct thread *t[SLEEPERS];

	(void)arg;
	for (unsigned i = 0; i < SLEEPERS; i++) {
		word_t length = 10000 + (i * 7 % SLEEPERS) * 3000;

		sleeper[i] = (struct ipc){.from_spec = L4_anythread};
		sleeper[i].timeouts = L4_Timeouts(L4_Never, L4_TimePeriod(length));
		t[i] = run_local(ipc_body, &sleeper[i]);
	}
	for (unsigned i = 0; i < SLEEPERS; i++) {
		word_t length = 10000 + (i * 7 % SLEEPERS) * 3000;

		thread_join(t[i]);
		ipc_check_error(&sleeper[i], ERR(E_TIMEOUT, RECEIVE, 0));
		CHECK_TIME(sleeper[i].ended - sleeper[i].began, length - length / 64 - precision(),
			   length + 2 * LATE_US);
	}
}

/* One microsecond again and again: no time-out is lost. */
static void shortest_often(word_t arg)
{
	(void)arg;
	for (unsigned i = 0; i < 300; i++)
		receive_for(raw_time(1));
}

static void never_early(word_t arg)
{
	(void)arg;
	for (word_t us = 100; us < 20000; us = us * 5 / 3) {
		L4_Time_t t = L4_TimePeriod(us);
		word_t length = (word_t)t.period.X.m << t.period.X.e;

		CHECK(receive_for(t) + precision() >= length);
	}
}

static void expires_in_foreign_thread(word_t arg)
{
	struct thread *t;

	(void)arg;
	other = (struct ipc){.from_spec = L4_anythread, .timeouts = L4_Timeouts(L4_Never, ms(5))};
	t = SPAWN(ipc_body, &other, .prio = PRIO_TEST + 1);
	spin_us(30000);
	CHECK(other.returned);
	ipc_check_error(&other, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(other.ended - other.began, 5000 - precision(), 5000 + LATE_US);
	thread_join(t);
}

/* --- points (1.3) ------------------------------------------------------------------------ */

static void point_future(word_t us)
{
	L4_Clock_t at;
	word_t took;

	at.raw = clock_us() + us;
	took = receive_for(L4_TimePoint(at));
	CHECK_TIME(took, us - us / 8 - precision(), us + us / 8 + LATE_US);
}

static void point_send(word_t us)
{
	L4_Clock_t at;
	word_t took;

	at.raw = clock_us() + us;
	took = send_for(L4_TimePoint(at));
	CHECK_TIME(took, us - us / 8 - precision(), us + us / 8 + LATE_US);
}

/* One unit of 2^e back: passed, acts like zero.  Only a kernel that sees the point as one of the
 * past takes no time. */
static void point_past(word_t arg)
{
	uint64_t now = clock_us();
	unsigned e = 10;
	L4_Time_t t = raw_time(0x8000);
	uint64_t at;

	(void)arg;
	if (now < 1u << 13)
		sleep_us(1u << 13);
	now = clock_us();
	at = now - (2u << e);
	t.point.X.e = e;
	t.point.X.m = (L4_Word16_t)(at >> e & 0x3ff);
	t.point.X.c = (L4_Word16_t)(at >> (e + 10) & 1);
	if ((at >> (e + 10) & 1) != (now >> (e + 10) & 1))
		test_skip("the clock just wrapped");
	CHECK_TIME(receive_for(t), 0, 10000);
}

/*
 * The point lies behind the next carry into bit e+10: c differs from the clock's bit.  With e = 4
 * that happens every 16 ms.
 */
static void point_wrap(word_t arg)
{
	unsigned e = 4;
	L4_Time_t t = raw_time(0x8000);
	uint64_t now, at, width = (uint64_t)1 << (e + 10);

	(void)arg;
	do {
		now = clock_us();
	} while ((now & (width - 1)) < width - 6000 || (now & (width - 1)) > width - 3000);
	at = (now | (width - 1)) + 1 + 4096;
	t.point.X.e = e;
	t.point.X.m = (L4_Word16_t)(at >> e & 0x3ff);
	t.point.X.c = (L4_Word16_t)(at >> (e + 10) & 1);
	receive_for(t);
	CHECK(c.ended + precision() >= at);
	CHECK_TIME(c.ended, 0, at + LATE_US);
}

/* A point counts from nowhere: time spent in the send phase is not added. */
static void point_receive_after_send(word_t arg)
{
	struct thread *t;
	L4_Clock_t at;
	word_t w;

	(void)arg;
	at.raw = clock_us() + 60000;
	other = (struct ipc){.to = L4_Myself(), .from_spec = L4_Myself()};
	other.timeouts = L4_Timeouts(L4_Never, L4_TimePoint(at));
	t = run_local(ipc_body, &other);
	sleep_us(40000);
	CHECK_EQ(tag_error(recv_word(t->id, &w, NEVER)), 0);
	thread_join(t);
	ipc_check_error(&other, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(other.ended, at.raw - 4000, at.raw + LATE_US + 4000);
}

static const struct test tests[] = {
	{"receive.zero", "5.6", receive_zero, 0x0400},
	{"receive.zero-other-exponent", "1.3", receive_zero, 0x1400},
	{"receive.zero-largest-exponent", "1.3", receive_zero, 0x7c00},
	{"send.zero", "5.6", send_zero, 0x0400},
	{"send.zero-other-exponent", "1.3", send_zero, 0x2400},
	{"receive.1us", "5.6", receive_period, 1},
	{"receive.100us", "5.6", receive_period, 100},
	{"receive.1ms", "5.6", receive_period, 1000},
	{"receive.10ms", "5.6", receive_period, 10000},
	{"receive.100ms", "5.6", receive_period, 100000},
	{"receive.1s", "5.6", receive_period, 1000000},
	{"receive.unnormalised", "1.3", receive_unnormalised},
	{"send.1us", "5.6", send_period, 1},
	{"send.1ms", "5.6", send_period, 1000},
	{"send.10ms", "5.6", send_period, 10000},
	{"send.100ms", "5.6", send_period, 100000},
	{"receive.never", "5.6", receive_never},
	{"send.never", "5.6", send_never},
	{"receive.longest", "1.3", receive_longest},
	{"receive.zero-queued", "5.3", receive_zero_queued},
	{"send.zero-ready", "5.2", send_zero_ready},
	{"cancelled-by-message", "5.6", cancelled_by_message},
	{"expired-leaves-queue", "5.6", expired_leaves_queue},
	{"receive-after-send", "5.3", receive_after_send},
	{"halves", "1.3", halves},
	{"many", "5.6", many},
	{"shortest-often", "5.6", shortest_often},
	{"never-early", "5.6", never_early},
	{"while-others-run", "5.6", expires_in_foreign_thread},
	{"point.5ms", "1.3", point_future, 5000},
	{"point.100ms", "1.3", point_future, 100000},
	{"point.send", "1.3", point_send, 20000},
	{"point.past", "1.3", point_past},
	{"point.wrap", "1.3", point_wrap},
	{"point.receive-after-send", "5.6", point_receive_after_send},
};

TOPIC(ipc_timeout, "timeout");
