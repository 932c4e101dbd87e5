/* SPDX-License-Identifier: BSD-2-Clause */
/* abi_calls.c - tests of the registers of system calls, by abi.h. */

#include "abi.h"

#include "held.h"

struct ipc abi_peer;

/* A pattern in every register, so that what is kept and what is not can be told. */
static word_t pattern(unsigned reg)
{
	return (0xa1 + reg) * (ALL_ONES / 0xff);
}

struct raw_regs abi_regs(const struct abi_call *c, word_t link, const word_t *args, unsigned n)
{
	struct raw_regs r = {.link = link};

	for (unsigned i = 0; i < RAW_REGS; i++)
		r.r[i] = pattern(i);
	if (c->utcb != 0)
		r.r[c->utcb] = L4_MyLocalId().raw;
	for (unsigned i = 0; i < n; i++)
		r.r[c->in[i]] = args[i];
	return r;
}

void abi_do(const struct abi_call *c, struct raw_regs *r)
{
	struct raw_regs was = *r;

	raw_call(r);
	for (unsigned i = 0; i < RAW_REGS; i++) {
		if (c->kept & 1u << i)
			CHECK_EQ(r->r[i], was.r[i]);
	}
	CHECK_EQ(r->sp_change, 0);
}

static word_t result(const struct abi_call *c, const struct raw_regs *r, unsigned n)
{
	return r->r[c->out[n]];
}

/* --- Ipc --------------------------------------------------------------------------------- */

struct raw_regs abi_ipc_regs(word_t link, tid_t to, tid_t from, word_t tag)
{
	return ABI_REGS(&arch_abi.ipc, link, to.raw, from.raw, NEVER, tag);
}

struct thread *abi_run_peer(struct ipc ipc, word_t state)
{
	abi_peer = ipc;
	return run_ipc(&abi_peer, state);
}

static word_t link_of(word_t words)
{
	return words & ABI_LIPC ? ABI_LINK(Lipc) : ABI_LINK(Ipc);
}

/* Words that come in registers leave the UTCB alone. */
void abi_receive(word_t words)
{
	struct ipc ipc = {.to = L4_Myself(), .timeouts = NEVER};
	struct raw_regs r = abi_ipc_regs(link_of(words), L4_nilthread, L4_anythread, 0);
	word_t *mr = abi_mrs();
	struct thread *t;

	words %= ABI_LIPC;
	ipc_fill(&ipc, 0x123, (unsigned)words, 9);
	t = abi_run_peer(ipc, L4_SCHEDRESULT_PENDING_SEND);
	for (unsigned i = 0; i <= arch_abi.received; i++)
		mr[i] = 0x1111 * i;
	abi_do(&arch_abi.ipc, &r);
	CHECK_EQ(result(&arch_abi.ipc, &r, 0), thread_local_id(t).raw);
	CHECK_EQ(result(&arch_abi.ipc, &r, 1), TAG(0x123, words, 0));
	for (unsigned i = 1; i <= words && i <= arch_abi.received; i++)
		CHECK_EQ(r.r[arch_abi.mr[i - 1]], ipc_pattern(9, i));
	for (unsigned i = 0; i <= arch_abi.received; i++)
		CHECK_EQ(mr[i], 0x1111 * i);
	for (unsigned i = arch_abi.received + 1u; i <= words; i++)
		CHECK_EQ(mr[i], ipc_pattern(9, i));
}

/* Words in registers are sent whatever their places in the UTCB hold, and the other way round. */
void abi_send_with(struct raw_regs *r, unsigned words)
{
	struct ipc ipc = {.from_spec = L4_anythread, .timeouts = NEVER};
	struct thread *t = abi_run_peer(ipc, L4_SCHEDRESULT_WAITING);
	const unsigned char *in = arch_abi.ipc.in;
	word_t *mr = abi_mrs();

	r->r[in[0]] = t->id.raw;
	r->r[in[3]] = TAG(0x77, words, 0);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = i <= arch_abi.sent ? 0x4242 : ipc_pattern(4, i);
	for (unsigned i = 1; i <= arch_abi.sent; i++)
		r->r[arch_abi.mr[i - 1]] = ipc_pattern(4, i);
	abi_do(&arch_abi.ipc, r);
	CHECK_EQ(result(&arch_abi.ipc, r, 1), 0);
	thread_join(t);
	ipc_check(&abi_peer, 0x77, words, 4);
}

