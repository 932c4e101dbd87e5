/* SPDX-License-Identifier: BSD-2-Clause */
/* sched.c - tests of Schedule, ThreadSwitch, SystemClock and of who runs when. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static volatile word_t count[4], stop;

static void count_up(void *arg)
{
	word_t i = (word_t)arg;

	while (!stop)
		count[i]++;
}

static struct thread *counter(word_t i, word_t prio)
{
	count[i] = 0;
	stop = 0;
	return SPAWN(count_up, (void *)i, .prio = prio);
}

static struct ipc io;

/* --- SystemClock ------------------------------------------------------------------------- */

static void clock_monotonic(word_t arg)
{
	uint64_t last = clock_us();

	(void)arg;
	for (unsigned i = 0; i < 20000; i++) {
		uint64_t now = clock_us();

		CHECK(now >= last);
		last = now;
	}
}

static void clock_advances(word_t arg)
{
	uint64_t start = clock_us(), took;

	(void)arg;
	sleep_us(100000);
	took = clock_us() - start;
	CHECK_TIME(took, 99000, 140000);
}

static volatile uint64_t other_clock;

static void read_clock(void *arg)
{
	(void)arg;
	other_clock = clock_us();
}

static void clock_same_everywhere(word_t arg)
{
	struct thread *t;
	uint64_t before = clock_us();

	(void)arg;
	t = run_space(read_clock, NULL);
	thread_join(t);
	CHECK(other_clock >= before);
	CHECK(other_clock <= clock_us());
}

/* --- Schedule: states -------------------------------------------------------------------- */

static void state_running(word_t arg)
{
	(void)arg;
	CHECK_EQ(thread_state(L4_Myself()), L4_SCHEDRESULT_RUNNING);
	CHECK_EQ(thread_state(counter(0, PRIO_TEST)->id), L4_SCHEDRESULT_RUNNING);
}

static void state_inactive(word_t arg)
{
	(void)arg;
	CHECK_EQ(thread_state(SPAWN(sleep_forever, NULL, .inactive = true)->id),
		 L4_SCHEDRESULT_INACTIVE);
}

