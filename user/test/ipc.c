/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc.c - tests of untyped IPC: words, names, phases, who receives from whom. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static struct ipc peer;

#define ZERO L4_Timeouts(L4_ZeroTime, L4_ZeroTime)

/* --- results ----------------------------------------------------------------------------- */

static void send_only_tag(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &peer);
	c.to = t->id;
	ipc_fill(&c, 0xffff, 63, 1);
	ipc_do(&c);
	CHECK_EQ(c.out[0], 0);
}

/* Flags sent in the tag are the kernel's to set: r, X and E never arrive. */
static void flags_ignored(word_t flags)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &peer);
	c.to = t->id;
	ipc_fill(&c, 0x77, 2, 1);
	c.mr[0] |= flags;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	ipc_check(&peer, 0x77, 2, 1);
}

static void label_all_bits(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	word_t label = TAG_LABEL(ALL_ONES);
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_space(ipc_body, &peer);
	c.to = t->id;
	ipc_fill(&c, label, 1, 1);
	ipc_do(&c);
	thread_join(t);
	ipc_check(&peer, label, 1, 1);
}

/* Sending leaves the sender's MR3.. as they were for a message that was refused. */
static void failed_keeps_mrs(word_t arg)
{
	struct ipc c = {.to = bogus_id(), .timeouts = NEVER};

	(void)arg;
	ipc_fill(&c, 1, 63, 4);
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_NONEXISTING, SEND, 0));
	for (unsigned i = 3; i < 64; i++)
		CHECK_EQ(c.out[i], ipc_pattern(4, i));
}

static void no_phase(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};

	(void)arg;
	ipc_fill(&c, 9, 5, 4);
	ipc_do(&c);
	CHECK_EQ(c.out[0] & TAG_E, 0);
	CHECK(c.ended - c.began < 500000);
}

/* --- names ------------------------------------------------------------------------------- */

static void to_invalid(word_t which)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	switch (which) {
	case 0:
		c.to = L4_anythread;
		break;
	case 1:
		c.to = L4_anylocalthread;
		break;
	case 2:
		c.to = bogus_id();
		break;
	case 3:
		c.to = stale_id(L4_Myself());
		break;
	case 4: /* a local id that is no UTCB */
		c.to.raw = (word_t)&c & ~0x3fUL;
		break;
	case 5: /* inside our own UTCB */
		c.to.raw = L4_MyLocalId().raw + 64;
		break;
	case 6:
		c.to.raw = ARCH_KERNEL_ADDRESS & ~0x3fUL;
		break;
	case 7: /* slot of a thread of another space, empty in ours */
		t = SPAWN(sleep_forever, NULL, .where = NEW_SPACE);
		c.to = thread_local_id(t);
		break;
	case 8: /* deleted */
		t = SPAWN(sleep_forever, NULL, .where = NULL);
		thread_kill(t);
		c.to = t->id;
		break;
	case 9:
		t = SPAWN(sleep_forever, NULL, .where = NULL);
		thread_kill(t);
		c.to = thread_local_id(t);
		break;
	default: /* the largest thread number */
		c.to = L4_GlobalId(ALL_ONES, 1);
		break;
	}
	ipc_fill(&c, 0, 3, 1);
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_NONEXISTING, SEND, 0));
	c.from_spec = L4_anythread;
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_NONEXISTING, SEND, 0));
	if (which < 2)
		return;
	c.from_spec = c.to;
	c.to = L4_nilthread;
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_NONEXISTING, RECEIVE, 0));
}

/* --- who is received from ---------------------------------------------------------------- */

static struct ipc queued[4];

static struct thread *queue(unsigned i, struct thread *where)
{
	struct thread *t;

	queued[i] = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&queued[i], i, 1, i);
	t = SPAWN(ipc_body, &queued[i], .where = where);
	thread_await(t->id, L4_SCHEDRESULT_PENDING_SEND);
	return t;
}

static void closed_skips_others(word_t arg)
{
	struct thread *b;
	word_t w;

	(void)arg;
	queue(0, NULL);
	b = queue(1, NULL);
	queue(2, NULL);
	CHECK_EQ(TAG_LABEL(recv_word(b->id, &w, ZERO)), 1);
	CHECK_EQ(tag_error(recv_word(b->id, &w, ZERO)), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), 0);
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), 2);
}

