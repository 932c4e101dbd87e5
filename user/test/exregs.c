/* SPDX-License-Identifier: BSD-2-Clause */
/* exregs.c - tests of ExchangeRegisters: ids, values, cancelling. */

#include "lib.h"

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

static volatile word_t counter;

static void count_up(void *arg)
{
	(void)arg;
	for (;;)
		counter++;
}

/* A thread that does one IPC and is in the expected state. */
static struct ipc io;

static struct thread *blocked(struct ipc c, word_t state)
{
	io = c;
	return run_ipc(&io, state);
}

static struct thread *waiting(void)
{
	return blocked((struct ipc){.from_spec = L4_anythread, .timeouts = NEVER},
		       L4_SCHEDRESULT_WAITING);
}

static struct thread *sending(void)
{
	struct ipc c = {.timeouts = NEVER};

	c.to = SPAWN(sleep_forever, NULL, .inactive = true)->id;
	return blocked(c, L4_SCHEDRESULT_PENDING_SEND);
}

/* --- ids --------------------------------------------------------------------------------- */

static void id_local_to_global(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	CHECK_EQ(exregs_control(thread_local_id(t), 0).result.raw, t->id.raw);
	CHECK_EQ(L4_GlobalIdOf(thread_local_id(t)).raw, t->id.raw);
}

static void id_global_to_local(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	CHECK_EQ(exregs_control(t->id, 0).result.raw, thread_local_id(t).raw);
	CHECK_EQ(L4_LocalIdOf(t->id).raw, thread_local_id(t).raw);
}

static void id_self(word_t arg)
{
	(void)arg;
	CHECK_EQ(exregs_control(L4_MyLocalId(), 0).result.raw, L4_MyGlobalId().raw);
	CHECK_EQ(exregs_control(L4_MyGlobalId(), 0).result.raw, L4_MyLocalId().raw);
	CHECK(L4_SameThreads(L4_MyLocalId(), L4_MyGlobalId()));
}

static void fails(tid_t dest)
{
	struct exregs r = exregs_control(dest, 0);

	CHECK_EQ(r.result.raw, 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidThread);
}

static void invalid(word_t which)
{
	struct thread *t;

	switch (which) {
	case 0:
		fails(L4_nilthread);
		break;
	case 1:
		fails(L4_anythread);
		break;
	case 2:
		fails(L4_anylocalthread);
		break;
	case 3:
		fails(bogus_id());
		break;
	case 4:
		fails(stale_id(L4_Myself()));
		break;
	case 5:
		t = SPAWN(sleep_forever, NULL, .inactive = true);
		fails(t->id);
		fails(thread_local_id(t));
		break;
	case 6: /* other space */
		t = run_space(sleep_forever, NULL);
		t = SPAWN(sleep_forever, NULL, .where = NEW_SPACE, .pager = t->id, .waiting = true);
		fails(t->id);
		break;
	case 7: /* an interrupt */
		fails(L4_GlobalId(ARCH_IRQ, 1));
		break;
	case 8: /* not a UTCB address */
		fails((tid_t){.raw = (word_t)&which & ~0x3fUL});
		fails((tid_t){.raw = L4_MyLocalId().raw + 64});
		fails((tid_t){.raw = L4_MyLocalId().raw - 64});
		break;
	case 9: /* kernel memory */
		fails((tid_t){.raw = ARCH_KERNEL_ADDRESS});
		break;
	default: /* a slot without a thread */
		t = SPAWN(sleep_forever, NULL, .inactive = true);
		thread_kill(t);
		fails(thread_local_id(t));
		fails(t->id);
		break;
	}
}

/* --- values ------------------------------------------------------------------------------ */

static void deliver_handle(word_t arg)
{
	struct thread *t = waiting();
	struct exregs r = exregs(t->id, EX_HANDLE | EX_DELIVER, 0, 0, 0, 0x55aa, L4_nilthread);

	(void)arg;
	CHECK_EQ(r.handle, 0);
	CHECK_EQ(exregs_control(t->id, 0).handle, 0x55aa);
	CHECK_EQ(L4_UserDefinedHandleOf(t->id), 0x55aa);
	CHECK(!io.returned);
}