static void state_halted(word_t arg)
{
	struct thread *t = counter(0, PRIO_TEST);

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void state_waiting(word_t arg)
{
	(void)arg;
	io = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	run_ipc(&io, L4_SCHEDRESULT_WAITING);
}

static void state_pending_send(word_t arg)
{
	(void)arg;
	io = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	run_ipc(&io, L4_SCHEDRESULT_PENDING_SEND);
}

static void state_local_id(word_t arg)
{
	(void)arg;
	CHECK_EQ(thread_state(L4_MyLocalId()), L4_SCHEDRESULT_RUNNING);
}

/* --- Schedule: errors -------------------------------------------------------------------- */

static void fails(tid_t dest, word_t time, word_t prio, word_t error)
{
	word_t old;

	CHECK_EQ(L4_Schedule(dest, time, ALL_ONES, prio, ALL_ONES, &old) & 0xff, 0);
	CHECK_EQ(L4_ErrorCode(), error);
}

static void error_thread(word_t arg)
{
	(void)arg;
	fails(bogus_id(), ALL_ONES, ALL_ONES, L4_ErrInvalidThread);
	fails(stale_id(L4_Myself()), ALL_ONES, ALL_ONES, L4_ErrInvalidThread);
	fails(L4_nilthread, ALL_ONES, ALL_ONES, L4_ErrInvalidThread);
	fails(L4_anythread, ALL_ONES, ALL_ONES, L4_ErrInvalidThread);
}

static void error_priority(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	fails(t->id, ALL_ONES, PRIO_TEST + 1, L4_ErrInvalidParam);
	fails(t->id, ALL_ONES, 255, L4_ErrInvalidParam);
	set_prio(t->id, PRIO_TEST);
}

/* Time-slice zero and points are illegal, in either half. */
static void error_time(word_t time)
{
	struct thread *t = run_local(sleep_forever, NULL);

	fails(t->id, time, ALL_ONES, L4_ErrInvalidParam);
}

struct call {
	tid_t id;
	word_t prio, result, error;
};

static void schedule(void *arg)
{
	struct call *c = arg;
	word_t old;

	c->result = L4_Schedule(c->id, ALL_ONES, ALL_ONES, c->prio, ALL_ONES, &old) & 0xff;
	c->error = L4_ErrorCode();
}

static void error_privilege(word_t arg)
{
	static struct call c;
	struct thread *s = server_new(NEW_SPACE), *t = run_local(sleep_forever, NULL);

	(void)arg;
	c = (struct call){.id = t->id, .prio = 1};
	ask(s, schedule, &c);
	CHECK_EQ(c.result, 0);
	CHECK_EQ(c.error, L4_ErrNoPrivilege);
	c = (struct call){.id = s->id, .prio = 1};
	ask(s, schedule, &c);
	CHECK_EQ(c.result, 0);
	CHECK_EQ(c.error, L4_ErrNoPrivilege);
}

/* Thread, then privilege, then parameters (4.6). */
static void error_order(word_t arg)
{
	static struct call c;
	struct thread *s = server_new(NEW_SPACE), *t = run_local(sleep_forever, NULL);

	(void)arg;
	c = (struct call){.id = bogus_id(), .prio = 255};
	ask(s, schedule, &c);
	CHECK_EQ(c.error, L4_ErrInvalidThread);
	c = (struct call){.id = t->id, .prio = 255};
	ask(s, schedule, &c);
	CHECK_EQ(c.error, L4_ErrNoPrivilege);
}

static void error_no_effect(word_t arg)
{
	struct thread *low = counter(0, PRIO_TEST - 10);
	word_t old;

	(void)arg;
	CHECK_EQ(L4_Schedule(low->id, (word_t)0x0400 << 16, ALL_ONES, PRIO_TEST, ALL_ONES, &old),
		 0);
	spin_us(50000);
	CHECK_EQ(count[0], 0);
}

static void inactive_harmless(word_t arg)
{
	struct thread *t = SPAWN(sleep_forever, NULL, .inactive = true);

	(void)arg;
	CHECK(L4_Set_Priority(t->id, 20) != 0);
	CHECK(L4_Set_Timeslice(t->id, ms(5), L4_Never) != 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void processor_out_of_range(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);
	word_t old;

	(void)arg;
	CHECK(L4_Schedule(t->id, ALL_ONES, 0x7fff, ALL_ONES, ALL_ONES, &old) != 0);
	CHECK(L4_Set_ProcessorNo(t->id, 0) != 0);
}

/* --- Schedule: time ---------------------------------------------------------------------- */

static void time_returned(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);
	L4_Time_t slice, quantum;

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, ms(20), L4_Never) != 0);
	CHECK(L4_Timeslice(t->id, &slice, &quantum) != 0);
	CHECK_EQ(slice.raw & 0x8000, 0);
	CHECK_IN((word_t)slice.period.X.m << slice.period.X.e, 1, 21000);
	CHECK_EQ(quantum.raw, 0);
}

static void time_never(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);
	L4_Time_t slice, quantum;

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, L4_Never, L4_Never) != 0);
	CHECK(L4_Timeslice(t->id, &slice, &quantum) != 0);
	CHECK_EQ(slice.raw, 0);
}

/* --- who runs ---------------------------------------------------------------------------- */

/* Lower ones do not run while a higher one does. */
static void priority_strict(word_t arg)
{
	(void)arg;
	counter(0, PRIO_TEST - 1);
	spin_us(60000);
	CHECK_EQ(count[0], 0);
	CHECK_SOON(count[0] != 0);
}

static void priority_raised(word_t arg)
{
	struct thread *t = counter(0, PRIO_TEST - 1);

	(void)arg;
	counter(1, PRIO_TEST - 1);
	set_prio(t->id, PRIO_TEST - 2);
	CHECK_SOON(count[1] != 0);
	CHECK_EQ(count[0], 0);
	set_prio(t->id, PRIO_TEST - 1);
	CHECK_SOON(count[0] != 0);
}

/* A higher one that becomes ready runs at once. */
static volatile word_t order[8], position;

static void note(void *arg)
{
	order[position++] = (word_t)arg;
}

static void priority_preempts(word_t arg)
{
	(void)arg;
	position = 0;
	SPAWN(note, (void *)1, .prio = PRIO_TEST + 1);
	CHECK_EQ(position, 1);
	SPAWN(note, (void *)2, .prio = PRIO_TEST - 1);
	CHECK_EQ(position, 1);
	CHECK_SOON(position == 2);
}

static void priority_order(word_t arg)
{
	(void)arg;
	position = 0;
	for (word_t i = 0; i < 6; i++)
		SPAWN(note, (void *)i, .prio = PRIO_TEST - 20 + (i * 5) % 6);
	CHECK_EQ(position, 0);
	CHECK_SOON(position == 6);
	for (word_t i = 0; i < 6; i++)
		CHECK_EQ(order[i] * 5 % 6, 5 - i);
}

