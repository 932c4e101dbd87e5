/* SPDX-License-Identifier: BSD-2-Clause */
/* irq.c - tests of the interrupt protocol, with an interrupt the machine can make to order. */

#include "lib.h"

static tid_t irq(void)
{
	return L4_GlobalId(ARCH_IRQ, 1);
}

static void detach(void)
{
	L4_DeassociateInterrupt(irq());
}

static void attach(tid_t handler)
{
	if (!L4_AssociateInterrupt(irq(), handler))
		test_fail_eq(__FILE__, __LINE__, "AssociateInterrupt", L4_ErrorCode(), 0);
}

static struct ipc got;

static void wait_for(tid_t from, unsigned limit_ms)
{
	got = (struct ipc){.from_spec = from, .timeouts = L4_Timeouts(L4_Never, ms(limit_ms))};
	ipc_do(&got);
}

static void is_interrupt(void)
{
	CHECK_EQ(got.out[0], PROTOCOL(-1, 0, 0));
	CHECK_EQ(got.from.raw, irq().raw);
}

static void unmask(void)
{
	L4_Set_MsgTag(L4_Niltag);
	CHECK_EQ(tag_error(L4_Send_Timeout(irq(), ms(100)).raw), 0);
}

/* Every test begins with the interrupt quiet and without a handler. */
static void quiet(void)
{
	detach();
	arch_irq_silence();
	attach(L4_Myself());
	wait_for(irq(), 70);
	detach();
}

static void message(word_t closed)
{
	quiet();
	attach(L4_Myself());
	arch_irq_raise_in(1000);
	wait_for(closed ? irq() : L4_anythread, 500);
	is_interrupt();
	detach();
}

/* Masked until answered, then it comes again. */
static void again(word_t arg)
{
	(void)arg;
	quiet();
	attach(L4_Myself());
	for (unsigned i = 0; i < 20; i++) {
		arch_irq_raise_in(500);
		wait_for(irq(), 500);
		is_interrupt();
		unmask();
	}
	detach();
}

static void masked_until_reply(word_t arg)
{
	(void)arg;
	quiet();
	attach(L4_Myself());
	arch_irq_raise_in(500);
	wait_for(irq(), 500);
	is_interrupt();
	arch_irq_raise_in(500);
	wait_for(irq(), 20);
	ipc_check_error(&got, ERR(E_TIMEOUT, RECEIVE, 0));
	unmask();
	wait_for(irq(), 500);
	is_interrupt();
	detach();
}

/* Reply and wait in one call. */
static void reply_and_wait(word_t arg)
{
	(void)arg;
	quiet();
	attach(L4_Myself());
	arch_irq_raise_in(500);
	wait_for(irq(), 500);
	for (unsigned i = 0; i < 10; i++) {
		is_interrupt();
		arch_irq_raise_in(500);
		got = (struct ipc){.to = irq(),
				   .from_spec = L4_anythread,
				   .timeouts = L4_Timeouts(L4_ZeroTime, ms(500))};
		ipc_do(&got);
	}
	is_interrupt();
	detach();
}

/* While the handler is busy the message waits in its queue. */
static void pending(word_t arg)
{
	(void)arg;
	quiet();
	attach(L4_Myself());
	arch_irq_raise_in(500);
	sleep_us(20000);
	wait_for(L4_anythread, 0);
	is_interrupt();
	detach();
}

static void not_to_others(word_t arg)
{
	static struct ipc other;
	struct thread *t;

	(void)arg;
	quiet();
	other = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&other, L4_SCHEDRESULT_WAITING);
	attach(L4_Myself());
	arch_irq_raise_in(500);
	wait_for(irq(), 500);
	is_interrupt();
	CHECK(!other.returned);
	thread_kill(t);
	detach();
}

static void detached_is_silent(word_t arg)
{
	(void)arg;
	quiet();
	attach(L4_Myself());
	detach();
	arch_irq_raise_in(500);
	wait_for(L4_anythread, 20);
	ipc_check_error(&got, ERR(E_TIMEOUT, RECEIVE, 0));
}

/* An undelivered message moves to the new handler. */
static void moves_to_new_handler(word_t arg)
{
	static struct ipc other;
	struct thread *t;

	(void)arg;
	quiet();
	attach(L4_Myself());
	arch_irq_raise_in(500);
	sleep_us(10000);
	other = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&other, L4_SCHEDRESULT_WAITING);
	attach(t->id);
	thread_join(t);
	CHECK_EQ(other.out[0], PROTOCOL(-1, 0, 0));
	CHECK_EQ(other.from.raw, irq().raw);
	detach();
}

static struct ipc foreign;

