/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of arm. */

#include "held.h"
#include "raw.h"

#define KIP	  ((const L4_KernelInterfacePage_t *)kip)
#define UTCB_WORD 0xff000000UL
#define CALL_UTCB 0xffffffb0UL
#define CALL_KIP  0xffffffb4UL
#define CALL_NAME 0xffffffb8UL

/* A pattern in every register, so that what is kept and what is not can be told. */
static struct raw_regs patterned(word_t link)
{
	struct raw_regs r = {.link = link < ARCH_PAGE_SIZE ? (word_t)kip + link : link};

	for (unsigned i = 0; i < 13; i++)
		r.r[i] = 0xa0a00000 + i * 0x101;
	return r;
}

static void check_kept(const struct raw_regs *r, const struct raw_regs *was, unsigned from)
{
	for (unsigned i = from; i < 12; i++)
		CHECK_EQ(r->r[i], was->r[i]);
	CHECK_EQ(r->sp_change, 0);
}

static word_t *mrs(void)
{
	return (word_t *)L4_MyLocalId().raw + __L4_UTCB_MR0;
}

/* --- Ipc --------------------------------------------------------------------------------- */

static struct ipc peer;

static struct raw_regs ipc_regs(word_t link, tid_t to, tid_t from, word_t tag)
{
	struct raw_regs r = patterned(link);

	r.r[0] = to.raw;
	r.r[1] = from.raw;
	r.r[2] = 0;
	r.r[3] = tag;
	return r;
}

/* MR0 to MR4 come in registers and leave the UTCB alone, the others are there. */
static void ipc_receive(word_t lipc)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = mrs();

	peer = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&peer, 0x123, 7, 9);
	t = run_ipc(&peer, L4_SCHEDRESULT_PENDING_SEND);
	for (unsigned i = 0; i < 5; i++)
		mr[i] = 0x1111 * i;
	r = ipc_regs(lipc ? KIP->Lipc : KIP->Ipc, L4_nilthread, L4_anythread, 0);
	raw_call(&r);
	CHECK_EQ(r.r[0], thread_local_id(t).raw);
	CHECK_EQ(r.r[3], TAG(0x123, 7, 0));
	for (unsigned i = 1; i < 5; i++) {
		CHECK_EQ(r.r[3 + i], ipc_pattern(9, i));
		CHECK_EQ(mr[i], 0x1111 * i);
	}
	for (unsigned i = 5; i <= 7; i++)
		CHECK_EQ(mr[i], ipc_pattern(9, i));
	CHECK_EQ(r.sp_change, 0);
}

static void ipc_send(word_t lipc)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = mrs();

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	r = ipc_regs(lipc ? KIP->Lipc : KIP->Ipc, t->id, L4_nilthread, TAG(0x77, 6, 0));
	for (unsigned i = 0; i < 5; i++)
		mr[i] = 0x2222;
	for (unsigned i = 1; i < 5; i++)
		r.r[3 + i] = ipc_pattern(4, i);
	for (unsigned i = 5; i < 64; i++)
		mr[i] = ipc_pattern(4, i);
	raw_call(&r);
	CHECK_EQ(r.r[3], 0);
	CHECK_EQ(r.sp_change, 0);
	thread_join(t);
	ipc_check(&peer, 0x77, 6, 4);
}

/* Words that are not sent do not reach the receiver. */
static void ipc_unsent(word_t u)
{
	struct raw_regs r;
	struct thread *t;

	peer = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&peer, 1, (unsigned)u, 3);
	t = run_ipc(&peer, L4_SCHEDRESULT_PENDING_SEND);
	r = ipc_regs(KIP->Ipc, L4_nilthread, t->id, 0);
	raw_call(&r);
	for (word_t i = u + 1; i < 5; i++)
		CHECK(r.r[3 + i] != ipc_pattern(3, (unsigned)i));
}

static void ipc_timeouts(word_t arg)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, L4_nilthread, L4_anythread, 0);
	uint64_t start = clock_us();

	(void)arg;
	r.r[2] = L4_Timeouts(L4_Never, ms(10));
	raw_call(&r);
	CHECK_EQ(r.r[3], TAG_E);
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(clock_us() - start, 9000, 40000);
}

/* --- the other calls --------------------------------------------------------------------- */

static void thread_switch(word_t arg)
{
	struct raw_regs r = patterned(KIP->ThreadSwitch), was = r;

	(void)arg;
	r.r[0] = was.r[0] = 0;
	raw_call(&r);
	check_kept(&r, &was, 0);
}

