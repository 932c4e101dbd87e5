/* SPDX-License-Identifier: BSD-2-Clause */
/* review.c - tests of what happens when threads change, die or fail in the middle of something. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

/* A simple string item of len bytes, or a receive buffer: words for the message or BR1, BR2. */
static void string_words(word_t words[2], word_t address, word_t len)
{
	words[0] = len << 10;
	words[1] = address;
}

/* --- a transfer fails at once ------------------------------------------------------------ */

static struct ipc sender, receiver;
static tid_t no_pager;

static void receive_badly(void *arg)
{
	L4_Set_Pager(*(tid_t *)arg);
	ipc_do(&receiver);
	L4_Set_Pager(pager_id);
}

static volatile word_t laps;

static void lap(void *arg)
{
	(void)arg;
	for (;;) {
		laps++;
		L4_ThreadSwitch(L4_nilthread);
	}
}

/*
 * The receiver's buffer is not mapped and its pager does not exist: both partners wake before the
 * kernel is left.  The sender, who runs, must be as it was: in no ready queue.
 */
static void lost_pager(word_t arg)
{
	struct thread *r;

	(void)arg;
	no_pager = bogus_id();
	receiver = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER, .brs = 3};
	receiver.br[0] = 1;
	string_words(receiver.br + 1, at(3), 64);
	r = run_local(receive_badly, &no_pager);
	thread_await(r->id, L4_SCHEDRESULT_WAITING);
	run_local(lap, NULL);
	sender = (struct ipc){.to = r->id, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	sender.mr[0] = TAG(0, 0, 2);
	string_words(sender.mr + 1, arena(0), 64);
	ipc_do(&sender);
	CHECK(sender.out[0] & TAG_E);
	for (unsigned i = 0; i < 50; i++)
		L4_ThreadSwitch(L4_nilthread);
	sleep_us(2000);
	thread_join(r);
	CHECK(receiver.out[0] & TAG_E);
	CHECK(laps > 40);
}

/* --- the virtual sender of a transfer dies ------------------------------------------------ */

static void receive_slowly(void *arg)
{
	L4_Set_Pager(*(tid_t *)arg);
	ipc_do(&receiver);
	L4_Set_Pager(pager_id);
}

static void virtual_sender_dies(word_t arg)
{
	static tid_t me;
	static struct ipc idle;
	struct thread *r, *s, *v;
	word_t spare;

	(void)arg;
	me = L4_Myself();
	idle = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	v = run_ipc(&idle, L4_SCHEDRESULT_WAITING);
	receiver = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER, .brs = 3};
	receiver.br[0] = 1;
	string_words(receiver.br + 1, at(3), 64);
	r = run_local(receive_slowly, &me);
	thread_await(r->id, L4_SCHEDRESULT_WAITING);
	sender = (struct ipc){.to = r->id, .timeouts = NEVER, .virtual_sender = v->id};
	sender.mr[0] = TAG(0, 0, 2) | TAG_P;
	string_words(sender.mr + 1, arena(0), 64);
	s = run_local(ipc_body, &sender);
	CHECK_EQ(fault_wait(r).address, at(3));
	thread_kill(v);
	spare = reserve_numbers(2);
	for (unsigned i = 0; i < 2; i++)
		thread_control(L4_GlobalId(spare + i, 1), L4_Myself(), runner_id, L4_nilthread,
			       ALL_ONES);
	fault_reply(r, page(1, RWX), at(3));
	thread_join(s);
	thread_join(r);
	CHECK_EQ(tag_error(receiver.out[0]), 0);
	CHECK_EQ(receiver.out[0] & TAG_P, 0);
	CHECK_EQ(receiver.from.raw, thread_local_id(s).raw);
}

/* --- a thread that has not started yet ---------------------------------------------------- */

static volatile word_t ran;

static void run(void *arg)
{
	(void)arg;
	ran++;
}

