/* SPDX-License-Identifier: BSD-2-Clause */
/* redirect.c - tests of redirectors. */

#include "lib.h"

static struct ipc out, in, answer;

static void set_redirector(const struct thread *space, tid_t redirector)
{
	word_t old;

	if (!L4_SpaceControl(space->id, 0, L4_Nilpage, L4_Nilpage, redirector, &old))
		test_fail_eq(__FILE__, __LINE__, "SpaceControl", L4_ErrorCode(), 0);
}

/* Message from a server to dest; who gets it is for the caller to say. */
static void send_begin(struct thread *from, tid_t dest)
{
	out = (struct ipc){.to = dest, .timeouts = L4_Timeouts(ms(500), L4_Never)};
	ipc_fill(&out, 0x3d, 2, 4);
	ask_begin(from, ipc_body, &out);
}

static void receive_here(tid_t from)
{
	in = (struct ipc){.from_spec = from, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ipc_do(&in);
	CHECK_EQ(tag_error(in.out[0]), 0);
}

static void redirected(const struct thread *from, tid_t intended)
{
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0) | TAG_R);
	CHECK_EQ(in.from.raw, from->id.raw);
	CHECK_EQ(in.intended.raw, intended.raw);
	CHECK_EQ(in.out[1], ipc_pattern(4, 1));
	CHECK_EQ(in.out[2], ipc_pattern(4, 2));
}

/* Sent to a third space, it comes to the redirector: us. */
static void to_third_space(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	send_begin(s, d->id);
	receive_here(s->id);
	redirected(s, d->id);
	set_redirector(s, L4_anythread);
	ask_end(s);
}

static void to_own_space(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(s);

	(void)arg;
	set_redirector(s, L4_Myself());
	in = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	out = (struct ipc){.to = d->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
	ipc_fill(&out, 0x3d, 2, 4);
	ask_begin(d, ipc_body, &in);
	ask_begin(s, ipc_body, &out);
	ask_end(s);
	ask_end(d);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
	CHECK_EQ(in.from.raw, thread_local_id(s).raw);
}

/* To another thread of the redirector's space: as without a redirector. */
static void to_redirectors_space(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NULL);

	(void)arg;
	set_redirector(s, L4_Myself());
	in = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(d, ipc_body, &in);
	send_begin(s, d->id);
	ask_end(d);
	ask_end(s);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
	CHECK_EQ(in.from.raw, s->id.raw);
}

static void to_redirector(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	send_begin(s, L4_Myself());
	receive_here(s->id);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
	ask_end(s);
}

/* anythread takes it away, nilthread leaves it. */
static void control_values(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	set_redirector(s, L4_nilthread);
	send_begin(s, d->id);
	receive_here(s->id);
	redirected(s, d->id);
	ask_end(s);
	set_redirector(s, L4_anythread);
	in = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(d, ipc_body, &in);
	send_begin(s, d->id);
	ask_end(d);
	ask_end(s);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
}

