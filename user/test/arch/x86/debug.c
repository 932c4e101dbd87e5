/* SPDX-License-Identifier: BSD-2-Clause */
/* debug.c - tests of the debug registers, which every thread has of its own. */

#include "lib.h"

#define WRITE_WATCHED 0x000d0000UL /* DR7: breakpoint 0 is a write of four bytes */
#define LOCAL_0	      0x1UL
#define GLOBAL_BITS   0x2aaUL
#define ALWAYS_ONE    0x400UL
#define DETECT	      0x2000UL

#define GET(n, v) __asm__ volatile("mov %%db" #n ", %0" : "=r"(v))
#define SET(n, v) __asm__ volatile("mov %0, %%db" #n : : "r"((word_t)(v)))

static tid_t handler;
static struct ipc message;
static volatile uint32_t watched;
static volatile word_t value, causes;

static void watch(void *arg)
{
	word_t v;

	(void)arg;
	L4_Set_ExceptionHandler(handler);
	SET(0, &watched);
	SET(7, WRITE_WATCHED | LOCAL_0);
	watched = 5;
	GET(6, v);
	causes = v;
	SET(7, 0);
	watched = 6;
}

static void receive(const struct thread *t, unsigned limit_ms)
{
	message = (struct ipc){ .from_spec = t->id,
				.timeouts = L4_Timeouts(L4_Never, ms(limit_ms)) };
	ipc_do(&message);
}

static void go_on(const struct thread *t)
{
	ipc_answer(t->id, &message, message.out[1], ARCH_EXC_WORDS);
}

/* A breakpoint is exception 1; DR6 tells which one. */
static void breakpoint(word_t other_space)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	watched = causes = 0;
	t = SPAWN(watch, NULL, .where = other_space ? NEW_SPACE : NULL);
	receive(t, 500);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 1);
	CHECK_EQ(watched, 5);
	watched = 7; /* our own registers are empty */
	go_on(t);
	thread_join(t);
	CHECK_EQ(watched, 6);
	CHECK_EQ(causes & 0xf, 1);
}

static void read_registers(void *arg)
{
	word_t a, b;

	(void)arg;
	GET(0, a);
	GET(7, b);
	value = a | (b & ~ALWAYS_ONE);
}

/* One thread's registers are not another's. */
static void own_registers(word_t arg)
{
	struct thread *t;
	word_t address;

	(void)arg;
	SET(0, 0x1234);
	SET(3, 0x5678);
	value = 1;
	t = run_local(read_registers, NULL);
	thread_join(t);
	CHECK_EQ(value, 0);
	GET(0, address);
	CHECK_EQ(address, 0x1234);
	GET(3, address);
	CHECK_EQ(address, 0x5678);
}

/* Neither global breakpoints nor the detection of register accesses. */
static void no_global_bits(word_t arg)
{
	word_t dr7;

	(void)arg;
	SET(7, GLOBAL_BITS | DETECT);
	GET(7, dr7);
	CHECK_EQ(dr7, ALWAYS_ONE);
}

/* The kind 2, ports, is one only where CR4.DE says so: such a breakpoint cannot be enabled. */
static void no_undefined_kind(word_t n)
{
	word_t kind = (word_t)2 << (16 + 4 * n), dr7;

	SET(7, kind | 0x55);
	GET(7, dr7);
	SET(7, 0);
	CHECK_EQ(dr7 & 0x55, 0x55 & ~(1u << 2 * n));
}

static void watch_kernel(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	SET(0, ARCH_KERNEL_ADDRESS);
}

/* No breakpoints in the kernel: the instruction is an exception. */
static void kernel_address(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	t = run_local(watch_kernel, NULL);
	receive(t, 500);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

static const struct test tests[] = {
	{ "breakpoint.intra", "6.1", breakpoint, 0 },
	{ "breakpoint.inter", "6.1", breakpoint, 1 },
	{ "own", "6.1", own_registers },
	{ "no-global-bits", "6.1", no_global_bits },
	{ "no-undefined-kind.0", "6.1", no_undefined_kind, 0 },
	{ "no-undefined-kind.3", "6.1", no_undefined_kind, 3 },
	{ "kernel-address", "6.1", kernel_address },
};

TOPIC(debug, "debug");
