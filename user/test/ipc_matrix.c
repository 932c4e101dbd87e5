/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_matrix.c - what a send or a receive finds: state of the partner against time-out, from
 * inside and outside of its space, by both names.
 */

#include "lib.h"

/* What the partner is doing when the IPC is made. */
enum state {
	S_NONE,	       /* does not exist */
	S_INACTIVE,    /* created, not activated */
	S_UNSTARTED,   /* waits for its start message */
	S_HALTED,      /* in user mode */
	S_HALTED_WAIT, /* in an open wait */
	S_RUNNING,
	S_WAIT_OPEN,
	S_WAIT_US,    /* closed, for us */
	S_WAIT_OTHER, /* closed, for another thread */
	S_WAIT_SELF,  /* asleep */
	S_SEND_US,    /* queued on us */
	S_SEND_OTHER, /* queued on another thread */
	S_FAULT,      /* waits for its pager's reply */
	S_STATES
};

/* Outcome of our IPC with time-out zero; with a period a time-out takes longer. */
static const struct expect {
	word_t send, receive;
} expect[S_STATES] = {
	[S_NONE] = {ERR(E_NONEXISTING, SEND, 0), ERR(E_NONEXISTING, RECEIVE, 0)},
	[S_INACTIVE] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_UNSTARTED] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_HALTED] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_HALTED_WAIT] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_RUNNING] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_WAIT_OPEN] = {0, ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_WAIT_US] = {0, ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_WAIT_OTHER] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_WAIT_SELF] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_SEND_US] = {ERR(E_TIMEOUT, SEND, 0), 0},
	[S_SEND_OTHER] = {ERR(E_TIMEOUT, SEND, 0), ERR(E_TIMEOUT, RECEIVE, 0)},
	[S_FAULT] = {0, ERR(E_TIMEOUT, RECEIVE, 0)}, /* we are its pager */
};

static struct ipc theirs, ours;
static struct touch touch;

static void spin(void *arg)
{
	(void)arg;
	for (;;)
		L4_ThreadSwitch(L4_nilthread);
}

static struct thread *in_ipc(struct thread *where, word_t state)
{
	struct thread *t = SPAWN(ipc_body, &theirs, .where = where);

	thread_await(t->id, state);
	return t;
}

/* A partner in this state, in our space (where = NULL) or another one. */
static struct thread *partner(enum state state, struct thread *where)
{
	struct thread *t = NULL, *other;

	theirs = (struct ipc){.timeouts = NEVER};
	ipc_fill(&theirs, 0x42, 2, 42);
	switch (state) {
	case S_NONE:
		t = SPAWN(spin, NULL, .where = where, .inactive = true);
		thread_kill(t);
		break;
	case S_INACTIVE:
		t = SPAWN(spin, NULL, .where = where, .inactive = true);
		break;
	case S_UNSTARTED:
		t = SPAWN(spin, NULL, .where = where, .waiting = true);
		break;
	case S_HALTED:
		t = SPAWN(spin, NULL, .where = NULL);
		exregs_control(t->id, EX_HALT | EX_H);
		break;
	case S_HALTED_WAIT:
		theirs.from_spec = L4_anythread;
		t = in_ipc(NULL, L4_SCHEDRESULT_WAITING);
		exregs_control(t->id, EX_HALT | EX_H);
		break;
	case S_RUNNING:
		t = SPAWN(spin, NULL, .where = where);
		break;
	case S_WAIT_OPEN:
	case S_WAIT_US:
	case S_WAIT_OTHER:
		theirs.from_spec = state == S_WAIT_OPEN ? L4_anythread
				   : state == S_WAIT_US ? L4_Myself()
							: pager_id;
		t = in_ipc(where, L4_SCHEDRESULT_WAITING);
		break;
	case S_SEND_US:
	case S_SEND_OTHER:
		other = SPAWN(spin, NULL, .where = NULL, .inactive = true);
		theirs.to = state == S_SEND_US ? L4_Myself() : other->id;
		t = in_ipc(where, L4_SCHEDRESULT_PENDING_SEND);
		break;
	case S_WAIT_SELF:
		t = thread_reserve(where, ipc_body, &theirs);
		t->used = false;
		theirs.from_spec = thread_local_id(t);
		t = in_ipc(where, L4_SCHEDRESULT_WAITING);
		break;
	case S_FAULT:
		touch = (struct touch){.address = WINDOW, .access = L4_Readable};
		t = SPAWN(touch_body, &touch, .where = NULL, .pager = L4_Myself());
		fault_wait(t);
		break;
	default:
		break;
	}
	CHECK(t);
	return t;
}