/* A new version, or another space, does not start it. */
static void unstarted_renamed(word_t arg)
{
	struct thread *t = SPAWN(run, NULL, .waiting = true, .pager = L4_Myself());
	tid_t renamed = L4_GlobalId(L4_ThreadNo(t->id), L4_Version(t->id) + 4);

	(void)arg;
	ran = 0;
	thread_control(renamed, L4_Myself(), L4_nilthread, L4_nilthread, ALL_ONES);
	t->id = renamed;
	sleep_us(2000);
	CHECK_EQ(ran, 0);
	thread_await_unstarted(t->id);
	thread_start(t);
	thread_join(t);
	CHECK_EQ(ran, 1);
}

static void unstarted_moved(word_t arg)
{
	struct thread *host = run_space(sleep_forever, NULL);
	struct thread *t = SPAWN(run, NULL, .waiting = true, .pager = L4_Myself());

	(void)arg;
	ran = 0;
	thread_control(t->id, host->id, L4_nilthread, L4_nilthread, ALL_ONES);
	sleep_us(2000);
	CHECK_EQ(ran, 0);
	thread_await_unstarted(t->id);
}

/* UtcbLocation counts in the space where the thread goes. */
static void utcb_of_new_space(word_t arg)
{
	struct thread *host = SPAWN(sleep_forever, NULL, .where = NEW_SPACE, .inactive = true);
	word_t numbers = reserve_numbers(2), old;
	tid_t first = L4_GlobalId(numbers, 1), t = L4_GlobalId(numbers + 1, 1);

	(void)arg;
	thread_control(first, first, runner_id, L4_nilthread, ALL_ONES);
	CHECK(L4_SpaceControl(first, 0, fpage(0x60000000, L4_KipAreaSizeLog2(kip), 0),
			      fpage(0x61000000, 14, 0), L4_nilthread, &old));
	thread_control(t, first, runner_id, L4_nilthread, ALL_ONES);
	thread_control_fails(t, host->id, L4_nilthread, L4_nilthread, 0x61000000, 6);
	thread_control(t, host->id, L4_nilthread, L4_nilthread, thread_utcb(host));
}

/* --- total quantum ------------------------------------------------------------------------ */

static void spin(void *arg)
{
	(void)arg;
	for (;;)
		;
}

/* The scheduler's answer may be there before the quantum is used up. */
static void early_answer(word_t arg)
{
	struct thread *t = run_local(spin, NULL), *s;
	word_t old;

	(void)arg;
	sender = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(1000), L4_Never)};
	s = run_local(ipc_body, &sender);
	thread_control(t->id, L4_Myself(), s->id, L4_nilthread, ALL_ONES);
	thread_await(s->id, L4_SCHEDRESULT_PENDING_SEND);
	CHECK(L4_Schedule(t->id, (word_t)ms(1).raw << 16 | ms(3).raw, ALL_ONES, ALL_ONES, ALL_ONES,
			  &old) != 0);
	thread_join(s);
	CHECK_EQ(tag_error(sender.out[0]), 0);
}

/* --- what a receiver sees ----------------------------------------------------------------- */

/* More words than there are registers: both fail, the receiver learns who it was. */
static void overlong(word_t polling)
{
	struct thread *r, *s;

	receiver = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	sender = (struct ipc){.timeouts = NEVER};
	sender.mr[0] = TAG(0x77, 62, 4);
	if (polling) {
		sender.to = L4_Myself();
		s = run_ipc(&sender, L4_SCHEDRESULT_PENDING_SEND);
		ipc_do(&receiver);
	} else {
		r = SPAWN(ipc_body, &receiver, .where = NEW_SPACE);
		thread_await(r->id, L4_SCHEDRESULT_WAITING);
		sender.to = r->id;
		s = run_local(ipc_body, &sender);
		thread_join(r);
	}
	thread_join(s);
	CHECK_EQ(sender.error, ERR(E_OVERFLOW, SEND, 0));
	CHECK_EQ(receiver.error, ERR(E_OVERFLOW, RECEIVE, 0));
	CHECK_EQ(receiver.out[0], TAG(0x77, 62, 4) | TAG_E);
	CHECK_EQ(receiver.from.raw, polling ? thread_local_id(s).raw : s->id.raw);
}

