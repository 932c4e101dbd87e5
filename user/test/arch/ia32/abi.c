/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of ia32. */

#include "held.h"
#include "raw.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

static word_t link_of(word_t offset)
{
	return (word_t)kip + offset;
}

static word_t utcb(void)
{
	return L4_MyLocalId().raw;
}

/* A pattern in every register, so that what is kept and what is not can be told. */
static struct raw_regs patterned(word_t link)
{
	return (struct raw_regs){.eax = 0xa0a0a0a0,
				 .ecx = 0xc1c1c1c1,
				 .edx = 0xd2d2d2d2,
				 .esi = 0x51515151,
				 .edi = 0xd1d1d1d1,
				 .ebx = 0xb3b3b3b3,
				 .ebp = 0xb9b9b9b9,
				 .link = link_of(link)};
}

/* --- Ipc --------------------------------------------------------------------------------- */

static struct ipc peer;

static struct raw_regs ipc_regs(word_t link, tid_t to, tid_t from, word_t tag)
{
	struct raw_regs r = patterned(link);

	r.eax = to.raw;
	r.ecx = 0;
	r.edx = from.raw;
	r.esi = tag;
	r.edi = utcb();
	return r;
}

static void ipc_receive(word_t lipc)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = (word_t *)utcb();

	peer = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	ipc_fill(&peer, 0x123, 5, 9);
	t = run_ipc(&peer, L4_SCHEDRESULT_PENDING_SEND);
	mr[1] = 0x1111;
	mr[2] = 0x2222;
	r = ipc_regs(lipc ? KIP->Lipc : KIP->Ipc, L4_nilthread, L4_anythread, 0);
	raw_call(&r);
	CHECK_EQ(r.eax, thread_local_id(t).raw);
	CHECK_EQ(r.esi, TAG(0x123, 5, 0));
	CHECK_EQ(r.ebx, ipc_pattern(9, 1));
	CHECK_EQ(r.ebp, ipc_pattern(9, 2));
	CHECK_EQ(r.edi, utcb());
	CHECK_EQ(r.esp_change, 0);
	CHECK_EQ(mr[1], 0x1111);
	CHECK_EQ(mr[2], 0x2222);
	for (unsigned i = 3; i <= 5; i++)
		CHECK_EQ(mr[i], ipc_pattern(9, i));
}

/* MR0 from ESI, MR1 and MR2 from the UTCB whatever EBX and EBP hold. */
static void ipc_send(word_t lipc)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = (word_t *)utcb();

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(4, i);
	r = ipc_regs(lipc ? KIP->Lipc : KIP->Ipc, t->id, L4_nilthread, TAG(0x77, 6, 0));
	raw_call(&r);
	CHECK_EQ(r.esi, 0);
	CHECK_EQ(r.edi, utcb());
	CHECK_EQ(r.esp_change, 0);
	thread_join(t);
	ipc_check(&peer, 0x77, 6, 4);
}

/* Time-outs travel in ECX, the upper half for sending. */
static void ipc_timeouts(word_t arg)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, L4_nilthread, L4_anythread, 0);
	uint64_t start = clock_us();

	(void)arg;
	r.ecx = L4_Timeouts(L4_Never, ms(10));
	raw_call(&r);
	CHECK_EQ(r.esi, TAG_E);
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, RECEIVE, 0));
	CHECK_TIME(clock_us() - start, 9000, 40000);
}

/* EDI should be our UTCB; the kernel must not care if it is not. */
static void ipc_wrong_utcb(word_t edi)
{
	struct raw_regs r;
	struct thread *t;
	word_t *mr = (word_t *)utcb();

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	for (unsigned i = 0; i < 64; i++)
		mr[i] = ipc_pattern(4, i);
	r = ipc_regs(KIP->Ipc, t->id, L4_nilthread, TAG(0x77, 6, 0));
	r.edi = edi;
	raw_call(&r);
	CHECK_EQ(r.esi, 0);
	thread_join(t);
	ipc_check(&peer, 0x77, 6, 4);
}