static void closed_local_name(word_t arg)
{
	struct thread *a, *b;
	word_t w;

	(void)arg;
	a = queue(0, NULL);
	b = queue(1, NULL);
	CHECK_EQ(TAG_LABEL(recv_word(thread_local_id(b), &w, ZERO)), 1);
	CHECK_EQ(TAG_LABEL(recv_word(thread_local_id(a), &w, ZERO)), 0);
}

static void fifo(word_t arg)
{
	word_t w;

	(void)arg;
	for (unsigned i = 0; i < 4; i++)
		queue(i, i & 1 ? NEW_SPACE : NULL);
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), i);
}

static void anylocal_skips_foreign(word_t arg)
{
	word_t w;

	(void)arg;
	queue(0, NEW_SPACE);
	queue(1, NULL);
	queue(2, NEW_SPACE);
	CHECK_EQ(TAG_LABEL(recv_word(L4_anylocalthread, &w, ZERO)), 1);
	CHECK_EQ(tag_error(recv_word(L4_anylocalthread, &w, ZERO)), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), 0);
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), 2);
}

/* A waiting receiver with this specifier does not take our message. */
static void not_ready(word_t which)
{
	struct thread *t;

	peer = (struct ipc){.timeouts = NEVER};
	if (which == 0)
		peer.from_spec = runner_id;
	else
		peer.from_spec = L4_anylocalthread;
	t = SPAWN(ipc_body, &peer, .where = which == 0 ? NULL : NEW_SPACE);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	CHECK_EQ(tag_error(send_word(t->id, 0, ZERO)), ERR(E_TIMEOUT, SEND, 0));
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(ms(3), L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
	CHECK(!peer.returned);
}

static void to_self(word_t arg)
{
	struct ipc c = {.to = L4_MyGlobalId(), .from_spec = L4_MyGlobalId()};

	(void)arg;
	c.timeouts = L4_Timeouts(L4_ZeroTime, L4_Never);
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, SEND, 0));
	c.to = L4_MyLocalId();
	c.timeouts = L4_Timeouts(ms(3), L4_Never);
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, SEND, 0));
}

static void from_self(word_t arg)
{
	struct ipc c = {.from_spec = L4_MyLocalId(), .timeouts = L4_Timeouts(L4_ZeroTime, ms(3))};

	(void)arg;
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
	c.from_spec = L4_MyGlobalId();
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
}

/* Nothing but a kernel message can come from an interrupt, but one may wait for it. */
static void from_interrupt(word_t arg)
{
	struct ipc c = {.from_spec = L4_GlobalId(ARCH_IRQ, 1),
			.timeouts = L4_Timeouts(L4_Never, ms(3))};

	(void)arg;
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
}

static void to_inactive(word_t arg)
{
	struct thread *t = SPAWN(sleep_forever, NULL, .inactive = true);

	(void)arg;
	CHECK_EQ(tag_error(send_word(t->id, 0, ZERO)), ERR(E_TIMEOUT, SEND, 0));
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(ms(3), L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
}

/* --- phases ------------------------------------------------------------------------------ */

/* A server whose replies have time-out zero always finds the caller receiving. */
static void zero_reply_server(void *arg)
{
	tid_t from;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	L4_Wait(&from);
	for (;;) {
		L4_MsgTag_t tag;

		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		tag = L4_ReplyWait(from, &from);
		CHECK_EQ(tag_error(tag.raw), 0);
	}
}

static void atomic_call(word_t server_prio)
{
	struct thread *t = SPAWN(zero_reply_server, NULL, .where = NEW_SPACE, .prio = server_prio);

	for (unsigned i = 0; i < 500; i++) {
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(1, 2, 0)});
		CHECK_EQ(tag_error(L4_Call(t->id).raw), 0);
	}
}

/* A failed send phase skips the receive phase, though a sender is queued. */
static void send_fails_first(word_t arg)
{
	struct ipc c = {.to = bogus_id(), .from_spec = L4_anythread, .timeouts = NEVER};
	word_t w;

	(void)arg;
	queue(0, NULL);
	ipc_do(&c);
	ipc_check_error(&c, ERR(E_NONEXISTING, SEND, 0));
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, ZERO)), 0);
}