static void deliver_pager(word_t arg)
{
	struct thread *t = waiting();
	struct exregs r = exregs(t->id, EX_PAGER | EX_DELIVER, 0, 0, 0, 0, L4_Myself());

	(void)arg;
	CHECK_EQ(r.pager.raw, pager_id.raw);
	CHECK_EQ(exregs_control(t->id, 0).pager.raw, L4_Myself().raw);
	CHECK(!io.returned);
}

/* SP and IP of a blocked thread are those it will return to (16). */
static void deliver_sp_ip(word_t arg)
{
	struct thread *t = waiting();
	struct exregs r = exregs_control(t->id, 0);

	(void)arg;
	CHECK_IN(r.sp, thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK(r.ip != 0);
	CHECK(r.ip < ARCH_KERNEL_ADDRESS);
}

static void deliver_own_sp(word_t arg)
{
	word_t here = 0;
	struct exregs r = exregs_control(L4_Myself(), 0);

	(void)arg;
	CHECK_IN(r.sp, (word_t)&here - 1024, (word_t)&here + 1024);
}

/* Old values come with or without the deliver bit (4.2). */
static void deliver_always(word_t arg)
{
	struct thread *t = waiting();
	struct exregs r = exregs(t->id, 0, 0, 0, 0, 0, L4_nilthread);

	(void)arg;
	CHECK_EQ(r.result.raw, thread_local_id(t).raw);
	CHECK_EQ(r.control & 7, 2);
	CHECK_EQ(r.pager.raw, pager_id.raw);
	CHECK_IN(r.sp, thread_sp(t) - STACK_SIZE, thread_sp(t));
}

/* What belongs to features that are not there has no effect (15.18, 15.40). */
static void features_absent(word_t arg)
{
	struct thread *t;

	(void)arg;
	if (!L4_HasFeature("pagerexregs")) {
		t = run_space(sleep_forever, NULL);
		fails(t->id);
	}
	if (!L4_HasFeature("ctrlxfer")) {
		t = waiting();
		for (int i = 0; i < 64; i++)
			L4_LoadMR(i, ALL_ONES);
		CHECK_EQ(exregs_control(t->id, 0x1c00).result.raw, thread_local_id(t).raw);
		sleep_us(2000);
		CHECK(!io.returned);
	}
}

static void no_bits_no_effect(word_t arg)
{
	struct thread *t = waiting();
	struct exregs before = exregs_control(t->id, 0), after;

	(void)arg;
	exregs(t->id, EX_DELIVER, 1, 2, 3, 4, bogus_id());
	after = exregs_control(t->id, 0);
	CHECK_EQ(after.sp, before.sp);
	CHECK_EQ(after.ip, before.ip);
	CHECK_EQ(after.flags, before.flags);
	CHECK_EQ(after.handle, before.handle);
	CHECK_EQ(after.pager.raw, before.pager.raw);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
}

static void flags_user_only(word_t arg)
{
	struct thread *t = waiting();
	struct exregs before = exregs_control(t->id, 0), after;

	(void)arg;
	exregs(t->id, EX_FLAGS, 0, 0, ALL_ONES, 0, L4_nilthread);
	after = exregs_control(t->id, 0);
	CHECK_EQ(after.flags & ARCH_FLAGS_USER, ARCH_FLAGS_USER);
	CHECK_EQ(after.flags & ~ARCH_FLAGS_USER, before.flags & ~ARCH_FLAGS_USER);
	exregs(t->id, EX_FLAGS, 0, 0, 0, 0, L4_nilthread);
	after = exregs_control(t->id, 0);
	CHECK_EQ(after.flags & ARCH_FLAGS_USER, 0);
	CHECK_EQ(after.flags & ~ARCH_FLAGS_USER, before.flags & ~ARCH_FLAGS_USER);
}

static void own_handle(word_t arg)
{
	(void)arg;
	L4_Set_UserDefinedHandle(1);
	exregs(L4_MyLocalId(), EX_HANDLE, 0, 0, 0, 0xabc, L4_nilthread);
	CHECK_EQ(L4_UserDefinedHandle(), 0xabc);
	L4_Set_UserDefinedHandle(0xdef);
	CHECK_EQ(exregs_control(L4_Myself(), 0).handle, 0xdef);
}

static void keeps_registers(word_t arg)
{
	struct thread *t = waiting();
	word_t mr[64], was[64];

	(void)arg;
	for (unsigned i = 0; i < 64; i++)
		was[i] = ipc_pattern(9, i);
	L4_LoadMRs(0, 64, was);
	exregs_control(t->id, 0);
	L4_StoreMRs(0, 64, mr);
	for (unsigned i = 3; i < 64; i++)
		CHECK_EQ(mr[i], was[i]);
}

/* --- instruction and stack pointer ------------------------------------------------------- */

static volatile word_t arrived;

static void landing(void)
{
	arrived++;
	for (;;)
		L4_Sleep(L4_Never);
}

/* Without S and R, they count when the IPC is over. */
static void ip_after_ipc(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	arrived = 0;
	exregs(t->id, EX_SP | EX_IP, thread_sp(t), (word_t)landing, 0, 0, L4_nilthread);
	sleep_us(3000);
	CHECK_EQ(arrived, 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_WAITING);
	CHECK_EQ(tag_error(send_word(t->id, 0, NEVER)), 0);
	CHECK_SOON(arrived == 1);
	CHECK(!io.returned);
}

static void ip_with_cancel(word_t arg)
{
	struct thread *t = waiting();

	(void)arg;
	arrived = 0;
	exregs(t->id, EX_SP | EX_IP | EX_R, thread_sp(t), (word_t)landing, 0, 0, L4_nilthread);
	CHECK_SOON(arrived == 1);
	CHECK(!io.returned);
}

static void ip_of_running(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);

	(void)arg;
	arrived = 0;
	sleep_us(1000);
	exregs(t->id, EX_SP | EX_IP, thread_sp(t), (word_t)landing, 0, 0, L4_nilthread);
	CHECK_SOON(arrived == 1);
}

