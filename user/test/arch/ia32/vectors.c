/* SPDX-License-Identifier: BSD-2-Clause */
/* vectors.c - tests of exceptions of ia32: every vector a user can cause, all registers. */

#include <l4/kdebug.h>

#include "raw.h"

#define EXCEPTION PROTOCOL(-5, 0, ARCH_EXC_WORDS)

static tid_t handler;
static struct ipc message;

static void await_exception(const struct thread *t)
{
	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(tag_error(message.out[0]), 0);
	CHECK_EQ(message.out[0], EXCEPTION);
}

/* --- one instruction each ---------------------------------------------------------------- */

static void divide(void)
{
	__asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" : : : "eax", "ecx", "edx", "cc");
}

static void step(void)
{
	__asm__ volatile("pushfl; orl $0x100, (%%esp); popfl; nop; nop" : : : "cc", "memory");
}

static void breakpoint(void)
{
	__asm__ volatile("int3; nop; nop; nop");
}

static void overflow(void)
{
	__asm__ volatile("movl $0x7fffffff, %%eax; addl $1, %%eax; into" : : : "eax", "cc");
}

static void bound(void)
{
	static const int limits[2] = {1, 2};

	__asm__ volatile("bound %0, %1" : : "r"(5), "m"(limits));
}

static void undefined(void)
{
	__asm__ volatile("ud2");
}

static void halt(void)
{
	__asm__ volatile("hlt");
}

static void disable(void)
{
	__asm__ volatile("cli");
}

static void load_cr3(void)
{
	__asm__ volatile("movl %%eax, %%cr3" : : "a"(0));
}

static void load_gdt(void)
{
	static const char table[6];

	__asm__ volatile("lgdt %0" : : "m"(table));
}

static void bad_selector(void)
{
	__asm__ volatile("movl $0x1230, %%eax; movw %%ax, %%fs" : : : "eax");
}

static void read_msr(void)
{
	__asm__ volatile("movl $0x1b, %%ecx; rdmsr" : : : "eax", "ecx", "edx");
}

static void int_80(void)
{
	__asm__ volatile("int $0x80");
}

static void int_20(void)
{
	__asm__ volatile("int $0x20");
}

static void int_0e(void)
{
	__asm__ volatile("int $0x0e");
}

static void int_ff(void)
{
	__asm__ volatile("int $0xff");
}

static void fpu_error(void)
{
	static const uint16_t control = 0x37b;

	__asm__ volatile("fninit; fldcw %0; fld1; fldz; fdivrp; fwait" : : "m"(control));
}

static void jump_to_kernel(void)
{
	__asm__ volatile("ljmp $0x08, $1f; 1:");
}

static const struct vector {
	void (*code)(void);
	word_t number, error;
	bool other_space;
} vectors[] = {
	{divide, 0, 0, false},
	{step, 1, 0, false},
	{breakpoint, 3, 0, false},
	{overflow, 4, 0, false},
	{bound, 5, 0, false},
	{undefined, 6, 0, false},
	{halt, 13, 0, false},
	{disable, 13, 0, true},
	{load_cr3, 13, 0, false},
	{load_gdt, 13, 0, false},
	{bad_selector, 13, 0x1230, false},
	{read_msr, 13, 0, true},
	{int_80, 13, 0x80 * 8 + 2, false},
	{int_20, 13, 0x20 * 8 + 2, false},
	{int_0e, 13, 0x0e * 8 + 2, false},
	{int_ff, 13, 0xff * 8 + 2, false},
	{fpu_error, 16, 0, false},
	{jump_to_kernel, 13, 0x08, false},
};

static void run_vector(void *arg)
{
	const struct vector *v = arg;

	L4_Set_ExceptionHandler(handler);
	v->code();
}

static void vector(word_t which)
{
	const struct vector *v = &vectors[which];
	struct thread *t;

	handler = L4_MyGlobalId();
	t = SPAWN(run_vector, (void *)v, .where = v->other_space ? NEW_SPACE : NULL);
	await_exception(t);
	CHECK_EQ(message.out[3], v->number);
	CHECK_EQ(message.out[4], v->error);
	CHECK_IN(message.out[1], (word_t)v->code, (word_t)v->code + 64);
}

/* --- registers --------------------------------------------------------------------------- */

static void trap(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	raw_trap();
}

static struct thread *trapped(void)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	for (unsigned i = 0; i < 8; i++)
		raw_before[i] = 0x11111111 * (i + 1);
	t = run_local(trap, NULL);
	await_exception(t);
	return t;
}

static void registers_told(word_t arg)
{
	struct thread *t = trapped();

	(void)arg;
	(void)t;
	CHECK_EQ(message.out[1], (word_t)raw_trap_at);
	CHECK_EQ(message.out[2] & 0x3200, 0x200);
	CHECK_EQ(message.out[3], 6);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(message.out[5 + i], raw_before[i]);
}

static void go_on(struct thread *t, unsigned words)
{
	struct ipc c = {.to = t->id, .timeouts = NEVER};

	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = (word_t)raw_trap_end;
	c.mr[2] = message.out[2];
	for (unsigned i = 0; i < 8; i++)
		c.mr[5 + i] = i == 3 ? message.out[8] : 0xabc00000 + i;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
}