/* Registers that are not part of the message stay with the sender. */
static void unsent_registers(word_t words)
{
	struct thread *r;

	receiver = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	r = SPAWN(ipc_body, &receiver, .where = NEW_SPACE);
	thread_await(r->id, L4_SCHEDRESULT_WAITING);
	ipc_fill(&sender, 1, 63, 77);
	sender.mr[0] = TAG(1, words, 0);
	sender.to = r->id;
	sender.from_spec = L4_nilthread;
	sender.timeouts = NEVER;
	ipc_do(&sender);
	thread_join(r);
	CHECK_EQ(receiver.out[0], TAG(1, words, 0));
	for (unsigned i = 1; i < 64; i++)
		CHECK_EQ(receiver.out[i] == sender.mr[i], i <= words);
}

/* --- interrupts --------------------------------------------------------------------------- */

static void await_interrupt(tid_t irq)
{
	struct ipc c = {.from_spec = irq, .timeouts = L4_Timeouts(L4_Never, ms(500))};

	ipc_do(&c);
	CHECK_EQ(c.out[0], PROTOCOL(-1, 0, 0));
}

/* Any message unmasks, whatever it carries. */
static void unmasked_by_items(word_t string)
{
	tid_t irq = L4_GlobalId(ARCH_IRQ, 1);
	struct ipc c = {.to = irq, .timeouts = L4_Timeouts(ms(100), L4_Never)};

	CHECK(L4_AssociateInterrupt(irq, L4_Myself()));
	c.mr[0] = TAG(0, 0, 2);
	if (string)
		string_words(c.mr + 1, arena(0), 64);
	else
		map_item(c.mr + 1, page(0, RWX), 0);
	for (unsigned i = 0; i < 3; i++) {
		arch_irq_raise_in(500);
		await_interrupt(irq);
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
	}
	L4_DeassociateInterrupt(irq);
}

/* --- many time-outs at once --------------------------------------------------------------- */

#define SLEEPERS 40
static volatile unsigned awake;
static volatile bool go;
static word_t when;

static void sleep_together(void *arg)
{
	struct ipc c = {.from_spec = L4_Myself(), .timeouts = when};

	(void)arg;
	ipc_do(&c);
	CHECK_EQ(c.error, ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK(go);
	__atomic_fetch_add(&awake, 1, __ATOMIC_SEQ_CST);
}

/* All of them wake, though no timer interrupt may take the time for all. */
static void wake_together(word_t arg)
{
	(void)arg;
	awake = 0;
	go = true;
	when = L4_Timeouts(L4_Never, L4_TimePoint((L4_Clock_t){.raw = clock_us() + 60000}));
	for (unsigned i = 0; i < SLEEPERS; i++)
		run_local(sleep_together, NULL);
	sleep_us(150000);
	CHECK_EQ(awake, SLEEPERS);
}

static const struct test tests[] = {
	{"transfer.lost-pager", "5.5", lost_pager},
	{"transfer.virtual-sender-dies", "15.62", virtual_sender_dies},
	{"unstarted.renamed", "4.3", unstarted_renamed},
	{"unstarted.moved", "4.3", unstarted_moved},
	{"utcb.new-space", "4.3", utcb_of_new_space},
	{"quantum.early-answer", "10.4", early_answer},
	{"overlong.waiting", "5.4", overlong, 0},
	{"overlong.polling", "5.4", overlong, 1},
	{"unsent.none", "5.4", unsent_registers, 0},
	{"unsent.one", "5.4", unsent_registers, 1},
	{"unsent.two", "5.4", unsent_registers, 2},
	{"irq.ack-map", "10.5", unmasked_by_items, 0},
	{"irq.ack-string", "10.5", unmasked_by_items, 1},
	{"timeouts.together", "5.6", wake_together},
};

TOPIC(review, "review");