#define M_RECEIVE 1
#define M_PERIOD  2
#define M_LOCAL	  4 /* name the partner locally */
#define M_SPACE	  8 /* partner in another space */
#define M_SHIFT	  4

static void check_outcome(word_t how, word_t want, const struct thread *t)
{
	word_t wait_us = how & M_PERIOD ? 3000 : 0;

	if (want == 0) {
		CHECK_EQ(tag_error(ours.out[0]), 0);
		if (how & M_RECEIVE) {
			ipc_check(&ours, 0x42, 2, 42);
			CHECK_EQ(ours.from.raw, how & M_SPACE ? t->id.raw : thread_local_id(t).raw);
		}
		return;
	}
	ipc_check_error(&ours, want);
	if ((want >> 1 & 7) == E_TIMEOUT)
		CHECK_TIME(ours.ended - ours.began,
			   wait_us - (wait_us ? L4_SchedulePrecision(kip) : 0), wait_us + 20000);
}

static void matrix(word_t arg)
{
	enum state state = (enum state)(arg >> M_SHIFT);
	L4_Time_t limit = arg & M_PERIOD ? ms(3) : L4_ZeroTime;
	struct thread *t = partner(state, arg & M_SPACE ? NEW_SPACE : NULL);
	tid_t name = arg & M_LOCAL ? thread_local_id(t) : t->id;
	word_t want = arg & M_RECEIVE ? expect[state].receive : expect[state].send;

	ours = (struct ipc){.timeouts = L4_Timeouts(limit, limit)};
	if (arg & M_RECEIVE)
		ours.from_spec = name;
	else
		ours.to = name;
	ipc_fill(&ours, 0x24, 2, 24);
	ipc_do(&ours);
	check_outcome(arg, want, t);
	if (want == 0 && !(arg & M_RECEIVE) && state != S_FAULT) {
		thread_join(t);
		ipc_check(&theirs, 0x24, 2, 24);
	}
}

#define CELL(text, state, how)                                          \
	{                                                               \
		text, "5.2", matrix, (word_t)(state) << M_SHIFT | (how) \
	}

/* Both phases, both kinds of time-out, by global id in our own space. */
#define GLOBAL_CELLS(text, state)                                                            \
	CELL("send." text ".zero", state, 0), CELL("send." text ".period", state, M_PERIOD), \
		CELL("receive." text ".zero", state, M_RECEIVE),                             \
		CELL("receive." text ".period", state, M_RECEIVE | M_PERIOD)

/* The same by local id, too. */
#define LOCAL_CELLS(text, state)                                                \
	GLOBAL_CELLS(text, state), CELL("send." text ".local", state, M_LOCAL), \
		CELL("receive." text ".local", state, M_RECEIVE | M_LOCAL)

/* The same for partners that can be in another space. */
#define FOREIGN_CELLS(text, state)                     \
	CELL("send." text ".foreign", state, M_SPACE), \
		CELL("receive." text ".foreign", state, M_RECEIVE | M_SPACE)

static const struct test tests[] = {
	LOCAL_CELLS("none", S_NONE),
	FOREIGN_CELLS("none", S_NONE),
	GLOBAL_CELLS("inactive", S_INACTIVE),
	FOREIGN_CELLS("inactive", S_INACTIVE),
	LOCAL_CELLS("unstarted", S_UNSTARTED),
	FOREIGN_CELLS("unstarted", S_UNSTARTED),
	LOCAL_CELLS("halted", S_HALTED),
	LOCAL_CELLS("halted-wait", S_HALTED_WAIT),
	LOCAL_CELLS("running", S_RUNNING),
	FOREIGN_CELLS("running", S_RUNNING),
	LOCAL_CELLS("wait-open", S_WAIT_OPEN),
	FOREIGN_CELLS("wait-open", S_WAIT_OPEN),
	LOCAL_CELLS("wait-us", S_WAIT_US),
	FOREIGN_CELLS("wait-us", S_WAIT_US),
	LOCAL_CELLS("wait-other", S_WAIT_OTHER),
	FOREIGN_CELLS("wait-other", S_WAIT_OTHER),
	LOCAL_CELLS("asleep", S_WAIT_SELF),
	FOREIGN_CELLS("asleep", S_WAIT_SELF),
	LOCAL_CELLS("send-us", S_SEND_US),
	FOREIGN_CELLS("send-us", S_SEND_US),
	LOCAL_CELLS("send-other", S_SEND_OTHER),
	FOREIGN_CELLS("send-other", S_SEND_OTHER),
	LOCAL_CELLS("fault", S_FAULT),
};

TOPIC(ipc_matrix, "matrix");