/* Equal ones share: after a second each has a fair part. */
static void round_robin(word_t arg)
{
	word_t least = ALL_ONES, most = 0;

	(void)arg;
	for (word_t i = 0; i < 4; i++)
		L4_Set_Timeslice(counter(i, PRIO_TEST - 1)->id, ms(10), L4_Never);
	sleep_us(800000);
	stop = 1;
	for (unsigned i = 0; i < 4; i++) {
		least = count[i] < least ? count[i] : least;
		most = count[i] > most ? count[i] : most;
	}
	CHECK(least > 0);
	CHECK_TIME(most / 3, 0, least);
}

/* A long slice gives more than a short one. */
static void slice_length(word_t arg)
{
	(void)arg;
	L4_Set_Timeslice(counter(0, PRIO_TEST - 1)->id, ms(5), L4_Never);
	L4_Set_Timeslice(counter(1, PRIO_TEST - 1)->id, ms(40), L4_Never);
	sleep_us(900000);
	stop = 1;
	CHECK_TIME(count[0], 1, count[1] / 3 * 2);
}

/* Never: no preemption by time. */
static void slice_never(word_t arg)
{
	struct thread *t;

	(void)arg;
	t = counter(0, PRIO_TEST - 1);
	L4_Set_Timeslice(t->id, L4_Never, L4_Never);
	sleep_us(2000);
	counter(1, PRIO_TEST - 1);
	sleep_us(100000);
	CHECK_SOON(count[0] != 0);
	CHECK_EQ(count[1], 0);
	stop = 1;
}

/* What a thread has that nobody scheduled: priority 100, 10 ms slices, no quantum. */
static struct thread *unscheduled(void)
{
	struct thread *t = thread_reserve(NULL, count_up, (void *)0);

	count[0] = stop = 0;
	thread_control(t->id, runner_id, runner_id, L4_Myself(), thread_utcb(t));
	return t;
}

static void priority_default(word_t arg)
{
	struct thread *higher;

	(void)arg;
	higher = counter(1, 101);
	thread_start(unscheduled());
	sleep_us(50000);
	CHECK(count[1] != 0);
	CHECK_EQ(count[0], 0);
	set_prio(higher->id, 99);
	sleep_us(10000);
	count[1] = 0;
	sleep_us(50000);
	CHECK(count[0] != 0);
	CHECK_EQ(count[1], 0);
	stop = 1;
}

static void slice_default(word_t arg)
{
	L4_Time_t slice, quantum;

	(void)arg;
	CHECK(L4_Timeslice(unscheduled()->id, &slice, &quantum) != 0);
	CHECK_EQ((word_t)slice.period.X.m << slice.period.X.e, 10000);
	CHECK_EQ(quantum.raw, 0);
}

/* The shortest slice is what the timer can tell apart. */
static void slice_rounded(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);
	L4_Time_t slice, quantum;

	(void)arg;
	CHECK(L4_Set_Timeslice(t->id, L4_TimePeriod(1), L4_Never) != 0);
	CHECK(L4_Timeslice(t->id, &slice, &quantum) != 0);
	CHECK_EQ((word_t)slice.period.X.m << slice.period.X.e, L4_SchedulePrecision(kip));
}

/* --- IPC and priorities (5.9, 11.4) ------------------------------------------------------ */

static void waker(void *arg)
{
	word_t w;

	recv_word(L4_anythread, &w, NEVER);
	note(arg);
}

/* A woken receiver of higher priority runs before the sender goes on. */
static void send_to_higher(word_t arg)
{
	struct thread *t = SPAWN(waker, (void *)1, .prio = PRIO_TEST + 1);

	(void)arg;
	position = 0;
	CHECK_EQ(tag_error(send_word(t->id, 0, NEVER)), 0);
	CHECK_EQ(position, 1);
}

/* ... one of equal priority after it, as long as the sender goes on. */
static void send_to_equal(word_t arg)
{
	struct thread *t = SPAWN(waker, (void *)1, .prio = PRIO_TEST);

	(void)arg;
	position = 0;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	CHECK(L4_Set_Timeslice(L4_Myself(), L4_Never, L4_Never) != 0);
	CHECK_EQ(tag_error(send_word(t->id, 0, NEVER)), 0);
	CHECK_EQ(position, 0);
	CHECK(L4_Set_Timeslice(L4_Myself(), ms(10), L4_Never) != 0);
	CHECK_SOON(position == 1);
}

