/* SPDX-License-Identifier: BSD-2-Clause */
/* halt.c - tests of halting and resuming threads by ExchangeRegisters. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static volatile word_t counter;

static void count_up(void *arg)
{
	(void)arg;
	for (;;)
		counter++;
}

/* A thread that does one IPC and is in the expected state. */
static struct ipc io;

static struct thread *blocked(struct ipc c, word_t state)
{
	io = c;
	return run_ipc(&io, state);
}

static struct thread *waiting(void)
{
	return blocked((struct ipc){.from_spec = L4_anythread, .timeouts = NEVER},
		       L4_SCHEDRESULT_WAITING);
}

static struct thread *sending(void)
{
	struct ipc c = {.timeouts = NEVER};

	c.to = SPAWN(sleep_forever, NULL, .inactive = true)->id;
	return blocked(c, L4_SCHEDRESULT_PENDING_SEND);
}

/* --- halting ----------------------------------------------------------------------------- */

static void halt_running(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);
	word_t was;

	(void)arg;
	while (counter == 0)
		sleep_us(500);
	CHECK_EQ(exregs_control(t->id, EX_HALT | EX_H).control & 1, 0);
	was = counter;
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	sleep_us(20000);
	CHECK_EQ(counter, was);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 1, 1);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_RUNNING);
	CHECK_SOON(counter != was);
}

/* h = 0: H means nothing. */
static void halt_without_h(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);

	(void)arg;
	exregs_control(t->id, EX_H);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_RUNNING);
	CHECK_EQ(exregs_control(t->id, 0).control & 1, 0);
	exregs_control(t->id, EX_HALT | EX_H);
	exregs_control(t->id, 0);
	CHECK_EQ(exregs_control(t->id, 0).control & 1, 1);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void halt_twice(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(exregs_control(t->id, EX_HALT | EX_H).control & 1, 1);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 1, 1);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 1, 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_RUNNING);
}

static void halt_self_body(void *arg)
{
	(void)arg;
	counter = 1;
	exregs_control(L4_Myself(), EX_HALT | EX_H);
	counter = 2;
}

static void halt_self(word_t arg)
{
	struct thread *t;

	(void)arg;
	counter = 0;
	t = run_local(halt_self_body, NULL);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(counter, 1);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 7, 1);
	thread_join(t);
	CHECK_EQ(counter, 2);
}

