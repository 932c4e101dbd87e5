/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - which registers the kernel preserves, and what it gives in the others (X2:abi.mips64). */

#include <l4/sigma0.h>

#include "held.h"
#include "raw.h"

#define MAGIC  0x1faceca1114e1f64UL
#define KERNEL 0x9800000000000000UL

static struct raw_regs regs;
static volatile bool over;

static void pattern(struct raw_regs *r)
{
	for (unsigned i = 0; i < RAW_REGISTERS; i++)
		r->before[i] = 0x0101010101010101UL * (i + 1);
}

/* Registers from..to are as they were; sp is where it was, k0 the UTCB. */
static void check_same(const struct raw_regs *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i <= to; i++)
		CHECK_EQ(r->after[i], r->before[i]);
	CHECK_EQ(r->after[RAW_SP], (word_t)r);
}

static struct ipc message;
static tid_t handler;

static void raise(void *arg)
{
	L4_Set_ExceptionHandler(handler);
	((void (*)(struct raw_regs *))arg)(&regs);
	over = true;
}

static struct thread *raiser(void (*code)(struct raw_regs *))
{
	struct thread *t;

	handler = L4_MyGlobalId();
	over = false;
	t = SPAWN(raise, (void *)code);
	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(tag_error(message.out[0]), 0);
	return t;
}

static void answer(struct thread *t, word_t ip, unsigned words)
{
	ipc_answer(t->id, &message, ip, words);
	thread_join(t);
	CHECK(over);
}

static void after_exception(word_t arg)
{
	struct thread *t;

	(void)arg;
	pattern(&regs);
	t = raiser(raw_illegal);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, L4_EXC_MRS));
	CHECK_EQ(message.out[L4_EXC_MR_IP], (word_t)raw_illegal_at);
	CHECK_EQ(message.out[L4_EXC_MR_SP], (word_t)&regs);
	CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], 10);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], 0x04170000);
	CHECK_EQ(message.out[L4_EXC_MR_LOCALID], thread_local_id(t).raw);
	answer(t, (word_t)raw_illegal_end, L4_EXC_MRS);
	check_same(&regs, RAW_AT, RAW_LO);
}

static void load_kernel(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	arch_read(KERNEL);
}

static void store_kernel(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	arch_write(KERNEL, 1);
}

/* The kernel's addresses are no page faults. */
static void kernel_address(word_t writes)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	t = SPAWN(writes ? store_kernel : load_kernel, NULL);
	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, L4_EXC_MRS));
	CHECK_EQ(message.out[L4_EXC_MR_IP], (word_t)(writes ? arch_write_at : arch_read_at));
	CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], writes ? 5 : 4);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], KERNEL);
}

/* A syscall with a number that is none: its arguments are shown, and may be answered. */
static void syscall_message(word_t number)
{
	struct thread *t;

	pattern(&regs);
	regs.before[RAW_V0] = number;
	t = raiser(raw_syscall);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, L4_EXC_SYSCALL_MRS));
	CHECK_EQ(message.out[L4_EXC_MR_IP], (word_t)raw_syscall_at);
	CHECK_EQ(message.out[L4_EXC_MR_SYSCALL_V0], number);
	CHECK_EQ(message.out[L4_EXC_MR_SYSCALL_V1], regs.before[RAW_V1]);
	for (unsigned i = 0; i < 8; i++) {
		CHECK_EQ(message.out[L4_EXC_MR_SYSCALL_A(i)], regs.before[RAW_A0 + i]);
		message.out[L4_EXC_MR_SYSCALL_A(i)] = 0xa0 + i;
	}
	message.out[L4_EXC_MR_SYSCALL_V0] = 0x1234;
	answer(t, (word_t)raw_syscall_end, L4_EXC_SYSCALL_MRS);
	CHECK_EQ(regs.after[RAW_V0], 0x1234);
	CHECK_EQ(regs.after[RAW_V1], regs.before[RAW_V1]);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(regs.after[RAW_A0 + i], 0xa0 + i);
	for (unsigned i = RAW_S0; i <= RAW_S7; i++)
		CHECK_EQ(regs.after[i], regs.before[i]);
	CHECK_EQ(regs.after[RAW_GP], regs.before[RAW_GP]);
	CHECK_EQ(regs.after[RAW_FP], regs.before[RAW_FP]);
	CHECK_EQ(regs.after[RAW_SP], (word_t)&regs);
}

