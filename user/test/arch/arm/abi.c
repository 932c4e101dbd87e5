/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the registers of every system call, and of the user environment of arm. */

#include "../common/abi.h"

#define UTCB_WORD 0xff000000UL
#define CALL_UTCB 0xffffffb0UL
#define CALL_KIP  0xffffffb4UL
#define CALL_NAME 0xffffffb8UL

#define KEPT(from, to) ((1u << ((to) + 1)) - (1u << (from)))

/* A call changes its results only: not the registers of words that were not sent, either. */
const struct abi arch_abi = {
	.ipc = {.in = {0, 1, 2, 3}, .out = {0, 3}, .kept = KEPT(1, 2) | KEPT(8, 11)},
	.mr = {4, 5, 6, 7},
	.sent = 4,
	.received = 4,
	.unsent = ABI_KEPT,
	.thread_switch = {.in = {0}, .kept = KEPT(0, 11)},
	.system_clock = {.out = {0, 1}, .kept = KEPT(2, 11)},
	.exchange_registers = {.in = {0, 1, 2, 3, 4, 5, 6}, .out = {0, 1, 2, 3, 4, 5, 6}},
	.thread_control = {.in = {0, 1, 2, 3, 4}, .out = {0}, .kept = KEPT(5, 11)},
	.schedule = {.in = {0, 1, 2, 3, 4}, .out = {0, 1}, .kept = KEPT(5, 11)},
	.unmap = {.in = {0, 3, 4, 5, 6, 7}},
	.space_control = {.in = {0, 1, 2, 3, 4}, .out = {0, 1}},
	.processor_control = {.in = {0, 1, 2, 3}, .out = {0}},
	.kernel_interface = {.out = {0, 1, 2, 3}, .kept = KEPT(4, 12)},
	.memory_control = {.in = {0, 1, 2, 3, 4}, .out = {0}, .kept = KEPT(5, 11)},
	.flags_zero = ~ARCH_FLAGS_USER,
	.waits_in_kip = true,
};

/* Calls by a jump to fixed addresses. */
static const struct abi_call utcb = {.out = {0}, .kept = KEPT(1, 11)};
static const struct abi_call name = {.kept = KEPT(0, 11)};

/* Words that are not sent do not reach the receiver. */
static void ipc_unsent(word_t u)
{
	struct ipc ipc = {.to = L4_Myself(), .timeouts = NEVER};
	struct raw_regs r;
	struct thread *t;

	ipc_fill(&ipc, 1, (unsigned)u, 3);
	t = abi_run_peer(ipc, L4_SCHEDRESULT_PENDING_SEND);
	r = abi_ipc_regs(ABI_LINK(Ipc), L4_nilthread, t->id, 0);
	abi_do(&arch_abi.ipc, &r);
	for (word_t i = u + 1; i < 5; i++)
		CHECK(r.r[3 + i] != ipc_pattern(3, (unsigned)i));
}

/* The list is in registers and in the UTCB, and so is the status. */
static void unmap_regs(word_t arg)
{
	struct raw_regs r = ABI_REGS(&arch_abi.unmap, ABI_LINK(Unmap), 5, page(0, 0).raw,
				     page(1, 0).raw, page(2, 0).raw, page(3, 0).raw,
				     page(4, 0).raw);
	word_t *mr = abi_mrs();

	(void)arg;
	WORD_AT(arena(0)) = WORD_AT(arena(5)) = 1;
	for (unsigned i = 0; i < 5; i++)
		mr[i] = 0;
	mr[5] = page(5, 0).raw;
	abi_do(&arch_abi.unmap, &r);
	for (unsigned i = 0; i < 5; i++)
		CHECK_EQ(r.r[3 + i] & ~0xfUL, page(i, 0).raw);
	CHECK_EQ(r.r[3] & 6, 6);
	CHECK_EQ(mr[5] & ~0xfUL, page(5, 0).raw);
	CHECK_EQ(mr[5] & 6, 6);
}

/* The fpages are in the UTCB, MR0 included. */
static void memory_control_regs(word_t arg)
{
	const struct abi_call *c = &arch_abi.memory_control;
	struct raw_regs r = ABI_REGS(c, ABI_LINK(MemoryControl), 0, L4_DefaultMemory, 77, 77,
				     77);

	(void)arg;
	abi_mrs()[0] = page(0, 0).raw & ~7UL;
	abi_do(c, &r);
	CHECK_EQ(r.r[0], 1);
	r.r[0] = 0;
	abi_mrs()[0] = (page(0, 0).raw & ~7UL) | 1;
	abi_do(c, &r);
	CHECK_EQ(r.r[0], 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

/* --- calls by a jump --------------------------------------------------------------------- */

static void utcb_call(word_t arg)
{
	struct raw_regs r = abi_regs(&utcb, CALL_UTCB, NULL, 0);

	(void)arg;
	abi_do(&utcb, &r);
	CHECK_EQ(r.r[0], L4_LocalIdOf(L4_Myself()).raw);
}

static void name_call(word_t arg)
{
	struct raw_regs r = abi_regs(&name, CALL_NAME, NULL, 0);

	(void)arg;
	abi_do(&name, &r);
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

static const struct test tests[] = {
	{"ipc.receive", "8", abi_receive, 7},
	{"ipc.send", "8", abi_send, 6},
	{"lipc.receive", "8", abi_receive, 7 | ABI_LIPC},
	{"lipc.send", "8", abi_send, 6 | ABI_LIPC},
	{"ipc.unsent.none", "8", ipc_unsent, 0},
	{"ipc.unsent.two", "8", ipc_unsent, 2},
	{"ipc.timeouts", "8", abi_timeouts},
	{"thread-switch", "8", abi_thread_switch},
	{"system-clock", "8", abi_system_clock},
	{"exchange-registers", "8", abi_exchange_registers},
	{"thread-control", "8", abi_thread_control},
	{"schedule", "8", abi_schedule},
	{"unmap", "8", unmap_regs},
	{"space-control", "8", abi_space_control},
	{"processor-control", "8", abi_processor_control},
	{"memory-control", "8", memory_control_regs},
	{"kernel-interface", "2.9", abi_kernel_interface, CALL_KIP},
	{"utcb-call", "3.6", utcb_call},
	{"name-call", "8", name_call},
	{"utcb-word", "3.6", utcb_word},
	{"utcb-word.protected", "3.6", utcb_word_protected},
	{"start-registers", "10.1", start_registers},
};

TOPIC(abi, "abi");
