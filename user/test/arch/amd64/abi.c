/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of amd64. */

#include "held.h"
#include "raw.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

static word_t utcb(void)
{
	return L4_MyLocalId().raw;
}

/* A pattern in every register, so that what is kept and what is not can be told. */
static struct raw_regs patterned(word_t link)
{
	return (struct raw_regs){ .rax = 0xa0a0a0a0a0a0a0a0,
				  .rbx = 0xb3b3b3b3b3b3b3b3,
				  .rcx = 0xc1c1c1c1c1c1c1c1,
				  .rdx = 0xd2d2d2d2d2d2d2d2,
				  .rsi = 0x5151515151515151,
				  .rdi = 0xd1d1d1d1d1d1d1d1,
				  .rbp = 0xb9b9b9b9b9b9b9b9,
				  .r8 = 0x0808080808080808,
				  .r9 = 0x0909090909090909,
				  .r10 = 0x1010101010101010,
				  .r11 = 0x1111111111111111,
				  .r12 = 0x1212121212121212,
				  .r13 = 0x1313131313131313,
				  .r14 = 0x1414141414141414,
				  .r15 = 0x1515151515151515,
				  .link = link };
}

/* --- Ipc --------------------------------------------------------------------------------- */

static struct ipc peer;

static struct raw_regs ipc_regs(word_t link, tid_t to, tid_t from, word_t tag)
{
	struct raw_regs r = patterned(link);

	r.rsi = to.raw;
	r.rdx = from.raw;
	r.r8 = 0;
	r.rdi = utcb();
	r.r9 = tag;
	return r;
}

static void check_mrs(const struct raw_regs *r, word_t seed, unsigned n)
{
	const word_t got[8] = { r->r9, r->rax, r->rbx, r->r10, r->r12, r->r13, r->r14, r->r15 };

	for (unsigned i = 1; i <= n && i < 8; i++)
		CHECK_EQ(got[i], ipc_pattern(seed, i));
	for (unsigned i = 8; i <= n; i++)
		CHECK_EQ(((word_t *)utcb())[i], ipc_pattern(seed, i));
}

static void set_mrs(struct raw_regs *r, word_t seed)
{
	word_t *mr = (word_t *)utcb();

	for (unsigned i = 0; i < 64; i++)
		mr[i] = i < 8 ? 0x4242 : ipc_pattern(seed, i);
	r->rax = ipc_pattern(seed, 1);
	r->rbx = ipc_pattern(seed, 2);
	r->r10 = ipc_pattern(seed, 3);
	r->r12 = ipc_pattern(seed, 4);
	r->r13 = ipc_pattern(seed, 5);
	r->r14 = ipc_pattern(seed, 6);
	r->r15 = ipc_pattern(seed, 7);
}

static void receive(word_t link, unsigned words)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = (word_t *)utcb();

	peer = (struct ipc){ .to = L4_Myself(), .timeouts = NEVER };
	ipc_fill(&peer, 0x123, words, 9);
	t = run_ipc(&peer, L4_SCHEDRESULT_PENDING_SEND);
	for (unsigned i = 0; i < 8; i++)
		mr[i] = 0x1111;
	r = ipc_regs(link, L4_nilthread, L4_anythread, 0);
	raw_call(&r);
	CHECK_EQ(r.rsi, thread_local_id(t).raw);
	CHECK_EQ(r.r9, TAG(0x123, words, 0));
	check_mrs(&r, 9, words);
	CHECK_EQ(r.rdi, utcb());
	CHECK_EQ(r.rsp_change, 0);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(mr[i], 0x1111);
}

static void ipc_receive(word_t words)
{
	receive(KIP->Ipc, (unsigned)words);
}

static void lipc_receive(word_t words)
{
	receive(KIP->Lipc, (unsigned)words);
}

/* MR0 .. MR7 from registers, whatever their places in the UTCB hold; RDI may be anything. */
static void send(word_t link, unsigned words, word_t rdi)
{
	struct raw_regs r;
	struct thread *t;

	peer = (struct ipc){ .from_spec = L4_anythread, .timeouts = NEVER };
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	r = ipc_regs(link, t->id, L4_nilthread, TAG(0x77, words, 0));
	set_mrs(&r, 4);
	r.rdi = rdi;
	raw_call(&r);
	CHECK_EQ(r.r9, 0);
	CHECK_EQ(r.rdi, rdi);
	CHECK_EQ(r.rsp_change, 0);
	thread_join(t);
	ipc_check(&peer, 0x77, words, 4);
}

static void ipc_send(word_t words)
{
	send(KIP->Ipc, (unsigned)words, utcb());
}