static void kernel_interface(word_t arg)
{
	word_t version, flags, id;

	(void)arg;
	pattern(&regs);
	regs.before[RAW_AT] = MAGIC;
	raw_interface(&regs);
	CHECK_EQ(regs.after[RAW_A4], (word_t)L4_KernelInterface(&version, &flags, &id));
	CHECK_EQ(regs.after[RAW_A5], version);
	CHECK_EQ(regs.after[RAW_A6], flags);
	CHECK_EQ(regs.after[RAW_A7], id);
	check_same(&regs, RAW_AT, RAW_A3);
	check_same(&regs, RAW_T0, RAW_LO);
}

/* After Ipc: v0 from, v1 and s0 to s7 message registers, sp, fp and k0 preserved, the rest 0. */
static void after_ipc(word_t arg)
{
	(void)arg;
	pattern(&regs);
	regs.before[RAW_A0] = 0;		/* to nobody, from nobody */
	regs.before[RAW_A1] = 0;
	regs.before[RAW_A2] = 0;
	regs.before[RAW_V1] = 0;
	regs.before[RAW_T9] = (word_t)__L4_Ipc;
	raw_call(&regs);
	CHECK_EQ(regs.after[RAW_V0], 0);
	CHECK_EQ(regs.after[RAW_FP], regs.before[RAW_FP]);
	CHECK_EQ(regs.after[RAW_SP], (word_t)&regs);
	CHECK_EQ(regs.after[RAW_K0], L4_MyLocalId().raw);
	for (unsigned i = RAW_A0; i <= RAW_T3; i++)
		CHECK_EQ(regs.after[i], 0);
	CHECK_EQ(regs.after[RAW_AT] | regs.after[RAW_T8] | regs.after[RAW_T9], 0);
	CHECK_EQ(regs.after[RAW_GP] | regs.after[RAW_HI] | regs.after[RAW_LO], 0);
}

/* Whom the sender awaits, a third one, is not left in registers of the receiver. */
static void awaited_by_sender(word_t arg)
{
	static struct ipc ipc;
	struct thread *third = server_new(NULL);

	(void)arg;
	ipc = (struct ipc){.to = L4_MyGlobalId(), .from_spec = third->id, .timeouts = NEVER};
	ipc.mr[0] = TAG(0x77, 0, 0);
	SPAWN(ipc_body, &ipc, .prio = PRIO_TEST - 1);
	pattern(&regs);
	regs.before[RAW_A0] = 0;
	regs.before[RAW_A1] = L4_anythread.raw;
	regs.before[RAW_A2] = 0;
	regs.before[RAW_V1] = 0;
	regs.before[RAW_T9] = (word_t)__L4_Ipc;
	raw_call(&regs);
	CHECK_EQ(regs.after[RAW_V1], TAG(0x77, 0, 0));
	for (unsigned i = RAW_A0; i <= RAW_T3; i++)
		CHECK(regs.after[i] != third->id.raw);
}

/* held.h */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned u)
{
	word_t *mr = (word_t *)L4_MyLocalId().raw + __L4_UTCB_MR0;

	pattern(&regs);
	regs.before[RAW_A0] = regs.before[RAW_A1] = to.raw;
	regs.before[RAW_A2] = timeouts;
	regs.before[RAW_V1] = TAG(0, u, 0);
	regs.before[RAW_T9] = (word_t)__L4_Ipc;
	for (unsigned i = 0; i < 64; i++)
		mr[i] = 0x3a000000 + i;
	raw_call(&regs);
	CHECK_EQ(regs.after[RAW_V0], replies_as.raw);
	CHECK_EQ(regs.after[RAW_V1], TAG(0, u, 0));
	for (unsigned i = 1; i < 64; i++) {
		if (i > 8)
			CHECK_EQ(mr[i], i <= u ? held_reply_word(i) : 0x3a000000 + i);
		else if (i <= u)
			CHECK_EQ(regs.after[RAW_S0 + i - 1], held_reply_word(i));
	}
	CHECK_EQ(regs.after[RAW_FP], regs.before[RAW_FP]);
	CHECK_EQ(regs.after[RAW_SP], (word_t)&regs);
	CHECK_EQ(regs.after[RAW_K0], L4_MyLocalId().raw);
}

