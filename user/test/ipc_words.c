/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc_words.c - tests of untyped IPC: every number of words, every way of naming the partner. */

#include "lib.h"

static struct ipc peer;

/* --- untyped words ----------------------------------------------------------------------- */

/* How the two partners name each other in a message. */
#define TO_LOCAL      1
#define FROM_LOCAL    2
#define FROM_ANY      4
#define FROM_ANYLOCAL 8
#define OTHER_SPACE   16
#define PASSIVE	      32 /* the receiver waits first */
#define LIPC	      64

/* A peer that receives for ever; the message of each length arrives unchanged. */
static void words(word_t how)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	peer = (struct ipc){.timeouts = NEVER};
	if (how & FROM_ANY)
		peer.from_spec = L4_anythread;
	else if (how & FROM_ANYLOCAL)
		peer.from_spec = L4_anylocalthread;
	else
		peer.from_spec = how & FROM_LOCAL ? L4_MyLocalId() : L4_MyGlobalId();
	for (unsigned u = 0; u < 64; u++) {
		/* Priority decides who is in its IPC first. */
		t = SPAWN(ipc_body, &peer, .where = how & OTHER_SPACE ? NEW_SPACE : NULL,
			  .prio = how & PASSIVE ? PRIO_TEST + 1 : PRIO_TEST - 1);
		c.to = how & TO_LOCAL ? thread_local_id(t) : t->id;
		ipc_fill(&c, 0x1000 + u, u, u);
		ipc_do(&c);
		CHECK_EQ(c.out[0], 0);
		thread_join(t);
		ipc_check(&peer, 0x1000 + u, u, u);
		CHECK_EQ(peer.from.raw,
			 how & OTHER_SPACE ? L4_MyGlobalId().raw : L4_MyLocalId().raw);
		thread_kill(t);
	}
}

/* The message of a call and of its reply. */
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

static void call(word_t other_space)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = SPAWN(echo, &peer, .where = other_space ? NEW_SPACE : NULL);
	c.to = c.from_spec = t->id;
	for (unsigned u = 0; u < 64; u++) {
		ipc_fill(&c, u, u, u + 100);
		ipc_do(&c);
		ipc_check(&c, u, u, u + 100);
		CHECK_EQ(c.from.raw, other_space ? t->id.raw : thread_local_id(t).raw);
	}
}

/* Between two spaces neither of which is ours, through local and global names alike. */
static void third_spaces(word_t arg)
{
	static struct ipc send, receive;
	struct thread *a = server_new(NEW_SPACE), *b = server_new(NEW_SPACE);

	(void)arg;
	for (unsigned u = 0; u < 64; u += 7) {
		send = (struct ipc){.to = b->id, .timeouts = NEVER};
		receive = (struct ipc){.from_spec = a->id, .timeouts = NEVER};
		ipc_fill(&send, 5, u, u);
		ask_begin(b, ipc_body, &receive);
		ask(a, ipc_body, &send);
		ask_end(b);
		ipc_check(&receive, 5, u, u);
		CHECK_EQ(receive.from.raw, a->id.raw);
	}
}

#define WORDS(name, how)                       \
	{                                      \
		name, "5.2", words, how, 20000 \
	}

static const struct test tests[] = {
	WORDS("intra.global-global", 0),
	WORDS("intra.local-global", TO_LOCAL),
	WORDS("intra.global-local", FROM_LOCAL),
	WORDS("intra.local-local", TO_LOCAL | FROM_LOCAL),
	WORDS("intra.global-any", FROM_ANY),
	WORDS("intra.local-any", TO_LOCAL | FROM_ANY),
	WORDS("intra.global-anylocal", FROM_ANYLOCAL),
	WORDS("intra.local-anylocal", TO_LOCAL | FROM_ANYLOCAL),
	WORDS("intra.passive.global-global", PASSIVE),
	WORDS("intra.passive.local-local", PASSIVE | TO_LOCAL | FROM_LOCAL),
	WORDS("intra.passive.global-any", PASSIVE | FROM_ANY),
	WORDS("intra.passive.local-anylocal", PASSIVE | TO_LOCAL | FROM_ANYLOCAL),
	WORDS("inter.closed", OTHER_SPACE),
	WORDS("inter.open", OTHER_SPACE | FROM_ANY),
	WORDS("inter.passive.closed", OTHER_SPACE | PASSIVE),
	WORDS("inter.passive.open", OTHER_SPACE | PASSIVE | FROM_ANY),
	{"call.intra", "5.1", call, 0},
	{"call.inter", "5.1", call, 1},
	{"third-spaces", "5.2", third_spaces},
};

TOPIC(ipc_words, "words");