/* Only what that space sends is redirected. */
static void one_way(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	in = (struct ipc){.from_spec = d->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(s, ipc_body, &in);
	send_begin(d, s->id);
	ask_end(s);
	ask_end(d);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
}

/* A call is answered by the redirector of both in the name of the one who was called. */
static void answer_by_propagation(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	set_redirector(d, L4_Myself());
	out = (struct ipc){.to = d->id, .from_spec = d->id, .timeouts = NEVER};
	ipc_fill(&out, 0x3d, 2, 4);
	ask_begin(s, ipc_body, &out);
	receive_here(s->id);
	redirected(s, d->id);
	answer = (struct ipc){.to = s->id, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	ipc_fill(&answer, 0x44, 1, 9);
	answer.mr[0] |= TAG_P;
	answer.virtual_sender = d->id;
	ipc_do(&answer);
	set_redirector(s, L4_anythread);
	ask_end(s);
	CHECK_EQ(tag_error(answer.out[0]), 0);
	CHECK_EQ(out.out[1], ipc_pattern(9, 1));
	CHECK_EQ(out.actual.raw, L4_MyGlobalId().raw);
}

/* The destination waits already, for anyone: that is redirected all the same. */
static void call_to_waiting(word_t late)
{
	struct thread *s = late ? NULL : server_new(NEW_SPACE), *d = server_new(NEW_SPACE);
	static struct ipc there;

	if (late)
		s = server_new(NEW_SPACE);
	set_redirector(s, L4_Myself());
	if (late)
		s = server_new(s);		/* a thread that comes later */
	there = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	ask_begin(d, ipc_body, &there);
	thread_await(d->id, L4_SCHEDRESULT_WAITING);
	out = (struct ipc){.to = d->id, .from_spec = d->id, .timeouts = NEVER};
	ipc_fill(&out, 0x3d, 2, 4);
	ask_begin(s, ipc_body, &out);
	receive_here(s->id);
	redirected(s, d->id);
	set_redirector(s, L4_anythread);
	thread_kill(s);
	CHECK_EQ(tag_error(send_word(d->id, 0, L4_Timeouts(ms(100), L4_Never))), 0);
	ask_end(d);
	CHECK_EQ(there.from.raw, L4_MyGlobalId().raw);
}

/* The redirector passes the message on to its destination in the name of the sender. */
static void passed_on(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);
	static struct ipc there;

	(void)arg;
	set_redirector(s, L4_Myself());
	there = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(d, ipc_body, &there);
	send_begin(s, d->id);
	receive_here(s->id);
	answer = (struct ipc){.to = d->id, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	for (unsigned i = 1; i <= 2; i++)
		answer.mr[i] = in.out[i];
	answer.mr[0] = TAG(0x3d, 2, 0) | TAG_P;
	answer.virtual_sender = s->id;
	ipc_do(&answer);
	CHECK_EQ(tag_error(answer.out[0]), 0);
	set_redirector(s, L4_anythread);
	ask_end(s);
	ask_end(d);
	CHECK_EQ(there.out[0], TAG(0x3d, 2, 0) | TAG_P);
	CHECK_EQ(there.from.raw, s->id.raw);
	CHECK_EQ(there.actual.raw, L4_MyGlobalId().raw);
}

/* Redirector of a redirector: it may speak for the first space, too. */
static void chain(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *m = server_new(NEW_SPACE);
	struct thread *d = server_new(NEW_SPACE);
	static struct ipc there;

	(void)arg;
	set_redirector(s, m->id);
	set_redirector(m, L4_Myself());
	there = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(d, ipc_body, &there);
	answer = (struct ipc){.to = d->id, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	ipc_fill(&answer, 0x3d, 2, 4);
	answer.mr[0] |= TAG_P;
	answer.virtual_sender = s->id;
	ipc_do(&answer);
	CHECK_EQ(tag_error(answer.out[0]), 0);
	ask_end(d);
	CHECK_EQ(there.out[0], TAG(0x3d, 2, 0) | TAG_P);
	CHECK_EQ(there.from.raw, s->id.raw);
	set_redirector(s, L4_anythread);
	set_redirector(m, L4_anythread);
}

/* A redirector that is not ready is waited for as any receiver is. */
static void not_ready(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	in = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(30))};
	ask_begin(d, ipc_body, &in);
	out = (struct ipc){.to = d->id, .timeouts = L4_Timeouts(ms(5), L4_Never)};
	ask_begin(s, ipc_body, &out);
	sleep_us(20000);
	set_redirector(s, L4_anythread);
	ask_end(s);
	ask_end(d);
	ipc_check_error(&out, ERR(E_TIMEOUT, SEND, 0));
	ipc_check_error(&in, ERR(E_TIMEOUT, RECEIVE, 0));
}

/* A destination that does not exist is an error, redirector or not. */
static void nonexisting(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	set_redirector(s, L4_Myself());
	out = (struct ipc){.to = bogus_id(), .timeouts = L4_Timeouts(ms(5), L4_Never)};
	ask_begin(s, ipc_body, &out);
	sleep_us(20000);
	set_redirector(s, L4_anythread);
	ask_end(s);
	ipc_check_error(&out, ERR(E_NONEXISTING, SEND, 0));
}

/* The redirector dies: nobody hangs, and the space can be freed. */
static void redirector_deleted(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);
	struct thread *r = server_new(NULL);
	word_t w;

	(void)arg;
	out = (struct ipc){.timeouts = NEVER}; /* no faults later on: they might be redirected */
	ask(s, ipc_body, &out);
	set_redirector(s, r->id);
	thread_kill(r);
	out = (struct ipc){.to = d->id, .timeouts = L4_Timeouts(ms(5), L4_Never)};
	ask_begin(s, ipc_body, &out);
	sleep_us(20000);
	CHECK(out.returned);
	set_redirector(s, L4_anythread);
	recv_word(s->id, &w, L4_Timeouts(L4_Never, ms(5))); /* its answer may have been lost */
	in = (struct ipc){.from_spec = s->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(d, ipc_body, &in);
	send_begin(s, d->id);
	ask_end(s);
	ask_end(d);
	CHECK_EQ(in.out[0], TAG(0x3d, 2, 0));
}

/* Messages that the kernel sends for a thread are redirected as its own are. */
static struct touch touch;

static void page_fault(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	touch = (struct touch){.address = WINDOW, .access = L4_Writable};
	map_to(s, page(0, RWX), WINDOW, WHOLE);
	ask(s, touch_body, &touch); /* now all it needs is there */
	unmap_in(NULL, page(0, RWX), 0);
	thread_control(s->id, s->id, L4_nilthread, d->id, ALL_ONES);
	set_redirector(s, L4_Myself());
	ask_begin(s, touch_body, &touch);
	receive_here(s->id);
	CHECK_EQ(in.out[0], PROTOCOL(-2, L4_Writable, 2) | TAG_R);
	CHECK_EQ(in.out[1], WINDOW);
	CHECK_EQ(in.intended.raw, d->id.raw);
	thread_kill(s);
}

static tid_t handler;

static void raise(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	arch_raise();
}

static void exception(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE), *d = server_new(NEW_SPACE);

	(void)arg;
	handler = d->id;
	set_redirector(s, L4_Myself());
	ask_begin(s, raise, NULL);
	receive_here(s->id);
	CHECK_EQ(in.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS) | TAG_R);
	CHECK_EQ(in.intended.raw, d->id.raw);
	thread_kill(s);
}

static const struct test tests[] = {
	{"third-space", "5.8", to_third_space},
	{"own-space", "5.8", to_own_space},
	{"redirectors-space", "5.8", to_redirectors_space},
	{"to-redirector", "5.8", to_redirector},
	{"control", "4.8", control_values},
	{"one-way", "5.8", one_way},
	{"answer", "5.8", answer_by_propagation},
	{"call-to-waiting", "5.8", call_to_waiting, 0},
	{"call-to-waiting.later-thread", "5.8", call_to_waiting, 1},
	{"passed-on", "5.7", passed_on},
	{"chain", "5.7", chain},
	{"page-fault", "5.8", page_fault},
	{"exception", "5.8", exception},
	{"not-ready", "5.8", not_ready},
	{"nonexisting", "5.8", nonexisting},
	{"deleted", "5.8", redirector_deleted},
};

TOPIC(redirect, "redirect");