static void lib_start_sp_ip(word_t arg)
{
	struct thread *t = sending();

	(void)arg;
	arrived = 0;
	L4_Start_SpIp(t->id, thread_sp(t), (word_t)landing);
	CHECK_SOON(arrived == 1);
}

/* --- cancelling -------------------------------------------------------------------------- */

struct cancel_case {
	bool sends;
	word_t control;
	word_t error; /* 0: no effect */
};

static const struct cancel_case cancel_cases[] = {
	{false, EX_R, ERR(E_CANCELLED, RECEIVE, 0)},
	{false, EX_S, 0},
	{false, EX_S | EX_R, ERR(E_CANCELLED, RECEIVE, 0)},
	{false, 0, 0},
	{true, EX_S, ERR(E_CANCELLED, SEND, 0)},
	{true, EX_R, 0},
	{true, EX_S | EX_R, ERR(E_CANCELLED, SEND, 0)},
	{true, 0, 0},
};

static void cancel(word_t which)
{
	const struct cancel_case *c = &cancel_cases[which];
	struct thread *t = c->sends ? sending() : waiting();
	struct exregs r = exregs_control(t->id, c->control);

	CHECK_EQ(r.control & 7, c->sends ? 4 : 2);
	sleep_us(2000);
	if (c->error) {
		CHECK_SOON(io.returned);
		ipc_check_error(&io, c->error);
	}
	CHECK_EQ(io.returned, c->error != 0);
}

/* A call is in one phase or the other. */
static void cancel_call_send(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;

	(void)arg;
	c.to = c.from_spec = SPAWN(sleep_forever, NULL, .inactive = true)->id;
	t = blocked(c, L4_SCHEDRESULT_PENDING_SEND);
	exregs_control(t->id, EX_R);
	sleep_us(1000);
	CHECK(!io.returned);
	exregs_control(t->id, EX_S);
	thread_join(t);
	ipc_check_error(&io, ERR(E_CANCELLED, SEND, 0));
}