static void ipc_failure(word_t arg)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, bogus_id(), L4_nilthread, TAG(0, 3, 0));

	(void)arg;
	raw_call(&r);
	CHECK_EQ(r.esi, TAG_E);
	CHECK_EQ(r.edi, utcb());
	CHECK_EQ(r.esp_change, 0);
	CHECK_EQ(*(word_t *)(utcb() - 36), ERR(E_NONEXISTING, SEND, 0));
}

/* held.h: EDI and ESP are kept; EBX and EBP are words of the message. */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned u)
{
	struct raw_regs r = ipc_regs(KIP->Ipc, to, to, TAG(0, u, 0)), was;
	word_t *mr = (word_t *)utcb();

	r.ecx = timeouts;
	was = r;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = 0x3a000000 + i;
	raw_call(&r);
	CHECK_EQ(r.eax, replies_as.raw);
	CHECK_EQ(r.esi, TAG(0, u, 0));
	if (u >= 1)
		CHECK_EQ(r.ebx, held_reply_word(1));
	if (u >= 2)
		CHECK_EQ(r.ebp, held_reply_word(2));
	for (unsigned i = 3; i < 64; i++)
		CHECK_EQ(mr[i], i <= u ? held_reply_word(i) : 0x3a000000 + i);
	CHECK_EQ(r.edi, was.edi);
	CHECK_EQ(r.esp_change, 0);
}

/* --- the other calls --------------------------------------------------------------------- */

static void thread_switch(word_t arg)
{
	struct raw_regs r = patterned(KIP->ThreadSwitch), was = r;

	(void)arg;
	r.eax = was.eax = 0;
	raw_call(&r);
	CHECK_EQ(r.eax, was.eax);
	CHECK_EQ(r.ecx, was.ecx);
	CHECK_EQ(r.edx, was.edx);
	CHECK_EQ(r.esi, was.esi);
	CHECK_EQ(r.edi, was.edi);
	CHECK_EQ(r.ebx, was.ebx);
	CHECK_EQ(r.ebp, was.ebp);
	CHECK_EQ(r.esp_change, 0);
}

/* ECX is undefined by the manual but kept (6). */
static void system_clock(word_t arg)
{
	struct raw_regs r = patterned(KIP->SystemClock), was = r;
	uint64_t before = clock_us(), got;

	(void)arg;
	raw_call(&r);
	got = (uint64_t)r.edx << 32 | r.eax;
	CHECK(got >= before);
	CHECK(got <= clock_us());
	CHECK_EQ(r.ecx, was.ecx);
	CHECK_EQ(r.ebx, was.ebx);
	CHECK_EQ(r.ebp, was.ebp);
	CHECK_EQ(r.esp_change, 0);
}

static void exchange_registers(word_t arg)
{
	struct thread *t;
	struct raw_regs r = patterned(KIP->ExchangeRegisters);

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	r.eax = t->id.raw;
	r.ecx = EX_DELIVER | EX_HANDLE | EX_PAGER;
	r.ebx = 0x4242;
	r.ebp = L4_Myself().raw;
	raw_call(&r);
	CHECK_EQ(r.eax, thread_local_id(t).raw);
	CHECK_EQ(r.ecx & 7, 2);
	CHECK_IN(r.edx, thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK(r.esi != 0x51515151);
	CHECK_EQ(r.edi & 0x3000, 0);
	CHECK_EQ(r.ebx, 0);
	CHECK_EQ(r.ebp, pager_id.raw);
	CHECK_EQ(r.esp_change, 0);
	CHECK_EQ(L4_UserDefinedHandleOf(t->id), 0x4242);
	CHECK_EQ(L4_PagerOf(t->id).raw, L4_Myself().raw);
}

static void thread_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NULL, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->ThreadControl);

	(void)arg;
	r.eax = t->id.raw;
	r.ecx = 0;
	r.edx = runner_id.raw;
	r.esi = runner_id.raw;
	r.edi = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.eax, 1);
	CHECK_EQ(r.esp_change, 0);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void schedule_regs(word_t arg)
{
	struct thread *t = SPAWN(ipc_body, &peer, .inactive = true);
	struct raw_regs r = patterned(KIP->Schedule);

	(void)arg;
	r.eax = t->id.raw;
	r.ecx = r.edx = r.esi = r.edi = ALL_ONES;
	raw_call(&r);
	CHECK_EQ(r.eax & 0xff, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(r.edx & 0xffff, 0);
	CHECK_EQ(r.esp_change, 0);
}

static void unmap_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->Unmap);
	word_t *mr = (word_t *)utcb();

	(void)arg;
	WORD_AT(arena(0)) = 1;
	mr[1] = page(1, 0).raw;
	r.eax = 1;
	r.esi = page(0, 0).raw;
	r.edi = utcb();
	raw_call(&r);
	CHECK_EQ(r.esi & ~0xfUL, page(0, 0).raw);
	CHECK_EQ(r.esi & 6, 6);
	CHECK_EQ(mr[1] & ~0xfUL, page(1, 0).raw);
	CHECK_EQ(r.edi, utcb());
	CHECK_EQ(r.esp_change, 0);
}

