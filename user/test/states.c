/* SPDX-License-Identifier: BSD-2-Clause */
/* states.c - everything that can be done to a thread, in everything it can be doing. */

#include "lib_string.h"

/* What a thread of our space is doing; each knows how it ends well. */
enum doing {
	RUNNING,
	WAITING,   /* open receive */
	SENDING,   /* to us, who do not receive */
	CALLING,   /* us, in the receive phase */
	UNSTARTED, /* waits for its start message */
	FAULTING,  /* waits for the answer to a page fault */
	RAISING,   /* waits for the answer to an exception */
	XFER_SEND, /* in a transfer that waits for a page of its own */
	XFER_RECV, /* the other partner of such a transfer */
	EXHAUSTED, /* waits for a new total quantum */
	DOINGS
};

static struct thread *t, *sender, *receiver;
static struct ipc io, their_io;
static struct touch touch;
static volatile word_t stop;

static word_t page_sized(void)
{
	return length_word(page_size(), 1, false, false);
}

/* --- bodies ------------------------------------------------------------------------------ */

static void run_until_stopped(void *arg)
{
	(void)arg;
	while (!stop)
		;
}

static void read_window(void *arg)
{
	(void)arg;
	touch.value = WORD_AT(WINDOW);
}

static tid_t handler;

static void raise(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	arch_raise();
}

/* --- getting there ----------------------------------------------------------------------- */

static void begin_io(struct ipc c, word_t state)
{
	io = c;
	t = run_local(ipc_body, &io);
	thread_await(t->id, state);
}

/* The sender's page is missing; we are its pager and have got the fault message. */
static void begin_transfer(void)
{
	receiver = SPAWN(ipc_body, &their_io, .waiting = true);
	sender = SPAWN(ipc_body, &io, .pager = L4_Myself(), .waiting = true);
	their_io.from_spec = sender->id;
	their_io.br[0] = 1;
	their_io.br[1] = page_sized();
	their_io.br[2] = arena(1);
	their_io.brs = 3;
	io.to = receiver->id;
	io.mr[0] = TAG(0, 0, 2);
	io.mr[1] = page_sized();
	io.mr[2] = WINDOW;
	exregs(receiver->id, 0x11e, thread_sp(receiver), (word_t)thread_entry, 0, 0, L4_nilthread);
	thread_start(sender);
	CHECK_EQ(fault_wait(sender).address, WINDOW);
}

static void await_exception(void)
{
	static struct ipc message;

	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(TAG_LABEL(message.out[0]), TAG_LABEL(PROTOCOL(-5, 0, 0)));
}

static void await_quantum(void)
{
	word_t w;

	CHECK_EQ(recv_word(t->id, &w, L4_Timeouts(L4_Never, ms(1000))), PROTOCOL(-3, 0, 2));
}

static void begin(enum doing what)
{
	struct ipc c = {.timeouts = NEVER};

	stop = 0;
	io = their_io = (struct ipc){.timeouts = NEVER};
	switch (what) {
	case RUNNING:
		t = run_local(run_until_stopped, NULL);
		break;
	case WAITING:
		c.from_spec = L4_anythread;
		begin_io(c, L4_SCHEDRESULT_WAITING);
		break;
	case SENDING:
		c.to = L4_Myself();
		begin_io(c, L4_SCHEDRESULT_PENDING_SEND);
		break;
	case CALLING:
		c.to = c.from_spec = L4_Myself();
		begin_io(c, L4_SCHEDRESULT_PENDING_SEND);
		CHECK_EQ(tag_error(recv_word(t->id, &c.mr[1], NEVER)), 0);
		thread_await(t->id, L4_SCHEDRESULT_WAITING);
		break;
	case UNSTARTED:
		t = SPAWN(run_until_stopped, NULL, .pager = L4_Myself(), .waiting = true);
		break;
	case FAULTING:
		t = SPAWN(read_window, NULL, .pager = L4_Myself());
		CHECK_EQ(fault_wait(t).address, WINDOW);
		break;
	case RAISING:
		handler = L4_MyGlobalId();
		t = run_local(raise, NULL);
		await_exception();
		break;
	case XFER_SEND:
		begin_transfer();
		t = sender;
		break;
	case XFER_RECV:
		begin_transfer();
		t = receiver;
		break;
	case EXHAUSTED:
	default:
		t = SPAWN(run_until_stopped, NULL, .prio = PRIO_TEST - 1);
		thread_control(t->id, runner_id, L4_Myself(), L4_nilthread, ALL_ONES);
		CHECK(L4_Set_Timeslice(t->id, ms(5), ms(5)) != 0);
		await_quantum();
		break;
	}
}

/* --- and back ---------------------------------------------------------------------------- */