/* Receive phase of a call from another thread than the one sent to. */
static void send_to_one_receive_other(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *sender, *receiver;

	(void)arg;
	sender = queue(0, NULL);
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	receiver = run_local(ipc_body, &peer);
	c.to = receiver->id;
	c.from_spec = sender->id;
	ipc_fill(&c, 0x33, 3, 6);
	ipc_do(&c);
	ipc_check(&c, 0, 1, 0);
	CHECK_EQ(c.from.raw, thread_local_id(sender).raw);
	thread_join(receiver);
	ipc_check(&peer, 0x33, 3, 6);
}

/* Answers every message with itself. */
static void echo(void *arg)
{
	struct ipc *c = arg;

	ipc_do(c);
	for (;;) {
		c->to = c->from;
		for (unsigned i = 0; i < 64; i++)
			c->mr[i] = c->out[i];
		ipc_do(c);
	}
}

static void lipc(word_t arg)
{
	tid_t from;
	L4_MsgTag_t tag;
	struct thread *t;
	word_t w;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(echo, &peer);
	for (unsigned i = 0; i < 20; i++) {
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(i, 1, 0)});
		L4_LoadMR(1, i * 3);
		tag = L4_Lipc(thread_local_id(t), thread_local_id(t), NEVER, &from);
		L4_StoreMR(1, &w);
		CHECK_EQ(tag.raw, TAG(i, 1, 0));
		CHECK_EQ(w, i * 3);
		CHECK_EQ(from.raw, thread_local_id(t).raw);
	}
}

static void lipc_errors(word_t arg)
{
	tid_t from;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	CHECK_EQ(tag_error(L4_Lipc(bogus_id(), L4_nilthread, NEVER, &from).raw),
		 ERR(E_NONEXISTING, SEND, 0));
	CHECK_EQ(tag_error(L4_Lipc(L4_nilthread, bogus_id(), NEVER, &from).raw),
		 ERR(E_NONEXISTING, RECEIVE, 0));
	CHECK_EQ(tag_error(L4_Lipc(L4_nilthread, L4_anylocalthread, ZERO, &from).raw),
		 ERR(E_TIMEOUT, RECEIVE, 0));
}

static void lreplywait(word_t arg)
{
	tid_t from;
	L4_MsgTag_t tag;
	struct thread *t;

	(void)arg;
	t = queue(3, NULL);
	L4_Set_MsgTag(L4_Niltag);
	tag = L4_LreplyWait(L4_nilthread, &from);
	CHECK_EQ(tag.raw, TAG(3, 1, 0));
	CHECK_EQ(from.raw, thread_local_id(t).raw);
}

/* u + t above 63: overflow in both partners (5.4). */
static void too_long(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_local(ipc_body, &peer);
	c.to = t->id;
	ipc_fill(&c, 0, 62, 1);
	c.mr[0] = TAG(0, 62, 2);
	ipc_do(&c);
	CHECK(c.out[0] & TAG_E);
	CHECK_EQ(c.error, ERR(E_OVERFLOW, SEND, 0));
	thread_join(t);
	CHECK(peer.out[0] & TAG_E);
	CHECK_EQ(peer.error, ERR(E_OVERFLOW, RECEIVE, 0));
}

/* A long chain: each thread passes the message on to the next and waits for the answer. */
#define CHAIN 12
static struct thread *chain[CHAIN];

static void link_body(void *arg)
{
	word_t i = (word_t)arg, w;
	tid_t from;

	L4_Set_MsgTag(L4_Niltag);
	L4_Wait(&from);
	L4_StoreMR(1, &w);
	if (i + 1 < CHAIN) {
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		L4_LoadMR(1, w + 1);
		CHECK_EQ(tag_error(L4_Call(chain[i + 1]->id).raw), 0);
		L4_StoreMR(1, &w);
	}
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, w + 1);
	L4_Send(from);
}

static void call_chain(word_t arg)
{
	word_t w;

	(void)arg;
	for (word_t i = 0; i < CHAIN; i++)
		chain[i] = SPAWN(link_body, (void *)i, .where = i & 1 ? NEW_SPACE : NULL);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, 0);
	CHECK_EQ(tag_error(L4_Call(chain[0]->id).raw), 0);
	L4_StoreMR(1, &w);
	CHECK_EQ(w, CHAIN - 1 + CHAIN);
}