static void space_control_regs(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, ipc_body, &peer);
	struct raw_regs r = patterned(KIP->SpaceControl);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	r.eax = t->id.raw;
	r.ecx = 0;
	r.edx = space_kip_area().raw;
	r.esi = space_utcb_area().raw;
	r.edi = 0;
	raw_call(&r);
	CHECK_EQ(r.eax, 1);
	CHECK_EQ(r.ecx, 0);
	CHECK_EQ(r.esp_change, 0);
}

static void processor_control_regs(word_t arg)
{
	struct raw_regs r = patterned(KIP->ProcessorControl);

	(void)arg;
	r.eax = 0;
	r.ecx = r.edx = r.esi = ALL_ONES;
	raw_call(&r);
	CHECK(r.eax <= 1);
	CHECK_EQ(r.esp_change, 0);
}

/* Of four attributes each fpage takes the one that it names; 7 is none. */
static void memory_control_regs(word_t which)
{
	for (word_t bad = 0; bad < 5; bad++) {
		struct raw_regs r = patterned(KIP->MemoryControl);
		word_t *const attribute[4] = {&r.ecx, &r.edx, &r.ebx, &r.ebp};

		for (unsigned i = 0; i < 4; i++)
			*attribute[i] = i == bad ? 7 : 0;
		r.eax = 0;
		r.esi = (page(0, 0).raw & ~15UL) | which;
		r.edi = utcb();
		raw_call(&r);
		CHECK_EQ(r.eax, bad != which);
		CHECK_EQ(r.esp_change, 0);
		if (bad == which)
			CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	}
}

static void kernel_interface(word_t arg)
{
	struct raw_regs r = patterned(0), was = r;

	(void)arg;
	r.link = (word_t)raw_kernel_interface;
	raw_call(&r);
	CHECK_EQ(r.eax, (word_t)kip);
	CHECK_EQ(r.ecx, L4_ApiVersion());
	CHECK_EQ(r.edx, L4_ApiFlags());
	CHECK_EQ(r.esi, L4_KernelId());
	CHECK_EQ(r.edi, was.edi);
	CHECK_EQ(r.ebx, was.ebx);
	CHECK_EQ(r.ebp, was.ebp);
	CHECK_EQ(r.esp_change, 0);
}

/* --- the environment --------------------------------------------------------------------- */

/* Registers of a thread that has just started: as the message says, the rest zero. */
static void start_registers(word_t arg)
{
	word_t sp = run_entry(raw_start, &raw_started);

	(void)arg;
	CHECK_EQ(raw_start_regs.eax, 0);
	CHECK_EQ(raw_start_regs.ecx, 0);
	CHECK_EQ(raw_start_regs.edx, 0);
	CHECK_EQ(raw_start_regs.esi, 0);
	CHECK_EQ(raw_start_regs.edi, 0);
	CHECK_EQ(raw_start_regs.ebx, 0);
	CHECK_EQ(raw_start_regs.ebp, 0);
	CHECK_EQ(raw_start_regs.esp_change, sp);
	CHECK_EQ(raw_start_regs.link & 0x3c02, 2);
}

