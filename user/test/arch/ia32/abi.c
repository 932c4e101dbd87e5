/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of ia32. */

#include "../x86/abi_x86.h"

#define BIT(name) (1u << RAW(name))

/*
 * MR1 and MR2 come in registers, but are sent from the UTCB.  ECX is kept by SystemClock, though
 * undefined by the manual (6).
 */
const struct abi arch_abi = {
	.ipc = {
		.in = {RAW(eax), RAW(edx), RAW(ecx), RAW(esi)},
		.out = {RAW(eax), RAW(esi)},
		.utcb = RAW(edi),
		.kept = BIT(edi),
	},
	.mr = {RAW(ebx), RAW(ebp)},
	.sent = 0,
	.received = 2,
	.unsent = ABI_ANYTHING,
	.thread_switch = {.in = {RAW(eax)}, .kept = (1 << RAW_REGS) - 1},
	.system_clock = {
		.out = {RAW(eax), RAW(edx)},
		.kept = BIT(ecx) | BIT(ebx) | BIT(ebp),
	},
	.exchange_registers = {
		.in = {RAW(eax), RAW(ecx), RAW(edx), RAW(esi), RAW(edi), RAW(ebx), RAW(ebp)},
		.out = {RAW(eax), RAW(ecx), RAW(edx), RAW(esi), RAW(edi), RAW(ebx), RAW(ebp)},
	},
	.thread_control = {
		.in = {RAW(eax), RAW(esi), RAW(edx), RAW(ecx), RAW(edi)},
		.out = {RAW(eax)},
	},
	.schedule = {
		.in = {RAW(eax), RAW(edx), RAW(esi), RAW(ecx), RAW(edi)},
		.out = {RAW(eax), RAW(edx)},
	},
	.unmap = {.in = {RAW(eax), RAW(esi)}, .utcb = RAW(edi), .kept = BIT(edi)},
	.space_control = {
		.in = {RAW(eax), RAW(ecx), RAW(edx), RAW(esi), RAW(edi)},
		.out = {RAW(eax), RAW(ecx)},
	},
	.processor_control = {
		.in = {RAW(eax), RAW(ecx), RAW(edx), RAW(esi)},
		.out = {RAW(eax)},
	},
	.kernel_interface = {
		.out = {RAW(eax), RAW(ecx), RAW(edx), RAW(esi)},
		.kept = BIT(edi) | BIT(ebx) | BIT(ebp),
	},
	.memory_control = {
		.in = {RAW(eax), RAW(esi), RAW(ecx), RAW(edx), RAW(ebx), RAW(ebp)},
		.out = {RAW(eax)},
		.utcb = RAW(edi),
	},
	.bad_attribute = 7,
	.flags_zero = 0x3000,
};

static void unmap_regs(word_t arg)
{
	struct raw_regs r = ABI_REGS(&arch_abi.unmap, ABI_LINK(Unmap), 1, page(0, 0).raw);
	word_t *mr = abi_mrs();

	(void)arg;
	WORD_AT(arena(0)) = 1;
	mr[1] = page(1, 0).raw;
	abi_do(&arch_abi.unmap, &r);
	CHECK_EQ(r.esi & ~0xfUL, page(0, 0).raw);
	CHECK_EQ(r.esi & 6, 6);
	CHECK_EQ(mr[1] & ~0xfUL, page(1, 0).raw);
}

/* --- the environment --------------------------------------------------------------------- */

/* Registers of a thread that has just started: as the message says, the rest zero. */
static void start_registers(word_t arg)
{
	word_t sp = run_entry(raw_start, &raw_started);

	(void)arg;
	for (unsigned i = 0; i < RAW_REGS; i++)
		CHECK_EQ(raw_start_regs.r[i], 0);
	CHECK_EQ(raw_start_regs.sp_change, sp);
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

static void private_segments(word_t arg)
{
	unsigned selector;

	(void)arg;
	__asm__ volatile("movl %%ds, %0" : "=r"(selector));
	x86_private_segments(selector);
}

static void small_space(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_SmallSpace(256, 128), 0xa0);
}

static const struct test tests[] = {
	{"small-space", "16.1", small_space},
	{"ipc.receive", "6", abi_receive, 5},
	{"ipc.send", "6", abi_send, 6},
	{"lipc.receive", "6", abi_receive, 5 | ABI_LIPC},
	{"lipc.send", "6", abi_send, 6 | ABI_LIPC},
	{"ipc.timeouts", "6", abi_timeouts},
	{"ipc.failure", "6", x86_ipc_failure},
	{"ipc.utcb-nil", "6", x86_ipc_wrong_utcb, 0},
	{"ipc.utcb-kernel", "6", x86_ipc_wrong_utcb, ARCH_KERNEL_ADDRESS},
	{"ipc.utcb-odd", "6", x86_ipc_wrong_utcb, 0x12345679},
	{"thread-switch", "6", abi_thread_switch},
	{"system-clock", "6", abi_system_clock},
	{"exchange-registers", "6", abi_exchange_registers},
	{"thread-control", "6", abi_thread_control},
	{"schedule", "6", abi_schedule},
	{"unmap", "6", unmap_regs},
	{"space-control", "6", abi_space_control},
	{"processor-control", "6", abi_processor_control},
	{"memory-control.0", "6", x86_memory_control, 0},
	{"memory-control.1", "6", x86_memory_control, 1},
	{"memory-control.2", "6", x86_memory_control, 2},
	{"memory-control.3", "6", x86_memory_control, 3},
	{"kernel-interface", "2.9", abi_kernel_interface, (word_t)raw_kernel_interface},
	{"start-registers", "10.1", start_registers},
	{"segments.repaired", "6.1", spoilt_segments},
	{"segments.private", "6.1", private_segments},
	{"segments.private-null", "6.1", x86_private_segments, 0},
	{"flags.direction", "6", x86_odd_flags, 0x400},
	{"flags.nested-task", "6", x86_odd_flags, 0x4000},
	{"flags.alignment", "6", x86_odd_flags, 0x40000},
};

TOPIC(abi, "abi");
