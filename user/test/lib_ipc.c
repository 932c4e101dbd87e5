/* SPDX-License-Identifier: BSD-2-Clause */
/* lib_ipc.c - IPC with everything it takes and everything that comes of it. */

#include "lib.h"

void ipc_do(struct ipc *c)
{
	L4_MsgTag_t tag;
	tid_t from = L4_nilthread;

	c->returned = false;
	if (c->brs == 0)
		L4_LoadBR(0, 0);
	else
		L4_LoadBRs(0, (int)c->brs, c->br);
	L4_Set_XferTimeouts(c->xfer_timeouts);
	if (c->mr[0] & TAG_P)
		L4_Set_VirtualSender(c->virtual_sender);
	c->began = clock_us();
	L4_LoadMRs(0, 64, c->mr);
	tag = L4_Ipc(c->to, c->from_spec, c->timeouts, &from);
	L4_StoreMRs(0, 64, c->out);
	c->out[0] = tag.raw;
	c->from = from;
	c->error = L4_ErrorCode();
	c->actual = L4_ActualSender();
	c->intended = L4_IntendedReceiver();
	c->ended = clock_us();
	c->returned = true;
}

void ipc_body(void *c)
{
	ipc_do(c);
}

void ipc_forever(void *arg)
{
	struct ipc *c = arg;

	do {
		ipc_do(c);
	} while (!(c->out[0] & TAG_E));
}

struct thread *run_ipc(struct ipc *c, word_t state)
{
	struct thread *t = run_local(ipc_body, c);

	thread_await(t->id, state);
	return t;
}

/* Differs in every byte, in every register and with every seed. */
word_t ipc_pattern(word_t seed, unsigned i)
{
	word_t w = (seed + 1) * 0x9e3779b1UL + i * 0x85ebca6bUL;

	return w ^ (w << 7) ^ i;
}

void ipc_fill(struct ipc *c, word_t label, unsigned u, word_t seed)
{
	c->mr[0] = TAG(label, u, 0);
	for (unsigned i = 1; i < 64; i++)
		c->mr[i] = ipc_pattern(i <= u ? seed : ~seed, i);
}

void ipc_answer(tid_t to, const struct ipc *message, word_t ip, unsigned words)
{
	struct ipc c = {.to = to, .timeouts = L4_Timeouts(ms(500), L4_Never)};

	for (unsigned i = 2; i <= words; i++)
		c.mr[i] = message->out[i];
	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = ip;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
}

void ipc_check(const struct ipc *c, word_t label, unsigned u, word_t seed)
{
	CHECK_EQ(c->out[0], TAG(label, u, 0));
	for (unsigned i = 1; i <= u; i++)
		CHECK_EQ(c->out[i], ipc_pattern(seed, i));
}

void ipc_check_error(const struct ipc *c, word_t error)
{
	CHECK(c->returned);
	CHECK(c->out[0] & TAG_E);
	CHECK_EQ(c->error, error);
	CHECK_EQ(c->out[0], TAG_E);
}

word_t tag_error(word_t tag)
{
	return tag & TAG_E ? L4_ErrorCode() : 0;
}

word_t send_word(tid_t to, word_t w, word_t timeouts)
{
	tid_t from;

	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	L4_LoadMR(1, w);
	return L4_Ipc(to, L4_nilthread, timeouts, &from).raw;
}

word_t recv_word(tid_t from, word_t *w, word_t timeouts)
{
	L4_MsgTag_t tag;
	tid_t who;

	L4_LoadBR(0, 0);
	tag = L4_Ipc(L4_nilthread, from, timeouts, &who);
	L4_StoreMR(1, w);
	return tag.raw;
}

word_t map_item(word_t words[2], L4_Fpage_t f, word_t base)
{
	words[0] = (base & ~0x3ffUL) | 0x8;
	words[1] = f.raw;
	return words[0];
}

word_t grant_item(word_t words[2], L4_Fpage_t f, word_t base)
{
	words[0] = (base & ~0x3ffUL) | 0xa;
	words[1] = f.raw;
	return words[0];
}
