/* SPDX-License-Identifier: BSD-2-Clause */
/* propagation.c - tests of propagated IPC. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static struct ipc out, in, third;

/* Send from a server's space, or ours, to the receiver on behalf of v; the receiver waits first. */
static void propagate(struct thread *from, struct thread *to, tid_t from_spec, tid_t v)
{
	out = (struct ipc){.to = to->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
	ipc_fill(&out, 0x70, 3, 8);
	out.mr[0] |= TAG_P;
	out.virtual_sender = v;
	in = (struct ipc){.from_spec = from_spec, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(to, ipc_body, &in);
	thread_await(to->id, L4_SCHEDRESULT_WAITING);
	if (from)
		ask(from, ipc_body, &out);
	else
		ipc_do(&out);
	ask_end(to);
}

static void propagated(tid_t from, tid_t actual)
{
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(in.out[0], TAG(0x70, 3, 0) | TAG_P);
	CHECK_EQ(in.from.raw, from.raw);
	CHECK_EQ(in.actual.raw, actual.raw);
	for (unsigned i = 1; i <= 3; i++)
		CHECK_EQ(in.out[i], ipc_pattern(8, i));
}

static void not_propagated(tid_t from)
{
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(in.out[0], TAG(0x70, 3, 0));
	CHECK_EQ(in.from.raw, from.raw);
}

/* --- permitted --------------------------------------------------------------------------- */

/* Virtual sender and caller in one space, receiver anywhere. */
static void same_space(word_t other)
{
	struct thread *v = run_local(sleep_forever, NULL);
	struct thread *r = server_new(other ? NEW_SPACE : NULL);

	propagate(NULL, r, L4_anythread, v->id);
	if (other)
		propagated(v->id, L4_MyGlobalId());
	else
		propagated(thread_local_id(v), L4_MyLocalId());
}

/* The virtual sender may be named by its local id. */
static void local_name(word_t other)
{
	struct thread *v = run_local(sleep_forever, NULL);
	struct thread *r = server_new(other ? NEW_SPACE : NULL);

	propagate(NULL, r, L4_anythread, thread_local_id(v));
	if (other)
		propagated(v->id, L4_MyGlobalId());
	else
		propagated(thread_local_id(v), L4_MyLocalId());
}

/* Caller and receiver in one space, the virtual sender in another. */
static void receiver_space(word_t arg)
{
	struct thread *v = run_space(sleep_forever, NULL), *r = server_new(NULL);

	(void)arg;
	propagate(NULL, r, L4_anythread, v->id);
	propagated(v->id, L4_MyLocalId());
}

static void own_id(word_t arg)
{
	struct thread *r = server_new(NEW_SPACE);

	(void)arg;
	propagate(NULL, r, L4_anythread, L4_MyGlobalId());
	propagated(L4_MyGlobalId(), L4_MyGlobalId());
}

/* --- not permitted ----------------------------------------------------------------------- */

/* Three spaces that have nothing to do with each other. */
static void strangers(word_t arg)
{
	struct thread *v = run_space(sleep_forever, NULL), *r = server_new(NEW_SPACE);

	(void)arg;
	propagate(NULL, r, L4_anythread, v->id);
	not_propagated(L4_MyGlobalId());
}

static void unknown(word_t which)
{
	struct thread *r = server_new(NULL);
	tid_t v = which == 0   ? bogus_id()
		  : which == 1 ? L4_nilthread
		  : which == 2 ? L4_anythread
		  : which == 3 ? L4_anylocalthread
			       : (tid_t){.raw = ARCH_KERNEL_ADDRESS};

	propagate(NULL, r, L4_anythread, v);
	not_propagated(L4_MyLocalId());
}

/* The register alone, without the flag, means nothing. */
static void flag_clear(word_t arg)
{
	struct thread *v = run_local(sleep_forever, NULL), *r = server_new(NULL);

	(void)arg;
	L4_Set_VirtualSender(v->id);
	in = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	ask_begin(r, ipc_body, &in);
	CHECK_EQ(tag_error(send_word(r->id, 4, NEVER)), 0);
	ask_end(r);
	CHECK_EQ(in.out[0], TAG(0, 1, 0));
	CHECK_EQ(in.from.raw, L4_MyLocalId().raw);
}

/* --- closed receivers -------------------------------------------------------------------- */

static void closed_for_virtual(word_t other)
{
	struct thread *v = run_local(sleep_forever, NULL);
	struct thread *r = server_new(other ? NEW_SPACE : NULL);

	propagate(NULL, r, v->id, v->id);
	propagated(other ? v->id : thread_local_id(v), other ? L4_MyGlobalId() : L4_MyLocalId());
}

static void closed_for_actual(word_t other)
{
	struct thread *v = run_local(sleep_forever, NULL);
	struct thread *r = server_new(other ? NEW_SPACE : NULL);

	propagate(NULL, r, L4_MyGlobalId(), v->id);
	propagated(other ? v->id : thread_local_id(v), other ? L4_MyGlobalId() : L4_MyLocalId());
}

static void closed_for_third(word_t arg)
{
	struct thread *v = run_local(sleep_forever, NULL), *r = server_new(NULL);

	(void)arg;
	in = (struct ipc){.from_spec = runner_id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask_begin(r, ipc_body, &in);
	thread_await(r->id, L4_SCHEDRESULT_WAITING);
	out = (struct ipc){.to = r->id, .timeouts = L4_Timeouts(ms(3), L4_Never)};
	out.mr[0] = TAG_P;
	out.virtual_sender = v->id;
	ipc_do(&out);
	ipc_check_error(&out, ERR(E_TIMEOUT, SEND, 0));
}

/* --- the virtual sender's wait ----------------------------------------------------------- */

/*
 * A client calls us, we pass its message on, the answer goes from there to the client directly:
 * its wait for us has become one for the third.
 */
static void reply_goes_direct(word_t other)
{
	static struct ipc call, answer;
	struct thread *client, *r = server_new(other ? NEW_SPACE : NULL);

	call = (struct ipc){.to = L4_Myself(), .from_spec = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&call, 1, 1, 1);
	client = run_local(ipc_body, &call);
	in = (struct ipc){.from_spec = client->id, .timeouts = NEVER};
	ipc_do(&in);
	CHECK_EQ(tag_error(in.out[0]), 0);
	thread_await(client->id, L4_SCHEDRESULT_WAITING);

	propagate(NULL, r, L4_anythread, client->id);
	propagated(other ? client->id : thread_local_id(client),
		   other ? L4_MyGlobalId() : L4_MyLocalId());
	CHECK(!call.returned);

	/* Our own answer would not be taken any more. */
	CHECK_EQ(tag_error(send_word(client->id, 0, L4_Timeouts(ms(3), L4_Never))),
		 ERR(E_TIMEOUT, SEND, 0));
	answer = (struct ipc){.to = client->id, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	ipc_fill(&answer, 0x99, 2, 5);
	ask(r, ipc_body, &answer);
	CHECK_EQ(tag_error(answer.out[0]), 0);
	thread_join(client);
	ipc_check(&call, 0x99, 2, 5);
	CHECK_EQ(call.from.raw, other ? r->id.raw : thread_local_id(r).raw);
}

/* A virtual sender that waits for somebody else goes on waiting for him. */
static void other_wait_unchanged(word_t arg)
{
	struct thread *v, *r = server_new(NULL);
	word_t w;

	(void)arg;
	third = (struct ipc){.from_spec = runner_id, .timeouts = NEVER};
	v = run_ipc(&third, L4_SCHEDRESULT_WAITING);
	propagate(NULL, r, L4_anythread, v->id);
	propagated(thread_local_id(v), L4_MyLocalId());
	out = (struct ipc){.to = v->id, .timeouts = L4_Timeouts(ms(3), L4_Never)};
	ask(r, ipc_body, &out);
	ipc_check_error(&out, ERR(E_TIMEOUT, SEND, 0));
	CHECK(!third.returned);
	recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime));
}

/* The sender waits for the receiver: its message is propagated all the same. */
static void queued(word_t arg)
{
	struct thread *v = run_local(sleep_forever, NULL), *s = server_new(NULL);

	(void)arg;
	out = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&out, 0x70, 3, 8);
	out.mr[0] |= TAG_P;
	out.virtual_sender = v->id;
	ask_begin(s, ipc_body, &out);
	thread_await(s->id, L4_SCHEDRESULT_PENDING_SEND);
	in = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	ipc_do(&in);
	ask_end(s);
	propagated(thread_local_id(v), thread_local_id(s));
}

/* ... and if the virtual sender is deleted meanwhile it has lost a partner (15.62). */
static void virtual_sender_deleted(word_t arg)
{
	struct thread *v = run_local(sleep_forever, NULL), *s = server_new(NULL);

	(void)arg;
	out = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&out, 0x70, 3, 8);
	out.mr[0] |= TAG_P;
	out.virtual_sender = v->id;
	ask_begin(s, ipc_body, &out);
	thread_await(s->id, L4_SCHEDRESULT_PENDING_SEND);
	thread_kill(v);
	ask_end(s);
	ipc_check_error(&out, ERR(E_NONEXISTING, SEND, 0));
}