/* Whatever a program writes to k0, the kernel puts the UTCB's address back. */
static void k0_restored(word_t arg)
{
	word_t found;

	(void)arg;
	__asm__ volatile("move $k0, $zero");
	L4_Yield();
	__asm__ volatile("move %0, $k0" : "=r"(found));
	CHECK_EQ(found, L4_MyLocalId().raw);
}

/*
 * The board shows its memory a second time from 0x80000000 on, where the kernel's is, too.  Nobody
 * gets that, by request or by a page fault.
 */
static volatile word_t image_read;

static void read_image(void *arg)
{
	L4_Set_Pager(L4_GlobalId(L4_ThreadIdUserBase(kip), 1));
	image_read = WORD_AT((word_t)arg);
}

static void memory_image(word_t address)
{
	L4_Fpage_t page = fpage(address, page_bits(), RWX);

	CHECK(L4_IsNilFpage(L4_Sigma0_GetPage_RcvWindow(L4_nilthread, page, WHOLE)));
	image_read = MAGIC;
	(void)run_local(read_image, (void *)address);
	sleep_us(2000);
	CHECK_EQ(image_read, MAGIC);
}

/* --- the other calls --------------------------------------------------------------------- */

#define KIP ((const L4_KernelInterfacePage_t *)kip)

/* Calls have their arguments in a0 on; what does not matter there holds a pattern. */
static void call_args(const word_t *args, unsigned n)
{
	pattern(&regs);
	for (unsigned i = 0; i < n; i++)
		regs.before[RAW_A0 + i] = args[i];
}

#define ARGS(...) \
	call_args((const word_t[]){__VA_ARGS__}, ARRAY_SIZE(((const word_t[]){__VA_ARGS__})))

/* The link is an offset in the KIP; sp, fp and k0 are preserved by every call. */
static void call(word_t link)
{
	regs.before[RAW_T9] = (word_t)kip + link;
	raw_call(&regs);
	CHECK_EQ(regs.after[RAW_FP], regs.before[RAW_FP]);
	CHECK_EQ(regs.after[RAW_SP], (word_t)&regs);
	CHECK_EQ(regs.after[RAW_K0], L4_MyLocalId().raw);
}

static word_t *mrs(void)
{
	return (word_t *)L4_MyLocalId().raw + __L4_UTCB_MR0;
}

static struct ipc peer;