static void system_clock(word_t arg)
{
	struct raw_regs r = patterned(KIP->SystemClock), was = r;
	uint64_t before = clock_us(), got;

	(void)arg;
	raw_call(&r);
	got = (uint64_t)r.r[1] << 32 | r.r[0];
	CHECK(got >= before);
	CHECK(got <= clock_us());
	check_kept(&r, &was, 2);
}

static void exchange_registers(word_t arg)
{
	struct raw_regs r = patterned(KIP->ExchangeRegisters);
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	r.r[0] = t->id.raw;
	r.r[1] = EX_DELIVER | EX_HANDLE | EX_PAGER;
	r.r[5] = 0x4242;
	r.r[6] = L4_Myself().raw;
	raw_call(&r);
	CHECK_EQ(r.r[0], thread_local_id(t).raw);
	CHECK_EQ(r.r[1] & 7, 2);
	CHECK_IN(r.r[2], thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK_IN(r.r[3], (word_t)kip, (word_t)kip + ARCH_PAGE_SIZE);
	CHECK_EQ(r.r[4] & ~ARCH_FLAGS_USER, 0);
	CHECK_EQ(r.r[5], 0);
	CHECK_EQ(r.r[6], pager_id.raw);
	CHECK_EQ(r.sp_change, 0);
	CHECK_EQ(L4_UserDefinedHandleOf(t->id), 0x4242);
	CHECK_EQ(L4_PagerOf(t->id).raw, L4_Myself().raw);
}

static void thread_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NULL, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->ThreadControl), was = r;

	(void)arg;
	r.r[0] = t->id.raw;
	r.r[1] = runner_id.raw;
	r.r[2] = runner_id.raw;
	r.r[3] = 0;
	r.r[4] = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.r[0], 1);
	check_kept(&r, &was, 5);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void schedule_regs(word_t arg)
{
	struct thread *t = SPAWN(ipc_body, &peer, .inactive = true);
	struct raw_regs r = patterned(KIP->Schedule), was = r;

	(void)arg;
	r.r[0] = t->id.raw;
	r.r[1] = r.r[2] = r.r[3] = r.r[4] = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.r[0] & 0xff, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(r.r[1] & 0xffff, 0);
	check_kept(&r, &was, 5);
}

/* The list is in registers and in the UTCB, and so is the status. */
static void unmap_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->Unmap);
	word_t *mr = mrs();

	(void)arg;
	WORD_AT(arena(0)) = WORD_AT(arena(5)) = 1;
	for (unsigned i = 0; i < 5; i++) {
		r.r[3 + i] = page(i, 0).raw;
		mr[i] = 0;
	}
	mr[5] = page(5, 0).raw;
	r.r[0] = 5;
	raw_call(&r);
	for (unsigned i = 0; i < 5; i++)
		CHECK_EQ(r.r[3 + i] & ~0xfUL, page(i, 0).raw);
	CHECK_EQ(r.r[3] & 6, 6);
	CHECK_EQ(mr[5] & ~0xfUL, page(5, 0).raw);
	CHECK_EQ(mr[5] & 6, 6);
	CHECK_EQ(r.sp_change, 0);
}

static void space_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->SpaceControl);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	r.r[0] = t->id.raw;
	r.r[1] = 0x7f;
	r.r[2] = space_kip_area().raw;
	r.r[3] = space_utcb_area().raw;
	r.r[4] = 0;
	raw_call(&r);
	CHECK_EQ(r.r[0], 1);
	CHECK_EQ(r.r[1], 0);
	CHECK_EQ(r.sp_change, 0);
}

static void processor_control_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->ProcessorControl);

	(void)arg;
	r.r[0] = 0;
	r.r[1] = r.r[2] = r.r[3] = ALL_ONES;
	raw_call(&r);
	CHECK(r.r[0] <= 1);
	CHECK_EQ(r.sp_change, 0);
}

