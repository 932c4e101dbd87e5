/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - tests of the exception protocol. */

#include "lib.h"

#define EXCEPTION_LABEL TAG_LABEL(PROTOCOL(-5, 0, 0))

static volatile word_t came_back;

static void raise(void *arg)
{
	L4_Set_ExceptionHandler(*(tid_t *)arg);
	arch_raise();
	came_back = 1;
}

static tid_t handler;

/* A thread that has raised an exception, handled by us. */
static struct thread *raiser(struct thread *where)
{
	came_back = 0;
	handler = L4_MyGlobalId();
	return SPAWN(raise, &handler, .where = where);
}

static struct ipc message;

static void await_exception(const struct thread *t)
{
	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(tag_error(message.out[0]), 0);
	CHECK_EQ(TAG_LABEL(message.out[0]), EXCEPTION_LABEL);
}

/* Let t go on behind the bad instruction; words is how much of the message is sent back. */
static void reply(const struct thread *t, unsigned words)
{
	struct ipc c = {.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};

	for (unsigned i = 1; i <= words; i++)
		c.mr[i] = message.out[i];
	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = (word_t)arch_bad_instruction_end;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
}

static void message_form(word_t other_space)
{
	struct thread *t = raiser(other_space ? NEW_SPACE : NULL);

	await_exception(t);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	CHECK_EQ(message.out[1], (word_t)arch_bad_instruction);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], ARCH_EXC_BAD_INSTRUCTION);
	CHECK_IN(message.out[ARCH_EXC_SP], thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK_EQ(message.from.raw, other_space ? t->id.raw : thread_local_id(t).raw);
}

static void goes_on(word_t words)
{
	struct thread *t = raiser(NULL);

	await_exception(t);
	CHECK_EQ(came_back, 0);
	reply(t, (unsigned)words);
	thread_join(t);
	CHECK_EQ(came_back, 1);
}

/* Going on at the same instruction raises it again. */
static void again(word_t arg)
{
	struct thread *t = raiser(NULL);

	(void)arg;
	for (unsigned i = 0; i < 3; i++) {
		struct ipc c = {.to = t->id, .timeouts = NEVER};

		await_exception(t);
		c.mr[0] = TAG(0, 1, 0);
		c.mr[1] = message.out[1];
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
	}
	await_exception(t);
	reply(t, ARCH_EXC_WORDS);
	thread_join(t);
}

/* Without a handler the thread is halted until it is resumed. */
static void no_handler(word_t arg)
{
	struct thread *t;

	(void)arg;
	came_back = 0;
	handler = L4_nilthread;
	t = run_local(raise, &handler);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(exregs_control(t->id, 0).control & 1, 1);
	CHECK_EQ(came_back, 0);
	exregs(t->id, EX_IP | EX_HALT, 0, (word_t)arch_bad_instruction_end, 0, 0, L4_nilthread);
	thread_join(t);
	CHECK_EQ(came_back, 1);
}

static void bad_handler(word_t arg)
{
	struct thread *t;

	(void)arg;
	came_back = 0;
	handler = bogus_id();
	t = run_local(raise, &handler);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(came_back, 0);
}

/* The handler dies while it owes an answer (15.61). */
static struct ipc handler_ipc;

static void handler_deleted(word_t arg)
{
	struct thread *h, *t;

	(void)arg;
	came_back = 0;
	handler_ipc = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	h = run_local(ipc_body, &handler_ipc);
	handler = h->id;
	t = run_local(raise, &handler);
	thread_join(h);
	CHECK_EQ(TAG_LABEL(handler_ipc.out[0]), EXCEPTION_LABEL);
	thread_kill(h);
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(came_back, 0);
}

/* Nobody but the handler ends the wait. */
static void reply_from_other(word_t arg)
{
	struct thread *t = raiser(NULL), *other;

	(void)arg;
	await_exception(t);
	handler_ipc = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(5), L4_Never)};
	other = run_local(ipc_body, &handler_ipc);
	thread_join(other);
	ipc_check_error(&handler_ipc, ERR(E_TIMEOUT, SEND, 0));
	reply(t, ARCH_EXC_WORDS);
	thread_join(t);
}

/* Nothing is mapped by an answer: BR0 accepts nothing. */
static void reply_maps_nothing(word_t arg)
{
	struct thread *t = raiser(NEW_SPACE);
	struct ipc c = {.to = t->id, .timeouts = NEVER};

	(void)arg;
	await_exception(t);
	c.mr[0] = TAG(0, 1, 2);
	c.mr[1] = (word_t)arch_bad_instruction_end;
	map_item(&c.mr[2], page(0, L4_Readable), WINDOW);
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	CHECK(!can_read(t, WINDOW));
}

/* The thread finds its message and buffer registers as they were. */
static word_t kept[64], kept_br[33];

static void raise_with_utcb(void *arg)
{
	word_t mr[64], br[33];

	L4_Set_ExceptionHandler(*(tid_t *)arg);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(3, i);
	for (unsigned i = 0; i < 33; i++)
		br[i] = ipc_pattern(4, i);
	L4_LoadMRs(0, 64, mr);
	L4_LoadBRs(0, 33, br);
	arch_raise();
	L4_StoreMRs(0, 64, kept);
	L4_StoreBRs(0, 33, kept_br);
}

static void keeps_utcb(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	t = run_local(raise_with_utcb, &handler);
	await_exception(t);
	reply(t, ARCH_EXC_WORDS);
	thread_join(t);
	for (unsigned i = 0; i < 64; i++)
		CHECK_EQ(kept[i], ipc_pattern(3, i));
	for (unsigned i = 0; i < 33; i++)
		CHECK_EQ(kept_br[i], ipc_pattern(4, i));
}

/* ExchangeRegisters cancels the wait; a new IP counts (4.2, 5.5). */
static void cancelled(word_t arg)
{
	struct thread *t = raiser(NULL);

	(void)arg;
	await_exception(t);
	exregs(t->id, EX_S | EX_R | EX_IP, 0, (word_t)arch_bad_instruction_end, 0, 0, L4_nilthread);
	thread_join(t);
	CHECK_EQ(came_back, 1);
}

static void deleted(word_t arg)
{
	struct thread *t = raiser(NULL);

	(void)arg;
	await_exception(t);
	thread_kill(t);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_Never))),
		 ERR(E_NONEXISTING, SEND, 0));
}

/* The answer reaches a halted thread, which goes on when it is resumed. */
static void halted(word_t arg)
{
	struct thread *t = raiser(NULL);

	(void)arg;
	await_exception(t);
	exregs_control(t->id, EX_HALT | EX_H);
	reply(t, ARCH_EXC_WORDS);
	sleep_us(3000);
	CHECK_EQ(came_back, 0);
	exregs_control(t->id, EX_HALT);
	thread_join(t);
	CHECK_EQ(came_back, 1);
}

static const struct test tests[] = {
	{"message.intra", "10.3", message_form, 0},
	{"message.inter", "10.3", message_form, 1},
	{"reply.full", "10.3", goes_on, ARCH_EXC_WORDS},
	{"reply.short", "10.3", goes_on, 1},
	{"reply.again", "10.3", again},
	{"reply.from-other", "10.3", reply_from_other},
	{"reply.maps-nothing", "10.3", reply_maps_nothing},
	{"handler.none", "10.3", no_handler},
	{"handler.nonexisting", "15", bad_handler},
	{"handler.deleted", "15", handler_deleted},
	{"keeps-utcb", "10", keeps_utcb},
	{"cancelled", "5.5", cancelled},
	{"deleted", "4.3", deleted},
	{"halted", "15", halted},
};

TOPIC(exception, "exception");