/* Handle and pager have other places in the output than in the input. */
static void exchange_registers(word_t arg)
{
	struct thread *t;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	ARGS(t->id.raw, EX_DELIVER | EX_HANDLE | EX_PAGER, 1, 2, 3, 0x4242, runner_id.raw);
	call(KIP->ExchangeRegisters);
	CHECK_EQ(regs.after[RAW_V0], thread_local_id(t).raw);
	CHECK_EQ(regs.after[RAW_A0] & 7, 2);
	CHECK_IN(regs.after[RAW_A1], thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK(regs.after[RAW_A2] != 2);
	CHECK_EQ(regs.after[RAW_A3], ARCH_FLAGS_USER);
	CHECK_EQ(regs.after[RAW_A4], pager_id.raw);
	CHECK_EQ(regs.after[RAW_A5], 0);
	ARGS(t->id.raw, EX_DELIVER, 1, 2, 3, 4, 5);
	call(KIP->ExchangeRegisters);
	CHECK_EQ(regs.after[RAW_A4], runner_id.raw);
	CHECK_EQ(regs.after[RAW_A5], 0x4242);
}

static void thread_control_call(word_t arg)
{
	struct thread *t = thread_reserve(NULL, ipc_body, &peer);

	(void)arg;
	ARGS(t->id.raw, runner_id.raw, runner_id.raw, 0, ALL_ONES);
	call(KIP->ThreadControl);
	CHECK_EQ(regs.after[RAW_V0], 1);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	ARGS(t->id.raw, 0, 0, 0, ALL_ONES);
	call(KIP->ThreadControl);
	CHECK_EQ(regs.after[RAW_V0], 1);
	CHECK_EQ(thread_state(t->id), 0);
}

static void system_clock(word_t arg)
{
	word_t before = clock_us();

	(void)arg;
	pattern(&regs);
	call(KIP->SystemClock);
	CHECK_IN(regs.after[RAW_V0], before, clock_us());
}

static volatile word_t switches;

static void count_switch(void *arg)
{
	(void)arg;
	switches++;
}

/* Of two threads of lower priority, the one that is named runs. */
static void thread_switch(word_t arg)
{
	struct thread *t = SPAWN(count_switch, NULL, .prio = PRIO_TEST - 1);

	(void)arg;
	switches = 0;
	ARGS(t->id.raw);
	call(KIP->ThreadSwitch);
	CHECK_EQ(switches, 1);
}

static void schedule(word_t arg)
{
	struct thread *t = SPAWN(ipc_body, &peer, .inactive = true);
	word_t slice = (word_t)ms(7).raw << 16 | ms(900).raw;

	(void)arg;
	ARGS(t->id.raw, slice, ALL_ONES, 77, ALL_ONES);
	call(KIP->Schedule);
	CHECK_EQ(regs.after[RAW_V0] & 0xff, L4_SCHEDRESULT_INACTIVE);
	ARGS(t->id.raw, ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES);
	call(KIP->Schedule);
	CHECK_EQ(regs.after[RAW_V0] & 0xff, L4_SCHEDRESULT_INACTIVE);
	CHECK_EQ(regs.after[RAW_A0] & 0xffff, ms(900).raw);
}

/* All fpages are in the UTCB, and so is what came of them. */
static void unmap(word_t arg)
{
	(void)arg;
	ARGS(9);
	for (unsigned i = 0; i < 10; i++) {
		WORD_AT(arena(i)) = 1;
		mrs()[i] = page(i, 0).raw;
	}
	call(KIP->Unmap);
	for (unsigned i = 0; i < 10; i++) {
		CHECK_EQ(mrs()[i] & ~0xfUL, page(i, 0).raw);
		CHECK_EQ(mrs()[i] & 6, 6);
	}
}

static void space_control(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, ipc_body, &peer);

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	ARGS(t->id.raw, 0x7f, space_kip_area().raw, space_utcb_area().raw, 0);
	call(KIP->SpaceControl);
	CHECK_EQ(regs.after[RAW_V0], 1);
	CHECK_EQ(regs.after[RAW_A0], 0);
	/* The KIP area is too small. */
	ARGS(t->id.raw, 0, fpage(0, 11, 0).raw, space_utcb_area().raw, 0);
	call(KIP->SpaceControl);
	CHECK_EQ(regs.after[RAW_V0], 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrKipArea);
}

