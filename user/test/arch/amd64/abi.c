/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of amd64. */

#include "../x86/abi_x86.h"

#define BIT(name) (1u << RAW(name))

/* Of Ipc, RDI and RSP alone are kept; registers of words that were not sent are 0. */
const struct abi arch_abi = {
	.ipc = {
		.in = {RAW(rsi), RAW(rdx), RAW(r8), RAW(r9)},
		.out = {RAW(rsi), RAW(r9)},
		.utcb = RAW(rdi),
		.kept = BIT(rdi),
	},
	.mr = {RAW(rax), RAW(rbx), RAW(r10), RAW(r12), RAW(r13), RAW(r14), RAW(r15)},
	.sent = 7,
	.received = 7,
	.unsent = ABI_ZERO,
	.thread_switch = {.in = {RAW(rdi)}},
	.system_clock = {.out = {RAW(rax)}},
	.exchange_registers = {
		.in = {RAW(rax), RAW(rsi), RAW(rdx), RAW(r8), RAW(r9), RAW(r10), RAW(rdi)},
		.out = {RAW(rax), RAW(rsi), RAW(rdx), RAW(r8), RAW(r9), RAW(r10), RAW(rdi)},
	},
	.thread_control = {
		.in = {RAW(rdi), RAW(r8), RAW(rdx), RAW(rsi), RAW(r9)},
		.out = {RAW(rax)},
	},
	.schedule = {
		.in = {RAW(rdi), RAW(rdx), RAW(r8), RAW(rsi), RAW(r9)},
		.out = {RAW(rax), RAW(rdx)},
	},
	.unmap = {.in = {RAW(rdx)}, .utcb = RAW(rdi), .kept = BIT(rdi)},
	.space_control = {
		.in = {RAW(rdi), RAW(rsi), RAW(rdx), RAW(r8), RAW(r9)},
		.out = {RAW(rax), RAW(rdx)},
	},
	.processor_control = {
		.in = {RAW(rdi), RAW(rsi), RAW(rdx), RAW(r8)},
		.out = {RAW(rax)},
	},
	.kernel_interface = {
		.out = {RAW(rax), RAW(rcx), RAW(rdx), RAW(rsi)},
		.kept = ~(BIT(rax) | BIT(rcx) | BIT(rdx) | BIT(rsi)),
	},
	.memory_control = {
		.in = {RAW(rdx), RAW(r9), RAW(rcx), RAW(rsi), RAW(r8), RAW(r11)},
		.out = {RAW(rdx)},
		.utcb = RAW(rdi),
		.kept = BIT(rdi),
	},
	.bad_attribute = 3,
	.flags_zero = 0x3000,
};

/* The list of pages begins in registers and goes on in the UTCB. */
static void unmap_regs(word_t arg)
{
	struct raw_regs r = ABI_REGS(&arch_abi.unmap, ABI_LINK(Unmap), 8);
	word_t *mr = abi_mrs();

	(void)arg;
	WORD_AT(arena(0)) = 1;
	WORD_AT(arena(8)) = 1;
	r.r9 = page(0, 0).raw;
	r.rax = page(1, 0).raw;
	r.rbx = r.r10 = r.r12 = r.r13 = r.r14 = 0;
	r.r15 = page(7, 0).raw;
	mr[8] = page(8, 0).raw;
	abi_do(&arch_abi.unmap, &r);
	CHECK_EQ(r.r9 & ~0xfUL, page(0, 0).raw);
	CHECK_EQ(r.r9 & 6, 6);
	CHECK_EQ(r.rax & ~0xfUL, page(1, 0).raw);
	CHECK_EQ(r.rbx, 0);
	CHECK_EQ(r.r15 & ~0xfUL, page(7, 0).raw);
	CHECK_EQ(mr[8] & ~0xfUL, page(8, 0).raw);
	CHECK_EQ(mr[8] & 6, 6);
}

/* --- the environment --------------------------------------------------------------------- */

/* Registers of a thread that has just started: as the message says, the rest zero. */
static void start_registers(word_t arg)
{
	word_t sp = run_entry(raw_start, &raw_started), all = 0;

	(void)arg;
	for (unsigned i = 0; i < RAW_REGS; i++)
		all |= raw_start_regs.r[i];
	CHECK_EQ(all, 0);
	CHECK_EQ(raw_start_regs.sp_change, sp);
	CHECK_EQ(raw_start_regs.link & 0x3c02, 2);
}

/* GS may be spoilt: reloaded and retried. */
static void spoilt_gs(word_t selector)
{
	word_t w;

	__asm__ volatile("movl %k1, %%gs; movq %%gs:0, %0" : "=&r"(w) : "r"(selector));
	CHECK_EQ(w, L4_MyLocalId().raw);
}

#define SELECTOR_DATA 0x23 /* of this kernel */
#define SELECTOR_CODE 0x2b

static const struct test tests[] = {
	{ "ipc.receive.5", "7", abi_receive, 5 },
	{ "ipc.receive.20", "7", abi_receive, 20 },
	{ "ipc.send.5", "7", abi_send, 5 },
	{ "ipc.send.20", "7", abi_send, 20 },
	{ "lipc.receive", "7", abi_receive, 11 | ABI_LIPC },
	{ "lipc.send", "7", abi_send, 11 | ABI_LIPC },
	{ "ipc.timeouts", "7", abi_timeouts },
	{ "ipc.failure", "7", x86_ipc_failure },
	{ "ipc.utcb-nil", "7", x86_ipc_wrong_utcb, 0 },
	{ "ipc.utcb-kernel", "7", x86_ipc_wrong_utcb, ARCH_KERNEL_ADDRESS },
	{ "ipc.utcb-odd", "7", x86_ipc_wrong_utcb, 0x12345679 },
	{ "ipc.utcb-none", "7", x86_ipc_wrong_utcb, 0x8000000000000000 },
	{ "thread-switch", "7", abi_thread_switch },
	{ "system-clock", "7", abi_system_clock },
	{ "exchange-registers", "7", abi_exchange_registers },
	{ "thread-control", "7", abi_thread_control },
	{ "schedule", "7", abi_schedule },
	{ "unmap", "7", unmap_regs },
	{ "space-control", "7", abi_space_control },
	{ "processor-control", "7", abi_processor_control },
	{ "memory-control.0", "7", x86_memory_control, 0 },
	{ "memory-control.1", "7", x86_memory_control, 1 },
	{ "memory-control.2", "7", x86_memory_control, 2 },
	{ "memory-control.3", "7", x86_memory_control, 3 },
	{ "kernel-interface", "2.9", abi_kernel_interface,
	  (word_t)raw_kernel_interface },
	{ "start-registers", "10.1", start_registers },
	{ "gs.repaired-null", "7", spoilt_gs, 0 },
	{ "gs.repaired-data", "7", spoilt_gs, SELECTOR_DATA },
	{ "segments.private", "7", x86_private_segments, SELECTOR_DATA },
	{ "segments.private-code", "7", x86_private_segments, SELECTOR_CODE },
	{ "segments.private-null", "7", x86_private_segments, 0 },
	{ "flags.direction", "7", x86_odd_flags, 0x400 },
	{ "flags.nested-task", "7", x86_odd_flags, 0x4000 },
	{ "flags.alignment", "7", x86_odd_flags, 0x40000 },
};

TOPIC(abi, "abi");