void abi_send(word_t words)
{
	struct raw_regs r = abi_ipc_regs(link_of(words), L4_nilthread, L4_nilthread, 0);

	abi_send_with(&r, (unsigned)(words % ABI_LIPC));
}

/* Those for sending in the upper half of 32 bits. */
void abi_timeouts(word_t arg)
{
	struct raw_regs r = abi_ipc_regs(ABI_LINK(Ipc), L4_nilthread, L4_anythread, 0);
	uint64_t start = clock_us();

	(void)arg;
	r.r[arch_abi.ipc.in[2]] = L4_Timeouts(L4_Never, ms(10));
	abi_do(&arch_abi.ipc, &r);
	CHECK_EQ(result(&arch_abi.ipc, &r, 1), TAG_E);
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(clock_us() - start, 9000, 40000);
}

static void check_unsent(word_t found, word_t was)
{
	if (arch_abi.unsent != ABI_ANYTHING)
		CHECK_EQ(found, arch_abi.unsent == ABI_ZERO ? 0 : was);
}

/* held.h */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned u)
{
	struct raw_regs r = abi_ipc_regs(ABI_LINK(Ipc), to, to, TAG(0, u, 0)), was;
	word_t *mr = abi_mrs();

	r.r[arch_abi.ipc.in[2]] = timeouts;
	was = r;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = 0x3a000000 + i;
	abi_do(&arch_abi.ipc, &r);
	CHECK_EQ(result(&arch_abi.ipc, &r, 0), replies_as.raw);
	CHECK_EQ(result(&arch_abi.ipc, &r, 1), TAG(0, u, 0));
	for (unsigned i = 1; i < 64; i++) {
		unsigned reg = i <= arch_abi.received ? arch_abi.mr[i - 1] : 0;

		if (i > arch_abi.received)
			CHECK_EQ(mr[i], i <= u ? held_reply_word(i) : 0x3a000000 + i);
		else if (i <= u)
			CHECK_EQ(r.r[reg], held_reply_word(i));
		else
			check_unsent(r.r[reg], was.r[reg]);
	}
}

/* --- the other calls --------------------------------------------------------------------- */

void abi_thread_switch(word_t arg)
{
	struct raw_regs r = ABI_REGS(&arch_abi.thread_switch, ABI_LINK(ThreadSwitch), 0);

	(void)arg;
	abi_do(&arch_abi.thread_switch, &r);
}

void abi_system_clock(word_t arg)
{
	struct raw_regs r = abi_regs(&arch_abi.system_clock, ABI_LINK(SystemClock), NULL, 0);
	uint64_t before = clock_us(), got;

	(void)arg;
	abi_do(&arch_abi.system_clock, &r);
	got = result(&arch_abi.system_clock, &r, 0);
	if (sizeof(word_t) == 4)
		got |= (uint64_t)result(&arch_abi.system_clock, &r, 1) << 32;
	CHECK(got >= before);
	CHECK(got <= clock_us());
}