static void processor_control(word_t arg)
{
	(void)arg;
	ARGS(0x7fff, 1, 1, 1);
	call(KIP->ProcessorControl);
	CHECK_EQ(regs.after[RAW_V0], 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

/* Attributes in a1 to a4: each fpage takes the one that it names. */
static void memory_control(word_t which)
{
	for (word_t bad = 0; bad < 5; bad++) {
		word_t a[5] = {0};

		a[1 + bad % 4] = bad < 4 ? 0x5a5a : 0;
		call_args(a, 5);
		mrs()[0] = (page(0, 0).raw & ~15UL) | which;
		call(KIP->MemoryControl);
		CHECK_EQ(regs.after[RAW_V0], bad != which);
		if (bad == which)
			CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	}
}

/* raw_start stores the registers below the stack pointer that it began with. */
static void start_registers(word_t arg)
{
	const word_t *r = (const word_t *)(run_entry(raw_start, &raw_started) - RAW_START_BYTES);

	(void)arg;
	for (unsigned i = RAW_AT; i <= RAW_LO; i++)
		CHECK_EQ(r[i], 0);
	CHECK_EQ(r[RAW_SP] & 0x3ff, ARCH_UTCB_OFFSET);	/* k0 */
	CHECK(r[RAW_SP] != 0 && r[RAW_SP] != L4_MyLocalId().raw);
}

/* --- an FPU with registers of 32 bits ---------------------------------------------------- */

static volatile bool wrong, stop;

static bool narrow(word_t seed, bool fill)
{
	uint32_t wanted[32], found[32];
	uint64_t pair[16];
	bool same = true;

	for (unsigned i = 0; i < 32; i++)
		wanted[i] = (uint32_t)(seed * 0x9e3779b1u + i);
	if (fill)
		raw_load_narrow(wanted);
	raw_store_narrow(found, pair);
	for (unsigned i = 0; i < 32; i++)
		same = same && found[i] == wanted[i];
	for (unsigned i = 0; i < 16; i++)
		same = same && pair[i] == ((uint64_t)wanted[2 * i + 1] << 32 | wanted[2 * i]);
	return same;
}

static void hold_narrow(void *arg)
{
	wrong = wrong || exregs(L4_Myself(), EX_DELIVER | EX_FLAGS, 0, 0, 0, 0,
				L4_nilthread).flags != ARCH_FLAGS_USER;
	wrong = wrong || exregs_control(L4_Myself(), EX_DELIVER).flags != 0;
	wrong = wrong || !narrow((word_t)arg, true);
	while (!stop) {
		L4_Yield();
		wrong = wrong || !narrow((word_t)arg, false);
	}
}

static void hold_wide(void *arg)
{
	arch_fpu_fill((word_t)arg);
	while (!stop) {
		L4_Yield();
		wrong = wrong || !arch_fpu_holds((word_t)arg);
	}
}

/* FLAGS without FR: registers are pairs, and threads of either kind keep theirs. */
static void narrow_fpu(word_t arg)
{
	struct thread *t[4];

	(void)arg;
	wrong = stop = false;
	for (word_t i = 0; i < 4; i++)
		t[i] = SPAWN(i % 2 ? hold_wide : hold_narrow, (void *)(100 * i + 7),
			     .prio = PRIO_TEST - 1);
	sleep_us(50000);
	stop = true;
	for (unsigned i = 0; i < 4; i++)
		thread_join(t[i]);
	CHECK(!wrong);
}

static const struct test tests[] = {
	{"preserved.exception", "9.1", after_exception},
	{"preserved.ipc", "9", after_ipc},
	{"cleared.ipc", "9", awaited_by_sender},
	{"syscall.positive", "9.1", syscall_message, 5},
	{"syscall.unknown", "9.1", syscall_message, (word_t)-99},
	{"address-error.load", "9.1", kernel_address, 0},
	{"address-error.store", "9.1", kernel_address, 1},
	{"kernel-interface", "2.9", kernel_interface},
	{"k0", "3.7", k0_restored},
	{"call.exchange-registers", "9", exchange_registers},
	{"call.thread-control", "9", thread_control_call},
	{"call.system-clock", "9", system_clock},
	{"call.thread-switch", "9", thread_switch},
	{"call.schedule", "9", schedule},
	{"call.unmap", "9", unmap},
	{"call.space-control", "9", space_control},
	{"call.processor-control", "9", processor_control},
	{"call.memory-control.0", "9", memory_control, 0},
	{"call.memory-control.1", "9", memory_control, 1},
	{"call.memory-control.2", "9", memory_control, 2},
	{"call.memory-control.3", "9", memory_control, 3},
	{"fpu.narrow", "9", narrow_fpu},
	{"start-registers", "10.1", start_registers},
	{"memory-image", "15", memory_image, 0x80100000},
	{"memory-image.first", "15", memory_image, 0x80000000},
	{"memory-image.last", "15", memory_image, 0x8ffff000},
	{"memory-image.low", "15", memory_image, 0x20000000},
};

TOPIC(abi, "mips64");