static void lipc_send(word_t words)
{
	send(KIP->Lipc, (unsigned)words, utcb());
}

static void ipc_wrong_utcb(word_t rdi)
{
	send(KIP->Ipc, 12, rdi);
}

/* Time-outs travel in R8, those for sending in bits 16..31. */
static void ipc_timeouts(word_t arg)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, L4_nilthread, L4_anythread, 0);
	uint64_t start = clock_us();

	(void)arg;
	r.r8 = L4_Timeouts(L4_Never, ms(10));
	raw_call(&r);
	CHECK_EQ(r.r9, TAG_E);
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_IN(clock_us() - start, 9000, 40000);
}

static void ipc_failure(word_t arg)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, bogus_id(), L4_nilthread, TAG(0, 3, 0));

	(void)arg;
	raw_call(&r);
	CHECK_EQ(r.r9, TAG_E);
	CHECK_EQ(r.rdi, utcb());
	CHECK_EQ(r.rsp_change, 0);
	CHECK_EQ(*(word_t *)(utcb() - 72), ERR(E_NONEXISTING, SEND, 0));
}

/* held.h: RDI and RSP are kept; registers of words that were not sent are 0. */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned u)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, to, to, TAG(0, u, 0));
	const word_t *const word[] = { &r.r9,  &r.rax, &r.rbx, &r.r10,
				       &r.r12, &r.r13, &r.r14, &r.r15 };
	word_t *mr = (word_t *)utcb();

	r.r8 = timeouts;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = 0x3a000000 + i;
	raw_call(&r);
	CHECK_EQ(r.rsi, replies_as.raw);
	CHECK_EQ(r.r9, TAG(0, u, 0));
	for (unsigned i = 1; i < 64; i++) {
		if (i < ARRAY_SIZE(word))
			CHECK_EQ(*word[i], i <= u ? held_reply_word(i) : 0);
		else
			CHECK_EQ(mr[i], i <= u ? held_reply_word(i) : 0x3a000000 + i);
	}
	CHECK_EQ(r.rdi, utcb());
	CHECK_EQ(r.rsp_change, 0);
}

/* --- the other calls --------------------------------------------------------------------- */

static void thread_switch(word_t arg)
{
	struct raw_regs r = patterned(KIP->ThreadSwitch);

	(void)arg;
	r.rdi = 0;
	raw_call(&r);
	CHECK_EQ(r.rsp_change, 0);
}

static void system_clock(word_t arg)
{
	struct raw_regs r = patterned(KIP->SystemClock);
	uint64_t before = clock_us();

	(void)arg;
	raw_call(&r);
	CHECK(r.rax >= before);
	CHECK(r.rax <= clock_us());
	CHECK_EQ(r.rsp_change, 0);
}

static void exchange_registers(word_t arg)
{
	struct thread *t;
	struct raw_regs r = patterned(KIP->ExchangeRegisters);

	(void)arg;
	peer = (struct ipc){ .from_spec = L4_anythread, .timeouts = NEVER };
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	r.rax = t->id.raw;
	r.rsi = EX_DELIVER | EX_HANDLE | EX_PAGER;
	r.r10 = 0x424242424242;
	r.rdi = L4_Myself().raw;
	raw_call(&r);
	CHECK_EQ(r.rax, thread_local_id(t).raw);
	CHECK_EQ(r.rsi & 7, 2);
	CHECK_IN(r.rdx, thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK(r.r8 != 0x0808080808080808);
	CHECK_EQ(r.r9 & 0x3000, 0);
	CHECK_EQ(r.r10, 0);
	CHECK_EQ(r.rdi, pager_id.raw);
	CHECK_EQ(r.rsp_change, 0);
	CHECK_EQ(L4_UserDefinedHandleOf(t->id), 0x424242424242);
	CHECK_EQ(L4_PagerOf(t->id).raw, L4_Myself().raw);
}

static void thread_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NULL, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->ThreadControl);

	(void)arg;
	r.rdi = t->id.raw;
	r.rsi = 0;
	r.rdx = runner_id.raw;
	r.r8 = runner_id.raw;
	r.r9 = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.rax, 1);
	CHECK_EQ(r.rsp_change, 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void schedule_regs(word_t arg)
{
	struct thread *t = SPAWN(ipc_body, &peer, .inactive = true);
	struct raw_regs r = patterned(KIP->Schedule);

	(void)arg;
	r.rdi = t->id.raw;
	r.rsi = r.rdx = r.r8 = r.r9 = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.rax & 0xff, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(r.rdx & 0xffff, 0);
	CHECK_EQ(r.rsp_change, 0);
}

/* The list of pages begins in registers and goes on in the UTCB. */
static void unmap_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->Unmap);
	word_t *mr = (word_t *)utcb();

	(void)arg;
	WORD_AT(arena(0)) = 1;
	WORD_AT(arena(8)) = 1;
	r.rdx = 8;
	r.rdi = utcb();
	r.r9 = page(0, 0).raw;
	r.rax = page(1, 0).raw;
	r.rbx = r.r10 = r.r12 = r.r13 = r.r14 = 0;
	r.r15 = page(7, 0).raw;
	mr[8] = page(8, 0).raw;
	raw_call(&r);
	CHECK_EQ(r.r9 & ~0xfUL, page(0, 0).raw);
	CHECK_EQ(r.r9 & 6, 6);
	CHECK_EQ(r.rax & ~0xfUL, page(1, 0).raw);
	CHECK_EQ(r.rbx, 0);
	CHECK_EQ(r.r15 & ~0xfUL, page(7, 0).raw);
	CHECK_EQ(mr[8] & ~0xfUL, page(8, 0).raw);
	CHECK_EQ(mr[8] & 6, 6);
	CHECK_EQ(r.rdi, utcb());
	CHECK_EQ(r.rsp_change, 0);
}