/* ... of lower priority when the sender lets it. */
static void send_to_lower(word_t arg)
{
	struct thread *t = SPAWN(waker, (void *)1, .prio = PRIO_TEST - 1);

	(void)arg;
	position = 0;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	CHECK_EQ(tag_error(send_word(t->id, 0, NEVER)), 0);
	CHECK_EQ(position, 0);
	CHECK_SOON(position == 1);
}

/* A call to a lower thread does not put it before a ready one in between. */
static void replier(void *arg)
{
	tid_t from;

	L4_Wait(&from);
	note(arg);
	L4_Set_MsgTag(L4_Niltag);
	L4_Send(from);
}

static void call_respects_priorities(word_t arg)
{
	struct thread *low = SPAWN(replier, (void *)2, .prio = PRIO_TEST - 2);

	(void)arg;
	position = 0;
	thread_await(low->id, L4_SCHEDRESULT_WAITING);
	SPAWN(note, (void *)1, .prio = PRIO_TEST - 1);
	L4_Set_MsgTag(L4_Niltag);
	CHECK_EQ(tag_error(L4_Call(low->id).raw), 0);
	CHECK_EQ(position, 2);
	CHECK_EQ(order[0], 1);
	CHECK_EQ(order[1], 2);
}

/*
 * Two clients that call again as soon as they have their answers, before the server, of lower
 * priority, runs again: it serves them in turn.
 */
#define TURNS 6
static tid_t served[2 * TURNS];

static void serve_turns(void *arg)
{
	tid_t from;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	(void)L4_Wait(&from);
	for (unsigned i = 0; i < 2 * TURNS; i++) {
		served[i] = from;
		L4_LoadMR(0, 0);
		if (i + 1 < 2 * TURNS)
			(void)L4_ReplyWait(from, &from);
		else
			(void)L4_Reply(from);
	}
}

static void call_turns(void *arg)
{
	for (unsigned i = 0; i < TURNS; i++) {
		L4_LoadMR(0, 0);
		(void)L4_Call(*(tid_t *)arg);
	}
}

static void in_turn(word_t arg)
{
	struct thread *s = SPAWN(serve_turns, NULL, .prio = PRIO_TEST - 2);
	struct thread *a, *b;

	(void)arg;
	a = SPAWN(call_turns, &s->id, .prio = PRIO_TEST - 1);
	b = SPAWN(call_turns, &s->id, .prio = PRIO_TEST - 1);
	thread_join(a);
	thread_join(b);
	for (unsigned i = 1; i < 2 * TURNS; i++)
		CHECK(!L4_IsThreadEqual(L4_GlobalIdOf(served[i]), L4_GlobalIdOf(served[i - 1])));
}

static const struct test tests[] = {
	{"clock.monotonic", "4.4", clock_monotonic},
	{"clock.advances", "4.4", clock_advances},
	{"clock.same-everywhere", "4.4", clock_same_everywhere},
	{"state.running", "4.6", state_running},
	{"state.inactive", "4.6", state_inactive},
	{"state.halted", "4.6", state_halted},
	{"state.waiting", "5.11", state_waiting},
	{"state.pending-send", "5.11", state_pending_send},
	{"state.local-id", "4.6", state_local_id},
	{"error.thread", "4.6", error_thread},
	{"error.priority", "4.6", error_priority},
	{"error.slice-zero", "4.6", error_time, 0x04000000},
	{"error.slice-point", "4.6", error_time, 0x80010000},
	{"error.quantum-point", "4.6", error_time, 0x12718001},
	{"error.privilege", "4.6", error_privilege},
	{"error.order", "4.6", error_order},
	{"error.no-effect", "4.6", error_no_effect},
	{"inactive-harmless", "4.6", inactive_harmless},
	{"processor-out-of-range", "4.6", processor_out_of_range},
	{"time.returned", "4.6", time_returned},
	{"time.never", "4.6", time_never},
	{"time.rounded", "4.6", slice_rounded},
	{"priority.default", "11.1", priority_default},
	{"priority.strict", "11.1", priority_strict},
	{"priority.changed", "11.1", priority_raised},
	{"priority.preempts", "11.1", priority_preempts},
	{"priority.order", "11.1", priority_order},
	{"round-robin", "11.2", round_robin},
	{"slice.default", "11.2", slice_default},
	{"slice.length", "11.2", slice_length},
	{"slice.never", "11.2", slice_never},
	{"send-to-higher", "5.9", send_to_higher},
	{"send-to-equal", "5.9", send_to_equal},
	{"send-to-lower", "5.9", send_to_lower},
	{"call-respects-priorities", "11.4", call_respects_priorities},
	{"served-in-turn", "5.2", in_turn},
};

TOPIC(sched, "sched");