/* The fpages are in the UTCB, MR0 included. */
static void memory_control_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->MemoryControl), was;

	(void)arg;
	was = r;
	r.r[0] = 0;
	r.r[1] = L4_DefaultMemory;
	r.r[2] = r.r[4] = 77;
	mrs()[0] = page(0, 0).raw & ~7UL;
	raw_call(&r);
	CHECK_EQ(r.r[0], 1);
	check_kept(&r, &was, 5);
	r.r[0] = 0;
	mrs()[0] = (page(0, 0).raw & ~7UL) | 1;
	raw_call(&r);
	CHECK_EQ(r.r[0], 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

/* --- calls by a jump --------------------------------------------------------------------- */

static void kernel_interface(word_t arg)
{
	struct raw_regs r = patterned(CALL_KIP), was = r;

	(void)arg;
	raw_call(&r);
	CHECK_EQ(r.r[0], (word_t)kip);
	CHECK_EQ(r.r[1], L4_ApiVersion());
	CHECK_EQ(r.r[2], L4_ApiFlags());
	CHECK_EQ(r.r[3], L4_KernelId());
	check_kept(&r, &was, 4);
	CHECK_EQ(r.r[12], was.r[12]);
}

static void utcb_call(word_t arg)
{
	struct raw_regs r = patterned(CALL_UTCB), was = r;

	(void)arg;
	raw_call(&r);
	CHECK_EQ(r.r[0], L4_LocalIdOf(L4_Myself()).raw);
	check_kept(&r, &was, 1);
}

static void name_call(word_t arg)
{
	struct raw_regs r = patterned(CALL_NAME), was = r;

	(void)arg;
	raw_call(&r);
	check_kept(&r, &was, 0);
}

static void utcb_word(word_t arg)
{
	(void)arg;
	CHECK_EQ(WORD_AT(UTCB_WORD), L4_LocalIdOf(L4_Myself()).raw);
	CHECK_EQ((word_t)__L4_Utcb(), WORD_AT(UTCB_WORD));
}

static struct touch touch;

/* Nobody writes it, and beside it is nothing. */
static void utcb_word_protected(word_t arg)
{
	struct thread *t;

	(void)arg;
	touch = (struct touch){.address = UTCB_WORD, .access = L4_Writable, .told = L4_Myself()};
	t = SPAWN(touch_body, &touch, .pager = L4_Myself());
	CHECK_EQ(fault_wait(t).address, UTCB_WORD);
}

/* --- the environment --------------------------------------------------------------------- */

static void start_registers(word_t arg)
{
	word_t sp = run_entry(raw_start, &raw_started);

	(void)arg;
	for (unsigned i = 0; i < 13; i++)
		CHECK_EQ(raw_start_regs[i], 0);
	CHECK_EQ(raw_start_regs[13], sp);
	CHECK_EQ(raw_start_regs[14], 0);
	CHECK_EQ(raw_start_regs[15] & 0xff, 0x50);	/* user mode, ARM, IRQs on */
}

/* --- calls (held.h) ---------------------------------------------------------------------- */

/* A call changes its results only: not the registers of words that were not sent, either. */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned u)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, to, to, TAG(0, u, 0)), was;

	r.r[2] = timeouts;
	was = r;
	for (unsigned i = 0; i < 64; i++)
		mrs()[i] = 0x3a000000 + i;
	raw_call(&r);
	CHECK_EQ(r.r[0], replies_as.raw);
	CHECK_EQ(r.r[3], TAG(0, u, 0));
	for (unsigned i = 1; i < 64; i++) {
		if (i < 5)
			CHECK_EQ(r.r[3 + i], i <= u ? held_reply_word(i) : was.r[3 + i]);
		else
			CHECK_EQ(mrs()[i], i <= u ? held_reply_word(i) : 0x3a000000 + i);
	}
	CHECK_EQ(r.r[1], was.r[1]);
	CHECK_EQ(r.r[2], was.r[2]);
	check_kept(&r, &was, 8);
}

static const struct test tests[] = {
	{"ipc.receive", "8", ipc_receive, 0},
	{"ipc.send", "8", ipc_send, 0},
	{"lipc.receive", "8", ipc_receive, 1},
	{"lipc.send", "8", ipc_send, 1},
	{"ipc.unsent.none", "8", ipc_unsent, 0},
	{"ipc.unsent.two", "8", ipc_unsent, 2},
	{"ipc.timeouts", "8", ipc_timeouts},
	{"thread-switch", "8", thread_switch},
	{"system-clock", "8", system_clock},
	{"exchange-registers", "8", exchange_registers},
	{"thread-control", "8", thread_control_regs},
	{"schedule", "8", schedule_regs},
	{"unmap", "8", unmap_regs},
	{"space-control", "8", space_control_regs},
	{"processor-control", "8", processor_control_regs},
	{"memory-control", "8", memory_control_regs},
	{"kernel-interface", "2.9", kernel_interface},
	{"utcb-call", "3.6", utcb_call},
	{"name-call", "8", name_call},
	{"utcb-word", "3.6", utcb_word},
	{"utcb-word.protected", "3.6", utcb_word_protected},
	{"start-registers", "10.1", start_registers},
};

TOPIC(abi, "abi");