static void space_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->SpaceControl);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	r.rdi = t->id.raw;
	r.rsi = 0;
	r.rdx = space_kip_area().raw;
	r.r8 = space_utcb_area().raw;
	r.r9 = 0;
	raw_call(&r);
	CHECK_EQ(r.rax, 1);
	CHECK_EQ(r.rdx, 0);
	CHECK_EQ(r.rsp_change, 0);
}

static void processor_control_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->ProcessorControl);

	(void)arg;
	r.rdi = 0;
	r.rsi = r.rdx = r.r8 = ALL_ONES;
	raw_call(&r);
	CHECK(r.rax <= 1);
	CHECK_EQ(r.rsp_change, 0);
}

/* Each of the four attributes is found where it belongs: a bad one there makes the call fail. */
static void memory_control_regs(word_t which)
{
	struct raw_regs r = patterned(KIP->MemoryControl);
	word_t *const attribute[4] = { &r.rcx, &r.rsi, &r.r8, &r.r11 };

	for (word_t bad = 0; bad < 5; bad++) {
		r = patterned(KIP->MemoryControl);
		for (unsigned i = 0; i < 4; i++)
			*attribute[i] = i == bad ? 3 : 0;
		r.rdx = 0;
		r.r9 = (page(0, 0).raw & ~15UL) | which;
		r.rdi = utcb();
		raw_call(&r);
		CHECK_EQ(r.rdx, bad != which);
		CHECK_EQ(r.rdi, utcb());
		CHECK_EQ(r.rsp_change, 0);
		if (bad == which)
			CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	}
}

static void kernel_interface(word_t arg)
{
	struct raw_regs r = patterned((word_t)raw_kernel_interface), was = r;

	(void)arg;
	raw_call(&r);
	CHECK_EQ(r.rax, (word_t)kip);
	CHECK_EQ(r.rcx, L4_ApiVersion());
	CHECK_EQ(r.rdx, L4_ApiFlags());
	CHECK_EQ(r.rsi, L4_KernelId());
	CHECK_EQ(r.rbx, was.rbx);
	CHECK_EQ(r.rdi, was.rdi);
	CHECK_EQ(r.rbp, was.rbp);
	CHECK_EQ(r.r8, was.r8);
	CHECK_EQ(r.r9, was.r9);
	CHECK_EQ(r.r10, was.r10);
	CHECK_EQ(r.r11, was.r11);
	CHECK_EQ(r.r12, was.r12);
	CHECK_EQ(r.r13, was.r13);
	CHECK_EQ(r.r14, was.r14);
	CHECK_EQ(r.r15, was.r15);
	CHECK_EQ(r.rsp_change, 0);
}

/* --- the environment --------------------------------------------------------------------- */

/* Registers of a thread that has just started: as the message says, the rest zero. */
static void start_registers(word_t arg)
{
	word_t sp = run_entry(raw_start, &raw_started), all = 0;

	(void)arg;
	for (unsigned i = 0; i < 15; i++)
		all |= ((const word_t *)&raw_start_regs)[i];
	CHECK_EQ(all, 0);
	CHECK_EQ(raw_start_regs.rsp_change, sp);
	CHECK_EQ(raw_start_regs.link & 0x3c02, 2);
}