static void cancel_call_receive(word_t arg)
{
	struct ipc c = {.timeouts = NEVER};
	struct thread *t;
	word_t w;

	(void)arg;
	c.to = c.from_spec = L4_Myself();
	io = c;
	t = run_local(ipc_body, &io);
	CHECK_EQ(tag_error(recv_word(t->id, &w, NEVER)), 0);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	exregs_control(t->id, EX_S);
	sleep_us(1000);
	CHECK(!io.returned);
	exregs_control(t->id, EX_R);
	thread_join(t);
	ipc_check_error(&io, ERR(E_CANCELLED, RECEIVE, 0));
}

static void cancel_running(word_t arg)
{
	struct thread *t = run_local(count_up, NULL);

	(void)arg;
	CHECK_EQ(exregs_control(t->id, EX_S | EX_R).control & 7, 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_RUNNING);
}

/* A cancelled sender is no longer in the queue. */
static void cancel_leaves_queue(word_t arg)
{
	struct ipc c = {.to = L4_Myself(), .timeouts = NEVER};
	struct thread *t = blocked(c, L4_SCHEDRESULT_PENDING_SEND);
	word_t w;

	(void)arg;
	exregs_control(t->id, EX_S);
	thread_join(t);
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
}

static const struct test tests[] = {
	{"id.local-to-global", "4.2", id_local_to_global},
	{"id.global-to-local", "4.2", id_global_to_local},
	{"id.self", "4.2", id_self},
	{"invalid.nil", "4.2", invalid, 0},
	{"invalid.any", "4.2", invalid, 1},
	{"invalid.anylocal", "4.2", invalid, 2},
	{"invalid.nonexisting", "4.2", invalid, 3},
	{"invalid.stale-version", "4.2", invalid, 4},
	{"invalid.inactive", "4.2", invalid, 5},
	{"invalid.other-space", "4.2", invalid, 6},
	{"invalid.interrupt", "4.2", invalid, 7},
	{"invalid.no-utcb", "15", invalid, 8},
	{"invalid.kernel-address", "15", invalid, 9},
	{"invalid.empty-slot", "15", invalid, 10},
	{"deliver.handle", "4.2", deliver_handle},
	{"deliver.pager", "4.2", deliver_pager},
	{"deliver.sp-ip", "4.2", deliver_sp_ip},
	{"deliver.own-sp", "4.2", deliver_own_sp},
	{"deliver.always", "4.2", deliver_always},
	{"features-absent", "15", features_absent},
	{"no-bits-no-effect", "4.2", no_bits_no_effect},
	{"flags.user-only", "4.2", flags_user_only},
	{"own-handle", "4.2", own_handle},
	{"keeps-mrs", "4.2", keeps_registers},
	{"ip.after-ipc", "4.2", ip_after_ipc},
	{"ip.with-cancel", "4.2", ip_with_cancel},
	{"ip.of-running", "4.2", ip_of_running},
	{"start.sp-ip", "4.2", lib_start_sp_ip},
	{"cancel.receive.R", "4.2", cancel, 0},
	{"cancel.receive.S", "4.2", cancel, 1},
	{"cancel.receive.SR", "4.2", cancel, 2},
	{"cancel.receive.none", "4.2", cancel, 3},
	{"cancel.send.S", "4.2", cancel, 4},
	{"cancel.send.R", "4.2", cancel, 5},
	{"cancel.send.SR", "4.2", cancel, 6},
	{"cancel.send.none", "4.2", cancel, 7},
	{"cancel.call.send", "4.2", cancel_call_send},
	{"cancel.call.receive", "4.2", cancel_call_receive},
	{"cancel.running", "4.2", cancel_running},
	{"cancel.leaves-queue", "4.2", cancel_leaves_queue},
};

TOPIC(exregs, "exregs");