/* A halted thread takes part in no IPC; its partner's time-out runs on (15.59). */
static void halt_receiver(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(tag_error(send_word(t->id, 1, L4_Timeouts(L4_ZeroTime, L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
	CHECK_EQ(tag_error(send_word(t->id, 1, L4_Timeouts(ms(5), L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
	CHECK(!io.returned);
	exregs_control(t->id, EX_HALT);
	CHECK_EQ(tag_error(send_word(t->id, 3, L4_Timeouts(L4_ZeroTime, L4_Never))), 0);
	thread_join(t);
	CHECK_EQ(io.out[1], 3);
}

static void unhalt(void *arg)
{
	sleep_us(5000);
	exregs_control(((struct thread *)arg)->id, EX_HALT);
}

/* A sender waits for it; the IPC completes when it is resumed. */
static void halt_receiver_resumed(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	run_local(unhalt, t);
	CHECK_EQ(tag_error(send_word(t->id, 4, L4_Timeouts(ms(500), L4_Never))), 0);
	thread_join(t);
	CHECK_EQ(io.out[1], 4);
}

static void halt_sender(word_t arg)
{
	struct ipc c = {.to = L4_Myself(), .timeouts = NEVER};
	struct thread *t;
	word_t w;

	(void)arg;
	ipc_fill(&c, 0, 1, 8);
	t = blocked(c, L4_SCHEDRESULT_PENDING_SEND);
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(tag_error(recv_word(t->id, &w, L4_Timeouts(L4_Never, L4_ZeroTime))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, ms(5)))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
	exregs_control(t->id, EX_HALT);
	CHECK_EQ(tag_error(recv_word(t->id, &w, L4_Timeouts(L4_Never, ms(500)))), 0);
	CHECK_EQ(w, ipc_pattern(8, 1));
	thread_join(t);
}

/* Its own time-out runs on, too; it finds the error when it is resumed. */
static void halt_timeout(word_t arg)
{
	struct ipc c = {.from_spec = L4_anythread, .timeouts = L4_Timeouts(L4_Never, ms(20))};
	struct thread *t = blocked(c, L4_SCHEDRESULT_WAITING);

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	sleep_us(40000);
	CHECK(!io.returned);
	exregs_control(t->id, EX_HALT);
	thread_join(t);
	ipc_check_error(&io, ERR(E_TIMEOUT, RECEIVE, 0));
}

static void halt_shows_phase(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	CHECK_EQ(exregs_control(t->id, EX_HALT | EX_H).control & 7, 2);
	CHECK_EQ(exregs_control(t->id, 0).control & 7, 3);
	thread_kill(t);
	t = sending();
	CHECK_EQ(exregs_control(t->id, EX_HALT | EX_H).control & 7, 4);
	CHECK_EQ(exregs_control(t->id, 0).control & 7, 5);
}

static void cancel_halted(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	exregs_control(t->id, EX_R);
	sleep_us(3000);
	CHECK(!io.returned);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	exregs_control(t->id, EX_HALT);
	thread_join(t);
	ipc_check_error(&io, ERR(E_CANCELLED, RECEIVE, 0));
}

static void cancel_and_halt(word_t arg)
{
	struct thread *t = waiting();
	L4_ThreadState_t s = L4_AbortIpc_and_stop(t->id);

	(void)arg;
	CHECK(L4_ThreadWasReceiving(s));
	CHECK(!L4_ThreadWasSending(s));
	CHECK(!L4_ThreadWasHalted(s));
	CHECK(L4_ThreadWasIpcing(s));
	sleep_us(2000);
	CHECK(!io.returned);
	CHECK_EQ(exregs_control(t->id, 0).control & 7, 1);
	L4_Start(t->id);
	thread_join(t);
	ipc_check_error(&io, ERR(E_CANCELLED, RECEIVE, 0));
}

/* Start of a halted waiting thread: resumed, and its IPC is cancelled. */
static void start_cancels(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	L4_Start(t->id);
	thread_join(t);
	ipc_check_error(&io, ERR(E_CANCELLED, RECEIVE, 0));
}

static void stop_gives_state(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);
	word_t sp, ip, flags;
	L4_ThreadState_t s;

	(void)arg;
	counter = 0;
	while (counter == 0)
		sleep_us(500);
	s = L4_Stop_SpIpFlags(t->id, &sp, &ip, &flags);
	CHECK(!L4_ThreadWasHalted(s));
	CHECK(!L4_ThreadWasIpcing(s));
	CHECK_IN(sp, thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK_IN(ip, (word_t)count_up, (word_t)count_up + 128);
	s = L4_Stop(t->id);
	CHECK(L4_ThreadWasHalted(s));
}

static void halt_inactive_start(word_t arg)
{
	struct thread *t = SPAWN(sleep_forever, NULL, .pager = L4_Myself(), .waiting = true);

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
	exregs_control(t->id, EX_HALT);
	thread_start(t);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
}

/* existing programs: a lock made of self-halt and resume-with-abort */
static volatile word_t lock_rounds;

static void locker(void *arg)
{
	(void)arg;
	while (lock_rounds < 200) {
		exregs_control(L4_Myself(), EX_HALT | EX_H);
		lock_rounds++;
	}
}

static void lock_pattern(word_t arg)
{
	struct thread *t;

	(void)arg;
	lock_rounds = 0;
	t = run_local(locker, NULL);
	for (word_t i = 0; i < 200; i++) {
		while (!(exregs(t->id, 0x106, 0, 0, 0, 0, L4_nilthread).control & 1))
			L4_ThreadSwitch(t->id);
		while (lock_rounds == i)
			L4_ThreadSwitch(t->id);
	}
	thread_join(t);
	CHECK_EQ(lock_rounds, 200);
}

/* Cancelling the wait for the reply to a page fault: the thread retries, its MRs intact (5.5). */
static struct touch touch;
static word_t kept[64];

static void touch_with_mrs(void *arg)
{
	word_t mr[64];

	(void)arg;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(31, i);
	L4_LoadMRs(0, 64, mr);
	touch.value = WORD_AT(WINDOW);
	L4_StoreMRs(0, 64, kept);
	touch.finished = true;
}

static void cancel_fault(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch = (struct touch){.address = WINDOW};
	t = SPAWN(touch_with_mrs, NULL, .where = NULL, .pager = L4_Myself());
	fault_wait(t);
	exregs_control(t->id, EX_S | EX_R);
	CHECK_EQ(fault_wait(t).address, WINDOW);
	fault_reply(t, fpage(arena(1), page_bits(), L4_Readable), WINDOW);
	thread_join(t);
	for (unsigned i = 0; i < 64; i++)
		CHECK_EQ(kept[i], ipc_pattern(31, i));
}

/*
 * The answer to a fault or an exception reaches a halted thread, even with time-out zero: a server
 * gives it once (15.59).  The thread goes on when it is resumed, and not before.
 */
static void answer_to_fault(word_t arg)
{
	struct thread *t;

	(void)arg;
	WORD_AT(arena(1)) = 0x77;
	touch = (struct touch){.address = WINDOW, .access = L4_Readable, .told = L4_Myself()};
	t = SPAWN(touch_body, &touch, .where = NULL, .pager = L4_Myself());
	fault_wait(t);
	exregs_control(t->id, EX_HALT | EX_H);
	io = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(L4_ZeroTime, L4_Never)};
	io.mr[0] = TAG(0, 0, 2);
	map_item(&io.mr[1], page(1, L4_Readable), WINDOW);
	ipc_do(&io);
	CHECK_EQ(tag_error(io.out[0]), 0);
	sleep_us(5000);
	CHECK(!touch.finished);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 7, 1);
	CHECK_SOON(touch.finished);
	CHECK_EQ(touch.value, 0x77);
}

static void raise(void *arg)
{
	L4_Set_ExceptionHandler(*(tid_t *)arg);
	arch_raise();
	counter = 3;
}

static void answer_to_exception(word_t arg)
{
	static tid_t handler;
	struct thread *t;
	tid_t from;

	(void)arg;
	counter = 0;
	handler = L4_Myself();
	t = run_local(raise, &handler);
	CHECK_EQ(tag_error(L4_Wait_Timeout(ms(1000), &from).raw), 0);
	CHECK(L4_SameThreads(from, t->id));
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(tag_error(send_word(t->id, (word_t)arch_bad_instruction_end,
				     L4_Timeouts(L4_ZeroTime, L4_Never))),
		 0);
	sleep_us(5000);
	CHECK_EQ(counter, 0);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 7, 1);
	thread_join(t);
	CHECK_EQ(counter, 3);
}

static struct ipc gate, call;

static void call_behind_gate(void *arg)
{
	(void)arg;
	ipc_do(&gate);
	ipc_do(&call);
}

/*
 * Halted between its send and its receive phase, which looks for a sender that suits: the only one
 * there was does not, and is gone when the thread is resumed.  Its time-out is zero all the same.
 */
static void halt_looking(word_t arg)
{
	static struct ipc other;
	struct thread *t;

	(void)arg;
	gate = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER};
	call = (struct ipc){.to = L4_Myself(), .from_spec = L4_anylocalthread,
			    .timeouts = L4_Timeouts(L4_Never, L4_ZeroTime)};
	t = SPAWN(call_behind_gate, NULL, .prio = PRIO_TEST - 1);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	other = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(5), L4_Never)};
	SPAWN(ipc_body, &other, .where = NEW_SPACE);
	sleep_us(1000);
	L4_Set_MsgTag(L4_Niltag);
	CHECK(L4_IpcSucceeded(L4_Call(t->id)));
	exregs_control(t->id, EX_HALT | EX_H);
	sleep_us(20000);
	CHECK_EQ(other.error, 2);
	CHECK_EQ(exregs_control(t->id, EX_HALT).control & 1, 1);
	thread_join(t);
	CHECK_EQ(call.error, 3);
}

static const struct test tests[] = {
	{"running", "4.2", halt_running},
	{"without-h", "4.2", halt_without_h},
	{"twice", "4.2", halt_twice},
	{"self", "4.2", halt_self},
	{"receiver", "15", halt_receiver},
	{"receiver-resumed", "15", halt_receiver_resumed},
	{"sender", "15", halt_sender},
	{"timeout", "15", halt_timeout},
	{"shows-phase", "4.2", halt_shows_phase},
	{"cancelled", "15", cancel_halted},
	{"and-cancel", "4.2", cancel_and_halt},
	{"start-cancels", "4.2", start_cancels},
	{"stop-state", "4.2", stop_gives_state},
	{"before-start", "15", halt_inactive_start},
	{"lock-pattern", "4.2", lock_pattern},
	{"cancel.fault", "5.5", cancel_fault},
	{"looking", "15", halt_looking},
	{"answer.fault", "15", answer_to_fault},
	{"answer.exception", "15", answer_to_exception},
};

TOPIC(halt, "halt");