/* GS may be spoilt: reloaded and retried. */
static void spoilt_gs(word_t selector)
{
	word_t w;

	__asm__ volatile("movl %k1, %%gs; movq %%gs:0, %0" : "=&r"(w) : "r"(selector));
	CHECK_EQ(w, utcb());
}

/* What one thread loads into its segment registers is nothing to others. */
static volatile word_t loaded;

static void load_segments(void *arg)
{
	__asm__ volatile("movl %k0, %%gs; movl %k0, %%fs; movl %k0, %%ds; movl %k0, %%es"
			 : : "r"(arg));
	loaded = 1;
	for (;;)
		;
}

static void private_segments(word_t selector)
{
	word_t own = L4_MyLocalId().raw, w, fs, was;

	__asm__ volatile("movl %%fs, %k0" : "=r"(was));
	loaded = 0;
	SPAWN(load_segments, (void *)selector, .where = NEW_SPACE);
	for (unsigned i = 0; i < 10; i++) {
		spin_us(12000);
		__asm__ volatile("movq %%gs:0, %0" : "=r"(w));
		CHECK_EQ(w, own);
		__asm__ volatile("movl %%fs, %k0" : "=r"(fs));
		CHECK_EQ(fs & 0xffff, was & 0xffff);
	}
	CHECK_EQ(loaded, 1);
}

/* System calls with flags that spoil a careless kernel: DF, NT, AC. */
static void odd_flags(word_t flags)
{
	uint64_t start = clock_us();

	for (unsigned i = 0; i < 20; i++) {
		struct raw_regs r = patterned(KIP->ThreadSwitch);

		r.rdi = 0;
		__asm__ volatile("subq $128, %%rsp; pushfq; orq %0, (%%rsp); popfq;"
				 "addq $128, %%rsp" : : "r"(flags) : "cc", "memory");
		raw_call(&r);
		__asm__ volatile("cld; subq $128, %%rsp; pushq $0x202; popfq; addq $128, %%rsp"
				 : : : "cc", "memory");
		sleep_us(100);
		CHECK_EQ(tag_error(send_word(bogus_id(), 1, NEVER)), ERR(E_NONEXISTING, SEND, 0));
	}
	CHECK(clock_us() > start);
}

#define SELECTOR_DATA 0x23 /* of this kernel */
#define SELECTOR_CODE 0x2b

static const struct test tests[] = {
	{ "ipc.receive.5", "7", ipc_receive, 5 },
	{ "ipc.receive.20", "7", ipc_receive, 20 },
	{ "ipc.send.5", "7", ipc_send, 5 },
	{ "ipc.send.20", "7", ipc_send, 20 },
	{ "lipc.receive", "7", lipc_receive, 11 },
	{ "lipc.send", "7", lipc_send, 11 },
	{ "ipc.timeouts", "7", ipc_timeouts },
	{ "ipc.failure", "7", ipc_failure },
	{ "ipc.utcb-nil", "7", ipc_wrong_utcb, 0 },
	{ "ipc.utcb-kernel", "7", ipc_wrong_utcb, ARCH_KERNEL_ADDRESS },
	{ "ipc.utcb-odd", "7", ipc_wrong_utcb, 0x12345679 },
	{ "ipc.utcb-none", "7", ipc_wrong_utcb, 0x8000000000000000 },
	{ "thread-switch", "7", thread_switch },
	{ "system-clock", "7", system_clock },
	{ "exchange-registers", "7", exchange_registers },
	{ "thread-control", "7", thread_control_regs },
	{ "schedule", "7", schedule_regs },
	{ "unmap", "7", unmap_regs },
	{ "space-control", "7", space_control_regs },
	{ "processor-control", "7", processor_control_regs },
	{ "memory-control.0", "7", memory_control_regs, 0 },
	{ "memory-control.1", "7", memory_control_regs, 1 },
	{ "memory-control.2", "7", memory_control_regs, 2 },
	{ "memory-control.3", "7", memory_control_regs, 3 },
	{ "kernel-interface", "2.9", kernel_interface },
	{ "start-registers", "10.1", start_registers },
	{ "gs.repaired-null", "7", spoilt_gs, 0 },
	{ "gs.repaired-data", "7", spoilt_gs, SELECTOR_DATA },
	{ "segments.private", "7", private_segments, SELECTOR_DATA },
	{ "segments.private-code", "7", private_segments, SELECTOR_CODE },
	{ "segments.private-null", "7", private_segments, 0 },
	{ "flags.direction", "7", odd_flags, 0x400 },
	{ "flags.nested-task", "7", odd_flags, 0x4000 },
	{ "flags.alignment", "7", odd_flags, 0x40000 },
};

TOPIC(abi, "abi");