static void registers_set(word_t arg)
{
	struct thread *t = trapped();

	(void)arg;
	go_on(t, 12);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(raw_after[i], i == 3 ? message.out[8] : 0xabc00000 + i);
}

/* Registers not supplied keep their values. */
static void registers_kept(word_t words)
{
	struct thread *t = trapped();

	go_on(t, (unsigned)words);
	for (unsigned i = 0; i < 8; i++) {
		if (5 + i <= words && i != 3)
			CHECK_EQ(raw_after[i], 0xabc00000 + i);
		else
			CHECK_EQ(raw_after[i], message.out[5 + i]);
	}
}

/* The answer cannot raise privileges: IOPL, IF, VM stay. */
static void flags_masked(word_t arg)
{
	struct thread *t = trapped();
	struct ipc c = {.to = t->id, .timeouts = NEVER};
	word_t flags;

	(void)arg;
	c.mr[0] = TAG(0, 2, 0);
	c.mr[1] = (word_t)raw_trap_at;
	c.mr[2] = 0xffffffff & ~0x100UL;
	ipc_do(&c);
	await_exception(t);
	flags = message.out[2];
	CHECK_EQ(flags & 0x3000, 0);
	CHECK_EQ(flags & 0x200, 0x200);
	CHECK_EQ(flags & 0x20000, 0);
	CHECK_EQ(flags & 0x8d5, 0x8d5);
}

/* Single step through system calls: the kernel itself is never stepped. */
static volatile word_t calls_made;

static void stepped_calls(void *arg)
{
	tid_t from;

	(void)arg;
	L4_Set_ExceptionHandler(handler);
	__asm__ volatile("pushfl; orl $0x100, (%%esp); popfl" : : : "cc", "memory");
	L4_ThreadSwitch(L4_nilthread);
	L4_SystemClock();
	L4_Ipc(L4_nilthread, L4_nilthread, NEVER, &from);
	__asm__ volatile("pushfl; andl $~0x100, (%%esp); popfl" : : : "cc", "memory");
	calls_made = 1;
}

static void step_calls(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	calls_made = 0;
	t = run_local(stepped_calls, NULL);
	for (unsigned i = 0; i < 2000 && !calls_made; i++) {
		struct ipc c = {.to = t->id, .timeouts = NEVER};

		message = (struct ipc){.from_spec = t->id,
				       .timeouts = L4_Timeouts(L4_Never, ms(50))};
		ipc_do(&message);
		if (message.out[0] & TAG_E)
			break;
		CHECK_EQ(message.out[0], EXCEPTION);
		CHECK_EQ(message.out[3], 1);
		CHECK(message.out[1] < ARCH_KERNEL_ADDRESS);
		for (unsigned k = 1; k <= 12; k++)
			c.mr[k] = message.out[k];
		c.mr[0] = TAG(0, 12, 0);
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
	}
	thread_join(t);
	CHECK_EQ(calls_made, 1);
}

/* --- privileged spaces, debugger --------------------------------------------------------- */

static void msr_privileged(word_t arg)
{
	uint32_t low, high;

	(void)arg;
	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(0x1b));
	(void)low;
	(void)high;
}

static volatile word_t printed;

static void print(void *arg)
{
	(void)arg;
	L4_KDB_PrintString("");
	L4_KDB_PrintString((const char *)0x4);
	L4_KDB_PrintString((const char *)ARCH_KERNEL_ADDRESS);
	L4_KDB_PrintString((const char *)0xfffffffe);
	L4_KDB_ReadChar();
	printed = 1;
}

/* Output of the debugger works for every thread, and no pointer hurts. */
static void debugger_output(word_t other_space)
{
	struct thread *t;

	printed = 0;
	t = SPAWN(print, NULL, .where = other_space ? NEW_SPACE : NULL);
	thread_join(t);
	CHECK_EQ(printed, 1);
}

#define VECTOR(name, i)                          \
	{                                        \
		"vector." name, "6.2", vector, i \
	}

static const struct test tests[] = {
	VECTOR("divide", 0),
	VECTOR("step", 1),
	VECTOR("breakpoint", 2),
	VECTOR("overflow", 3),
	VECTOR("bound", 4),
	VECTOR("undefined", 5),
	VECTOR("hlt", 6),
	VECTOR("cli", 7),
	VECTOR("cr3", 8),
	VECTOR("lgdt", 9),
	VECTOR("selector", 10),
	VECTOR("rdmsr", 11),
	VECTOR("int-80", 12),
	VECTOR("int-20", 13),
	VECTOR("int-0e", 14),
	VECTOR("int-ff", 15),
	VECTOR("fpu", 16),
	VECTOR("far-jump", 17),
	{"registers.told", "6.2", registers_told},
	{"registers.set", "6.2", registers_set},
	{"registers.kept.1", "6.2", registers_kept, 1},
	{"registers.kept.6", "6.2", registers_kept, 6},
	{"registers.flags", "6.2", flags_masked},
	{"step-calls", "6.1", step_calls},
	{"msr.privileged", "6.1", msr_privileged},
	{"debugger.intra", "14.14", debugger_output, 0},
	{"debugger.inter", "14.14", debugger_output, 1},
};

TOPIC(vectors, "ia32");