/* Many clients, one server: every call is answered with its own words. */
static volatile word_t clients_done;

static void client(void *arg)
{
	struct thread *server = arg;
	word_t me = L4_ThreadNo(L4_MyGlobalId()), w;

	for (unsigned i = 0; i < 50; i++) {
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		L4_LoadMR(1, me * 1000 + i);
		CHECK_EQ(tag_error(L4_Call(server->id).raw), 0);
		L4_StoreMR(1, &w);
		CHECK_EQ(w, me * 1000 + i);
	}
	__atomic_add_fetch(&clients_done, 1, __ATOMIC_SEQ_CST);
}

static void many_clients(word_t arg)
{
	struct thread *server;

	(void)arg;
	clients_done = 0;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	server = run_space(echo, &peer);
	for (unsigned i = 0; i < 16; i++)
		SPAWN(client, server, .where = i & 1 ? NEW_SPACE : NULL, .prio = PRIO_TEST - i);
	while (clients_done < 16)
		sleep_us(1000);
}

/* Word registers that a message does not use: none of another space's words may show through. */
static void other_words_stay(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	for (unsigned i = 0; i < 64; i++)
		peer.mr[i] = i;
	t = run_space(ipc_body, &peer);
	c.to = t->id;
	ipc_fill(&c, 0, 5, 1);
	ipc_do(&c);
	thread_join(t);
	ipc_check(&peer, 0, 5, 1);
	for (unsigned i = 6; i < 64; i++) {
		for (unsigned k = 6; k < 64; k++)
			CHECK(peer.out[i] != c.mr[k]);
	}
}

static const struct test tests[] = {
	{"tag.send-only", "5.3", send_only_tag},
	{"tag.flag-r-ignored", "1.4", flags_ignored, TAG_R},
	{"tag.flag-x-ignored", "1.4", flags_ignored, TAG_X},
	{"tag.flag-e-ignored", "1.4", flags_ignored, TAG_E},
	{"tag.flags-ignored", "1.4", flags_ignored, TAG_R | TAG_X | TAG_E},
	{"tag.label", "1.4", label_all_bits},
	{"failed.keeps-mrs", "5.3", failed_keeps_mrs},
	{"no-phase", "5.1", no_phase},
	{"to.any", "5.1", to_invalid, 0},
	{"to.anylocal", "5.1", to_invalid, 1},
	{"to.nonexisting", "5.2", to_invalid, 2},
	{"to.stale-version", "5.2", to_invalid, 3},
	{"to.no-utcb", "15", to_invalid, 4},
	{"to.inside-utcb", "15", to_invalid, 5},
	{"to.kernel-address", "15", to_invalid, 6},
	{"to.empty-slot", "15", to_invalid, 7},
	{"to.deleted", "5.2", to_invalid, 8},
	{"to.deleted-local", "5.2", to_invalid, 9},
	{"to.largest-number", "5.2", to_invalid, 10},
	{"to.inactive", "5.2", to_inactive},
	{"to.self", "5.2", to_self},
	{"from.self", "5.3", from_self},
	{"from.interrupt", "5.1", from_interrupt},
	{"from.closed-skips-others", "5.3", closed_skips_others},
	{"from.closed-local-name", "5.3", closed_local_name},
	{"from.fifo", "5.2", fifo},
	{"from.anylocal-skips-foreign", "5.1", anylocal_skips_foreign},
	{"ready.closed-for-other", "5.2", not_ready, 0},
	{"ready.anylocal-for-foreign", "5.2", not_ready, 1},
	{"call.atomic.higher", "5.1", atomic_call, PRIO_TEST + 1},
	{"call.atomic.equal", "5.1", atomic_call, PRIO_TEST},
	{"call.atomic.lower", "5.1", atomic_call, PRIO_TEST - 1},
	{"send-fails-first", "5.2", send_fails_first},
	{"send-to-one-receive-other", "5.3", send_to_one_receive_other},
	{"lipc.call", "5.1", lipc},
	{"lipc.errors", "5.1", lipc_errors},
	{"lipc.replywait", "14.9", lreplywait},
	{"other-words-stay", "5.4", other_words_stay},
	{"too-long", "5.4", too_long},
	{"call-chain", "5.1", call_chain},
	{"many-clients", "5.1", many_clients, 0, 10000},
};

TOPIC(ipc, "ipc");