/* Other segment registers may be spoilt: reloaded and retried. */
static void spoilt_segments(word_t arg)
{
	word_t w = 0;

	(void)arg;
	WORD_AT(arena(0)) = 0x5e6;
	__asm__ volatile("xorl %%ecx, %%ecx\n\t"
			 "movw %%cx, %%es\n\t"
			 "movw %%cx, %%fs\n\t"
			 "movl %%es:(%1), %0"
			 : "=&r"(w)
			 : "r"(arena(0))
			 : "ecx");
	CHECK_EQ(w, 0x5e6);
	__asm__ volatile("xorl %%ecx, %%ecx\n\t"
			 "movw %%cx, %%ds\n\t"
			 "movl (%1), %0"
			 : "=&r"(w)
			 : "r"(arena(0))
			 : "ecx", "memory");
	CHECK_EQ(w, 0x5e6);
}

/* What one thread loads into its segment registers is nothing to others. */
static volatile word_t loaded;

static void load_segments(void *arg)
{
	__asm__ volatile("movw %w0, %%gs; movw %w0, %%fs" : : "r"(arg));
	loaded = 1;
	for (;;)
		;
}

static void private_segments(word_t null)
{
	word_t own = L4_MyLocalId().raw, selector, w, fs;

	__asm__ volatile("movl %%ds, %0; movl %%fs, %1" : "=r"(selector), "=r"(fs));
	loaded = 0;
	SPAWN(load_segments, (void *)(null ? 0 : selector), .where = NEW_SPACE);
	for (unsigned i = 0; i < 10; i++) {
		spin_us(12000);
		__asm__ volatile("movl %%gs:0, %0" : "=r"(w));
		CHECK_EQ(w, own);
		__asm__ volatile("movl %%fs, %0" : "=r"(w));
		CHECK_EQ(w & 0xffff, fs & 0xffff);
	}
	CHECK_EQ(loaded, 1);
}

/* System calls with flags that spoil a careless kernel: DF, NT, AC. */
static void odd_flags(word_t flags)
{
	uint64_t start = clock_us();

	for (unsigned i = 0; i < 20; i++) {
		word_t got;

		__asm__ volatile("pushfl; orl %0, (%%esp); popfl" : : "r"(flags) : "cc", "memory");
		L4_ThreadSwitch(L4_nilthread);
		__asm__ volatile("pushfl; popl %0; cld; pushl $0x202; popfl"
				 : "=r"(got)
				 :
				 : "cc", "memory");
		sleep_us(100);
		CHECK_EQ(tag_error(send_word(bogus_id(), 1, NEVER)), ERR(E_NONEXISTING, SEND, 0));
	}
	CHECK(clock_us() > start);
}

static void small_space(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_SmallSpace(256, 128), 0xa0);
}

static const struct test tests[] = {
	{"small-space", "16.1", small_space},
	{"ipc.receive", "6", ipc_receive, 0},
	{"ipc.send", "6", ipc_send, 0},
	{"lipc.receive", "6", ipc_receive, 1},
	{"lipc.send", "6", ipc_send, 1},
	{"ipc.timeouts", "6", ipc_timeouts},
	{"ipc.failure", "6", ipc_failure},
	{"ipc.utcb-nil", "6", ipc_wrong_utcb, 0},
	{"ipc.utcb-kernel", "6", ipc_wrong_utcb, ARCH_KERNEL_ADDRESS},
	{"ipc.utcb-odd", "6", ipc_wrong_utcb, 0x12345679},
	{"thread-switch", "6", thread_switch},
	{"system-clock", "6", system_clock},
	{"exchange-registers", "6", exchange_registers},
	{"thread-control", "6", thread_control_regs},
	{"schedule", "6", schedule_regs},
	{"unmap", "6", unmap_regs},
	{"space-control", "6", space_control_regs},
	{"processor-control", "6", processor_control_regs},
	{"memory-control.0", "6", memory_control_regs, 0},
	{"memory-control.1", "6", memory_control_regs, 1},
	{"memory-control.2", "6", memory_control_regs, 2},
	{"memory-control.3", "6", memory_control_regs, 3},
	{"kernel-interface", "2.9", kernel_interface},
	{"start-registers", "10.1", start_registers},
	{"segments.repaired", "6.1", spoilt_segments},
	{"segments.private", "6.1", private_segments, 0},
	{"segments.private-null", "6.1", private_segments, 1},
	{"flags.direction", "6", odd_flags, 0x400},
	{"flags.nested-task", "6", odd_flags, 0x4000},
	{"flags.alignment", "6", odd_flags, 0x40000},
};

TOPIC(abi, "abi");