/* An interrupt handler passes the interrupt's message on; the unmask comes from there. */
static void interrupt(word_t arg)
{
	static struct ipc first, ack;
	tid_t irq = L4_GlobalId(ARCH_IRQ, 1);
	struct thread *r = server_new(NEW_SPACE);

	(void)arg;
	CHECK(L4_AssociateInterrupt(irq, L4_Myself()));
	arch_irq_raise_in(500);
	first = (struct ipc){.from_spec = irq, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ipc_do(&first);
	CHECK_EQ(first.out[0], PROTOCOL(-1, 0, 0));
	propagate(NULL, r, L4_anythread, irq);
	propagated(irq, L4_MyGlobalId());
	ack = (struct ipc){.to = irq, .timeouts = L4_Timeouts(ms(100), L4_Never)};
	ask(r, ipc_body, &ack);
	CHECK_EQ(tag_error(ack.out[0]), 0);
	L4_DeassociateInterrupt(irq);
}

/* All from here: while it waits for requests, a server throws interrupts away. */
static void handle_interrupt(void *c)
{
	CHECK(L4_AssociateInterrupt(((struct ipc *)c)->from_spec, L4_Myself()));
	arch_irq_raise_in(500);
	ipc_do(c);
}

/* Nobody else may speak for an interrupt that waits for its handler's answer. */
static void interrupt_of_other(word_t arg)
{
	static struct ipc first;
	tid_t irq = L4_GlobalId(ARCH_IRQ, 1);
	struct thread *h = server_new(NULL), *r = server_new(NEW_SPACE);

	(void)arg;
	first = (struct ipc){.from_spec = irq, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ask(h, handle_interrupt, &first);
	CHECK_EQ(first.out[0], PROTOCOL(-1, 0, 0));
	propagate(NULL, r, L4_anythread, irq);
	L4_DeassociateInterrupt(irq);
	arch_irq_silence();
	not_propagated(L4_MyGlobalId());
}

/* A receiver from its own space judges by the virtual sender. */
static void any_local(word_t arg)
{
	struct thread *v = run_space(sleep_forever, NULL), *r = server_new(NULL);

	(void)arg;
	in = (struct ipc){.from_spec = L4_anylocalthread, .timeouts = NEVER};
	ask_begin(r, ipc_body, &in);
	thread_await(r->id, L4_SCHEDRESULT_WAITING);
	out = (struct ipc){.to = r->id, .timeouts = L4_Timeouts(ms(3), L4_Never)};
	out.mr[0] = TAG_P;
	out.virtual_sender = v->id;
	ipc_do(&out);
	ipc_check_error(&out, ERR(E_TIMEOUT, SEND, 0));
	out.timeouts = L4_Timeouts(ms(500), L4_Never);
	out.virtual_sender = run_local(sleep_forever, NULL)->id;
	ipc_do(&out);
	CHECK_EQ(tag_error(out.out[0]), 0);
	ask_end(r);
	CHECK_EQ(in.out[0], TAG_P);
}

/* So it does when the sender has come first. */
static void any_local_queued(word_t arg)
{
	struct thread *v = run_space(sleep_forever, NULL), *s = server_new(NULL);

	(void)arg;
	out = (struct ipc){.to = L4_Myself(), .timeouts = NEVER, .virtual_sender = v->id};
	out.mr[0] = TAG_P;
	ask_begin(s, ipc_body, &out);
	thread_await(s->id, L4_SCHEDRESULT_PENDING_SEND);
	in = (struct ipc){.from_spec = L4_anylocalthread, .timeouts = L4_Timeouts(L4_Never, ms(3))};
	ipc_do(&in);
	ipc_check_error(&in, ERR(E_TIMEOUT, RECEIVE, 0));
	in = (struct ipc){.from_spec = v->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ipc_do(&in);
	CHECK_EQ(in.out[0], TAG_P);
	ask_end(s);
}

/* --- answers to the kernel's messages ---------------------------------------------------- */

static struct ipc answer_to;

static void read_window(void *arg)
{
	*(word_t *)arg = WORD_AT(WINDOW);
}

/* Another thread of the pager's space answers in its name. */
static void fault_answered(word_t arg)
{
	static word_t read;
	struct thread *t = SPAWN(read_window, &read, .where = NULL, .pager = L4_Myself());

	(void)arg;
	WORD_AT(arena(0)) = 0x7171;
	fault_wait(t);
	answer_to = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
	answer_to.mr[0] = TAG(0, 0, 2) | TAG_P;
	map_item(&answer_to.mr[1], page(0, L4_Readable), WINDOW);
	answer_to.virtual_sender = L4_MyGlobalId();
	thread_join(run_local(ipc_body, &answer_to));
	CHECK_EQ(tag_error(answer_to.out[0]), 0);
	thread_join(t);
	CHECK_EQ(read, 0x7171);
}

static tid_t told;

static void raise(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(told);
	arch_raise();
}

static void exception_answered(word_t arg)
{
	struct thread *t;

	(void)arg;
	told = L4_MyGlobalId();
	t = SPAWN(raise, NULL);
	in = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(500))};
	ipc_do(&in);
	CHECK_EQ(in.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	answer_to = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
	answer_to.mr[0] = TAG(0, ARCH_EXC_WORDS, 0) | TAG_P;
	for (unsigned i = 1; i <= ARCH_EXC_WORDS; i++)
		answer_to.mr[i] = in.out[i];
	answer_to.mr[1] = (word_t)arch_bad_instruction_end;
	answer_to.virtual_sender = told;
	thread_join(run_local(ipc_body, &answer_to));
	CHECK_EQ(tag_error(answer_to.out[0]), 0);
	thread_join(t);
}

static const struct test tests[] = {
	{"same-space.intra", "5.7", same_space, 0},
	{"same-space.inter", "5.7", same_space, 1},
	{"local-name.intra", "5.7", local_name, 0},
	{"local-name.inter", "5.7", local_name, 1},
	{"receiver-space", "5.7", receiver_space},
	{"own-id", "5.7", own_id},
	{"refused.strangers", "5.7", strangers},
	{"refused.nonexisting", "5.7", unknown, 0},
	{"refused.nil", "5.7", unknown, 1},
	{"refused.any", "5.7", unknown, 2},
	{"refused.anylocal", "5.7", unknown, 3},
	{"refused.kernel-address", "5.7", unknown, 4},
	{"flag-clear", "5.7", flag_clear},
	{"closed.virtual.intra", "5.7", closed_for_virtual, 0},
	{"closed.virtual.inter", "5.7", closed_for_virtual, 1},
	{"closed.actual.intra", "5.7", closed_for_actual, 0},
	{"closed.actual.inter", "5.7", closed_for_actual, 1},
	{"closed.third", "5.7", closed_for_third},
	{"reply-goes-direct.intra", "5.7", reply_goes_direct, 0},
	{"reply-goes-direct.inter", "5.7", reply_goes_direct, 1},
	{"other-wait-unchanged", "5.7", other_wait_unchanged},
	{"queued", "5.7", queued},
	{"virtual-sender-deleted", "15", virtual_sender_deleted},
	{"interrupt", "10.5", interrupt},
	{"interrupt.of-other", "5.7", interrupt_of_other},
	{"any-local", "5.7", any_local},
	{"any-local.queued", "5.7", any_local_queued},
	{"answer.fault", "10.2", fault_answered},
	{"answer.exception", "10.3", exception_answered},
};

TOPIC(propagation, "propagation");