/* What the thread was doing comes to its good end. */
static void end(enum doing what)
{
	word_t w;

	switch (what) {
	case WAITING:
	case CALLING:
		CHECK_EQ(tag_error(send_word(t->id, 0x77, L4_Timeouts(ms(500), L4_Never))), 0);
		break;
	case SENDING:
		CHECK_EQ(tag_error(recv_word(t->id, &w, L4_Timeouts(L4_Never, ms(500)))), 0);
		break;
	case UNSTARTED:
		thread_start(t);
		break;
	case FAULTING:
		fault_reply(t, page(0, L4_Readable), WINDOW);
		break;
	case RAISING:
		io = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
		io.mr[0] = TAG(0, 1, 0);
		io.mr[1] = (word_t)arch_bad_instruction_end;
		ipc_do(&io);
		CHECK_EQ(tag_error(io.out[0]), 0);
		io.out[0] = 0;
		break;
	case XFER_SEND:
	case XFER_RECV:
		fault_reply(sender, page(0, L4_Readable), WINDOW);
		break;
	case EXHAUSTED:
		CHECK(L4_Set_Timeslice(t->id, ms(5), L4_Never) != 0);
		break;
	default:
		break;
	}
	stop = 1;
	thread_join(t);
	CHECK_EQ(io.out[0] & TAG_E, 0);
}

/* --- operations -------------------------------------------------------------------------- */

static const struct seen {
	word_t control, state;
} seen[DOINGS] = {
	[RUNNING] = {0, L4_SCHEDRESULT_RUNNING},      [WAITING] = {2, L4_SCHEDRESULT_WAITING},
	[SENDING] = {4, L4_SCHEDRESULT_PENDING_SEND}, [CALLING] = {2, L4_SCHEDRESULT_WAITING},
	[XFER_SEND] = {4, L4_SCHEDRESULT_SENDING},    [XFER_RECV] = {2, L4_SCHEDRESULT_RECEIVING},
};

static void observed(word_t what)
{
	begin((enum doing)what);
	CHECK_EQ(thread_state(t->id), seen[what].state);
	CHECK_EQ(exregs_control(t->id, 0).control & 7, seen[what].control);
	end((enum doing)what);
}

/* Halting shows at once, in every state; afterwards all goes on. */
static void halted(word_t what)
{
	begin((enum doing)what);
	exregs_control(t->id, EX_HALT | EX_H);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(exregs_control(t->id, 0).control & 1, 1);
	sleep_us(3000);
	CHECK(!t->done);
	exregs_control(t->id, EX_HALT);
	CHECK_EQ(exregs_control(t->id, 0).control & 1, 0);
	end((enum doing)what);
}

static word_t cancel_error(enum doing what)
{
	switch (what) {
	case WAITING:
	case CALLING:
		return ERR(E_CANCELLED, RECEIVE, 0);
	case SENDING:
		return ERR(E_CANCELLED, SEND, 0);
	case XFER_SEND:
		return ERR(E_ABORTED, SEND, 0);
	case XFER_RECV:
		return ERR(E_ABORTED, RECEIVE, 0);
	default:
		return 0;
	}
}

/* Cancelled: IPC of the thread's own ends with an error; faults and exceptions come again. */
static void check_cancelled(enum doing what)
{
	struct ipc *c = what == XFER_RECV ? &their_io : &io;

	if (cancel_error(what)) {
		thread_join(t);
		CHECK(c->out[0] & TAG_E);
		CHECK_EQ(c->error, cancel_error(what));
		return;
	}
	if (what == FAULTING)
		CHECK_EQ(fault_wait(t).address, WINDOW);
	if (what == RAISING)
		await_exception();
	io.out[0] = 0;
	end(what);
}

static void cancelled(word_t what)
{
	begin((enum doing)what);
	exregs_control(t->id, EX_S | EX_R);
	check_cancelled((enum doing)what);
}

static void halted_and_cancelled(word_t what)
{
	begin((enum doing)what);
	exregs_control(t->id, EX_S | EX_R | EX_HALT | EX_H);
	sleep_us(3000);
	CHECK(!t->done);
	exregs_control(t->id, EX_HALT);
	check_cancelled((enum doing)what);
}

static volatile word_t landed;

static void landing(void)
{
	landed = 1;
	for (;;)
		L4_Sleep(L4_Never);
}

/* Start: whatever it did, it continues there. */
static void restarted(word_t what)
{
	begin((enum doing)what);
	landed = 0;
	L4_Start_SpIp(t->id, thread_sp(t), (word_t)landing);
	CHECK_SOON(landed);
	CHECK(!t->done);
}

static void halted_and_restarted(word_t what)
{
	begin((enum doing)what);
	landed = 0;
	exregs_control(t->id, EX_HALT | EX_H);
	L4_Start_SpIp(t->id, thread_sp(t), (word_t)landing);
	CHECK_SOON(landed);
	CHECK(!t->done);
}