static void handler_in_other_space(word_t arg)
{
	struct thread *t;

	(void)arg;
	quiet();
	foreign = (struct ipc){.from_spec = irq(), .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	t = run_space(ipc_body, &foreign);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	attach(t->id);
	arch_irq_raise_in(500);
	thread_join(t);
	CHECK_EQ(foreign.out[0], PROTOCOL(-1, 0, 0));
	CHECK_EQ(foreign.from.raw, irq().raw);
	detach();
}

/* A higher-priority handler preempts whoever runs. */
static volatile uint64_t handled_at;

static void note_interrupt(void *arg)
{
	struct ipc *c = arg;

	ipc_do(c);
	handled_at = clock_us();
}

static void preempts(word_t arg)
{
	struct thread *t;
	uint64_t raised;

	(void)arg;
	quiet();
	handled_at = 0;
	foreign = (struct ipc){.from_spec = irq(), .timeouts = NEVER};
	t = SPAWN(note_interrupt, &foreign, .prio = PRIO_TEST + 1);
	attach(t->id);
	raised = clock_us();
	arch_irq_raise_in(1000);
	while (!handled_at && clock_us() - raised < 500000)
		;
	CHECK(handled_at);
	CHECK_TIME(handled_at - raised, 500, 30000);
	detach();
}

/* The handler is deleted with a message for it under way; the interrupt can be used again. */
static void handler_deleted(word_t arg)
{
	static struct ipc other;
	struct thread *t;

	(void)arg;
	quiet();
	other = (struct ipc){.from_spec = runner_id, .timeouts = NEVER};
	t = run_ipc(&other, L4_SCHEDRESULT_WAITING);
	attach(t->id);
	arch_irq_raise_in(500);
	sleep_us(5000);
	thread_kill(t);
	attach(L4_Myself());
	wait_for(irq(), 70);
	arch_irq_raise_in(500);
	if (!(got.out[0] & TAG_E))
		unmask();
	wait_for(irq(), 500);
	is_interrupt();
	detach();
}

/* Its interrupt arrives while it is being deleted, at any point of that. */
static void deleted_meanwhile(word_t arg)
{
	(void)arg;
	quiet();
	for (unsigned us = 1; us <= 32; us++) {
		struct thread *t;

		foreign = (struct ipc){.from_spec = irq(), .timeouts = NEVER};
		t = run_space(ipc_body, &foreign);
		thread_await(t->id, L4_SCHEDRESULT_WAITING);
		attach(t->id);
		arch_irq_raise_in(us);
		thread_kill(t);
		detach();
		arch_irq_silence();
		sleep_us(50);
	}
	message(1);
}

/* --- the calls --------------------------------------------------------------------------- */

/* Interrupts and handlers that are none. */
static void attach_errors(word_t which)
{
	tid_t dest = irq(), handler = L4_Myself();

	switch (which) {
	case 0:
		dest = L4_GlobalId(L4_ThreadIdSystemBase(kip), 1);
		break;
	case 1: /* another version */
		dest = L4_GlobalId(ARCH_IRQ, 2);
		break;
	case 2:
		handler = L4_nilthread;
		break;
	case 3:
		handler = bogus_id();
		break;
	default:
		handler = stale_id(L4_MyGlobalId());
		break;
	}
	detach();
	thread_control_fails(dest, dest, L4_nilthread, handler, ALL_ONES, L4_ErrInvalidThread);
	attach(L4_Myself());
	detach();
}

struct call {
	word_t result, error;
};

static void attach_here(void *arg)
{
	struct call *c = arg;

	c->result = L4_AssociateInterrupt(irq(), L4_Myself());
	c->error = L4_ErrorCode();
}

static void attach_unprivileged(word_t arg)
{
	static struct call c;
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	c.result = 7;
	ask(s, attach_here, &c);
	CHECK_EQ(c.result, 0);
	CHECK_EQ(c.error, L4_ErrNoPrivilege);
}

static void schedule_unattached(word_t arg)
{
	(void)arg;
	detach();
	CHECK_EQ(thread_state(irq()), 0);
}

static void schedule_attached(word_t arg)
{
	word_t state, old;

	(void)arg;
	attach(L4_Myself());
	state = thread_state(irq());
	CHECK(state == 2 || state == 4 || state == 6);
	CHECK(L4_Schedule(irq(), ALL_ONES, ALL_ONES, 100, ALL_ONES, &old) != 0);
	detach();
}

static void not_deletable(word_t arg)
{
	(void)arg;
	quiet();
	L4_ThreadControl(irq(), L4_nilthread, L4_nilthread, L4_nilthread, UTCB_NONE);
	attach(L4_Myself());
	arch_irq_raise_in(500);
	wait_for(irq(), 500);
	is_interrupt();
	detach();
}

static void wrong_version(word_t arg)
{
	(void)arg;
	CHECK_EQ(tag_error(send_word(L4_GlobalId(ARCH_IRQ, 3), 0,
				     L4_Timeouts(L4_ZeroTime, L4_Never))),
		 ERR(E_NONEXISTING, SEND, 0));
}

static const struct test tests[] = {
	{"message.closed", "10.5", message, 1},
	{"message.open", "10.5", message, 0},
	{"again", "10.5", again},
	{"masked-until-reply", "10.5", masked_until_reply},
	{"reply-and-wait", "10.5", reply_and_wait},
	{"pending", "10.5", pending},
	{"not-to-others", "10.5", not_to_others},
	{"detached-is-silent", "10.5", detached_is_silent},
	{"moves-to-new-handler", "4.3", moves_to_new_handler},
	{"handler-in-other-space", "10.5", handler_in_other_space},
	{"handler-preempts", "11.6", preempts},
	{"handler-deleted", "10.5", handler_deleted},
	{"handler-deleted.meanwhile", "10.5", deleted_meanwhile},
	{"attach.invalid", "4.3", attach_errors, 0},
	{"attach.other-version", "4.3", attach_errors, 1},
	{"attach.nil-handler", "4.3", attach_errors, 2},
	{"attach.unknown-handler", "4.3", attach_errors, 3},
	{"attach.stale-handler", "4.3", attach_errors, 4},
	{"attach.unprivileged", "4.3", attach_unprivileged},
	{"schedule.unattached", "11.6", schedule_unattached},
	{"schedule.attached", "11.6", schedule_attached},
	{"not-deletable", "10.5", not_deletable},
	{"wrong-version", "1.1", wrong_version},
};

TOPIC(irq, "irq");