/* In and out: thread, control, SP, IP, FLAGS, handle, pager. */
void abi_exchange_registers(word_t arg)
{
	const struct abi_call *c = &arch_abi.exchange_registers;
	const word_t handle = (word_t)0x424242424242ull;
	struct ipc ipc = {.from_spec = L4_anythread, .timeouts = NEVER};
	struct thread *t = abi_run_peer(ipc, L4_SCHEDRESULT_WAITING);
	struct raw_regs r = ABI_REGS(c, ABI_LINK(ExchangeRegisters), t->id.raw,
				     EX_DELIVER | EX_HANDLE | EX_PAGER);

	(void)arg;
	r.r[c->in[5]] = handle;
	r.r[c->in[6]] = L4_Myself().raw;
	abi_do(c, &r);
	CHECK_EQ(result(c, &r, 0), thread_local_id(t).raw);
	CHECK_EQ(result(c, &r, 1) & 7, 2);
	CHECK_IN(result(c, &r, 2), thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK(result(c, &r, 3) != pattern(c->in[3]));
	if (arch_abi.waits_in_kip)
		CHECK_IN(result(c, &r, 3), (word_t)kip, (word_t)kip + ARCH_PAGE_SIZE);
	CHECK_EQ(result(c, &r, 4) & arch_abi.flags_zero, 0);
	CHECK_EQ(result(c, &r, 5), 0);
	CHECK_EQ(result(c, &r, 6), pager_id.raw);
	CHECK_EQ(L4_UserDefinedHandleOf(t->id), handle);
	CHECK_EQ(L4_PagerOf(t->id).raw, L4_Myself().raw);
}

/* Thread, space, scheduler, pager, UTCB. */
void abi_thread_control(word_t arg)
{
	const struct abi_call *c = &arch_abi.thread_control;
	struct thread *t = thread_reserve(NULL, ipc_body, &abi_peer);
	struct raw_regs r = ABI_REGS(c, ABI_LINK(ThreadControl), t->id.raw, runner_id.raw,
				     runner_id.raw, 0, ALL_ONES);

	(void)arg;
	abi_do(c, &r);
	CHECK_EQ(result(c, &r, 0), 1);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

/* Thread, time, processor, priority, preemption; result, time. */
void abi_schedule(word_t arg)
{
	const struct abi_call *c = &arch_abi.schedule;
	struct thread *t = SPAWN(ipc_body, &abi_peer, .inactive = true);
	struct raw_regs r = ABI_REGS(c, ABI_LINK(Schedule), t->id.raw, ALL_ONES, ALL_ONES,
				     ALL_ONES, ALL_ONES);

	(void)arg;
	abi_do(c, &r);
	CHECK_EQ(result(c, &r, 0) & 0xff, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(result(c, &r, 1) & 0xffff, 0);
}

/* Thread, control, KIP area, UTCB area, redirector; result, control. */
void abi_space_control(word_t arg)
{
	const struct abi_call *c = &arch_abi.space_control;
	struct thread *t = thread_reserve(NEW_SPACE, ipc_body, &abi_peer);
	struct raw_regs r = ABI_REGS(c, ABI_LINK(SpaceControl), t->id.raw, 0x7f,
				     space_kip_area().raw, space_utcb_area().raw, 0);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	abi_do(c, &r);
	CHECK_EQ(result(c, &r, 0), 1);
	CHECK_EQ(result(c, &r, 1), 0);
}

void abi_processor_control(word_t arg)
{
	const struct abi_call *c = &arch_abi.processor_control;
	struct raw_regs r = ABI_REGS(c, ABI_LINK(ProcessorControl), 0, ALL_ONES, ALL_ONES,
				     ALL_ONES);

	(void)arg;
	abi_do(c, &r);
	CHECK(result(c, &r, 0) <= 1);
}

/* Results: address of the KIP, API version, API flags, kernel. */
void abi_kernel_interface(word_t code)
{
	const struct abi_call *c = &arch_abi.kernel_interface;
	struct raw_regs r = abi_regs(c, code, NULL, 0);

	abi_do(c, &r);
	CHECK_EQ(result(c, &r, 0), (word_t)kip);
	CHECK_EQ(result(c, &r, 1), L4_ApiVersion());
	CHECK_EQ(result(c, &r, 2), L4_ApiFlags());
	CHECK_EQ(result(c, &r, 3), L4_KernelId());
}