static void deleted(word_t what)
{
	begin((enum doing)what);
	thread_kill(t);
	CHECK_IN(thread_state(t->id), 0, 1);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_Never))),
		 ERR(E_NONEXISTING, SEND, 0));
	if (what == XFER_SEND) {
		thread_join(receiver);
		CHECK_EQ(their_io.error, ERR(E_ABORTED, RECEIVE, 0));
	} else if (what == XFER_RECV) {
		CHECK_SOON(io.returned);
		CHECK_EQ(io.error, ERR(E_ABORTED, SEND, 0));
	}
}

/* A new version ends IPC like a cancel; the thread goes on under its new name. */
static void renamed(word_t what)
{
	begin((enum doing)what);
	t->id = L4_GlobalId(L4_ThreadNo(t->id), 0x2005);
	thread_control(t->id, runner_id, L4_nilthread, L4_nilthread, ALL_ONES);
	check_cancelled((enum doing)what);
}

/* Priority and time slice change nothing else. */
static void scheduled(word_t what)
{
	begin((enum doing)what);
	set_prio(t->id, PRIO_TEST - 3);
	CHECK(L4_Set_Timeslice(t->id, ms(7), L4_Never) != 0);
	sleep_us(3000);
	end((enum doing)what);
}

/* A change of the pager leaves an exchange with the old one alone. */
static void new_pager(word_t what)
{
	begin((enum doing)what);
	thread_control(t->id, runner_id, L4_nilthread, pager_id, ALL_ONES);
	sleep_us(1000);
	end((enum doing)what);
}

static void migrated(word_t what)
{
	struct thread *s = server_new(NEW_SPACE);

	begin((enum doing)what);
	thread_control(t->id, s->id, L4_nilthread, pager_id, ALL_ONES);
	if (what == RUNNING) {
		stop = 1;
		thread_join(t);
	} else {
		check_cancelled((enum doing)what);
	}
}

#define ROW(operation, fn, name, what)              \
	{                                           \
		operation "." name, "4.2", fn, what \
	}

#define IPC_ROWS(op, fn)                                                  \
	ROW(op, fn, "running", RUNNING), ROW(op, fn, "waiting", WAITING), \
		ROW(op, fn, "sending", SENDING), ROW(op, fn, "calling", CALLING)
#define FAULT_ROWS(op, fn) ROW(op, fn, "faulting", FAULTING), ROW(op, fn, "raising", RAISING)
#define XFER_ROWS(op, fn) \
	ROW(op, fn, "transfer-send", XFER_SEND), ROW(op, fn, "transfer-receive", XFER_RECV)

static const struct test tests[] = {
	IPC_ROWS("observed", observed),
	XFER_ROWS("observed", observed),
	IPC_ROWS("halted", halted),
	FAULT_ROWS("halted", halted),
	XFER_ROWS("halted", halted),
	ROW("halted", halted, "unstarted", UNSTARTED),
	ROW("halted", halted, "exhausted", EXHAUSTED),
	IPC_ROWS("cancelled", cancelled),
	FAULT_ROWS("cancelled", cancelled),
	XFER_ROWS("cancelled", cancelled),
	IPC_ROWS("halted-cancelled", halted_and_cancelled),
	FAULT_ROWS("halted-cancelled", halted_and_cancelled),
	XFER_ROWS("halted-cancelled", halted_and_cancelled),
	IPC_ROWS("restarted", restarted),
	FAULT_ROWS("restarted", restarted),
	XFER_ROWS("restarted", restarted),
	ROW("restarted", restarted, "unstarted", UNSTARTED),
	IPC_ROWS("halted-restarted", halted_and_restarted),
	FAULT_ROWS("halted-restarted", halted_and_restarted),
	XFER_ROWS("halted-restarted", halted_and_restarted),
	IPC_ROWS("deleted", deleted),
	FAULT_ROWS("deleted", deleted),
	XFER_ROWS("deleted", deleted),
	ROW("deleted", deleted, "unstarted", UNSTARTED),
	ROW("deleted", deleted, "exhausted", EXHAUSTED),
	IPC_ROWS("renamed", renamed),
	FAULT_ROWS("renamed", renamed),
	XFER_ROWS("renamed", renamed),
	IPC_ROWS("scheduled", scheduled),
	FAULT_ROWS("scheduled", scheduled),
	XFER_ROWS("scheduled", scheduled),
	IPC_ROWS("new-pager", new_pager),
	ROW("new-pager", new_pager, "faulting", FAULTING),
	XFER_ROWS("new-pager", new_pager),
	ROW("new-pager", new_pager, "unstarted", UNSTARTED),
	IPC_ROWS("migrated", migrated),
	XFER_ROWS("migrated", migrated),
};

TOPIC(states, "states");
