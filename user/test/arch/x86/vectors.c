/* SPDX-License-Identifier: BSD-2-Clause */
/* vectors.c - tests of exceptions: vectors a user can cause everywhere, all registers. */

#include "vectors.h"

#define EXCEPTION PROTOCOL(-5, 0, ARCH_EXC_WORDS)

struct ipc message;
static tid_t handler;

void await_exception(const struct thread *t)
{
	message = (struct ipc){ .from_spec = t->id,
				.timeouts = L4_Timeouts(L4_Never, ms(1000)) };
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
	raw_step(true);
}

static void breakpoint(void)
{
	__asm__ volatile("int3; nop; nop; nop");
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
	__asm__ volatile("mov %0, %%cr3" : : "a"(0UL));
}

static void load_gdt(void)
{
	static const char table[10];

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

static const struct vector vectors[] = {
	{ divide, 0, 0, false },
	{ step, 1, 0, false },
	{ breakpoint, 3, 0, false },
	{ undefined, 6, 0, false },
	{ halt, 13, 0, false },
	{ disable, 13, 0, true },
	{ load_cr3, 13, 0, false },
	{ load_gdt, 13, 0, false },
	{ bad_selector, 13, 0x1230, false },
	{ read_msr, 13, 0, true },
	{ int_80, 13, 0x80 * 8 + 2, false },
	{ int_20, 13, 0x20 * 8 + 2, false },
	{ int_0e, 13, 0x0e * 8 + 2, false },
	{ int_ff, 13, 0xff * 8 + 2, false },
	{ fpu_error, 16, 0, false },
};

static void run_code(void *arg)
{
	const struct vector *v = arg;

	L4_Set_ExceptionHandler(handler);
	v->code();
}

void run_vector(const struct vector *v)
{
	handler = L4_MyGlobalId();
	await_exception(SPAWN(run_code, (void *)v, .where = v->other_space ? NEW_SPACE : NULL));
}

void check_vector(const struct vector *v)
{
	run_vector(v);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], v->number);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], v->error);
	CHECK_IN(message.out[1], (word_t)v->code, (word_t)v->code + 64);
}

static void vector(word_t which)
{
	check_vector(&vectors[which]);
}

/* Model-specific registers that the kernel works by are not even a privileged space's to write. */
static volatile uint32_t msr;

static void write_msr(void)
{
	__asm__ volatile("wrmsr" : : "a"(0), "c"(msr), "d"(0));
}

static void kernel_msr(word_t which)
{
	static const struct vector v = { write_msr, 13, 0, false };

	msr = (uint32_t)which;
	check_vector(&v);
}

/* --- registers --------------------------------------------------------------------------- */

static void trap(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	raw_trap();
}

struct thread *run_trap(void)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		raw_before[i] = (word_t)0x0111111111111111 * (i + 1);
	t = run_local(trap, NULL);
	await_exception(t);
	return t;
}

static void registers_told(word_t arg)
{
	struct thread *t = run_trap();

	(void)arg;
	CHECK_EQ(message.out[1], (word_t)raw_trap_at);
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		CHECK_EQ(message.out[RAW_TRAP_MR + i], raw_before[i]);
	CHECK_IN(message.out[ARCH_EXC_SP], thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK_EQ(message.out[ARCH_EXC_FLAGS] & 0x3200, 0x200);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 6);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], 0);
}

/* What the answer has for raw_before[i]; a stack stays where it is. */
static word_t changed(unsigned i)
{
	return RAW_TRAP_MR + i == ARCH_EXC_SP ? raw_before[i] : ~raw_before[i];
}

/* Registers not supplied keep their values. */
static void registers_set(word_t words)
{
	struct thread *t = run_trap();
	struct ipc c = { .to = t->id, .timeouts = NEVER };

	for (unsigned i = 1; i <= ARCH_EXC_WORDS; i++)
		c.mr[i] = message.out[i];
	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = (word_t)raw_trap_end;
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		c.mr[RAW_TRAP_MR + i] = changed(i);
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		CHECK_EQ(raw_after[i], RAW_TRAP_MR + i <= words ? changed(i) : raw_before[i]);
}

/* The answer cannot raise privileges: IOPL, IF, VM stay. */
static void flags_masked(word_t arg)
{
	struct thread *t = run_trap();
	struct ipc c = { .to = t->id, .timeouts = NEVER };
	word_t flags;

	(void)arg;
	for (unsigned i = 1; i <= ARCH_EXC_WORDS; i++)
		c.mr[i] = message.out[i];
	c.mr[0] = TAG(0, ARCH_EXC_WORDS, 0);
	c.mr[ARCH_EXC_FLAGS] = ~0x100UL;
	ipc_do(&c);
	await_exception(t);
	flags = message.out[ARCH_EXC_FLAGS];
	CHECK_EQ(flags & 0x3000, 0);
	CHECK_EQ(flags & 0x200, 0x200);
	CHECK_EQ(flags & 0x20000, 0);
	CHECK_EQ(flags & 0x8d5, 0x8d5);
}

/*
 * Single step through system calls: the kernel itself is never stepped.  Without DS, too, though
 * QEMU lets a program use a null selector, so that this can fail on a real CPU only.
 */
static volatile word_t calls_made;

static void stepped_calls(void *arg)
{
	tid_t from;

	L4_Set_ExceptionHandler(handler);
	if (arg) {
		raw_step_ipc_without_ds();
	} else {
		raw_step(true);
		L4_ThreadSwitch(L4_nilthread);
		L4_SystemClock();
		L4_Ipc(L4_nilthread, L4_nilthread, NEVER, &from);
		raw_step(false);
	}
	calls_made = 1;
}

static void step_calls(word_t without_ds)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	calls_made = 0;
	t = run_local(stepped_calls, (void *)without_ds);
	for (unsigned i = 0; i < 2000 && !calls_made; i++) {
		struct ipc c = { .to = t->id, .timeouts = NEVER };

		message = (struct ipc){ .from_spec = t->id,
					.timeouts = L4_Timeouts(L4_Never, ms(50)) };
		ipc_do(&message);
		if (message.out[0] & TAG_E)
			break;
		CHECK_EQ(message.out[0], EXCEPTION);
		CHECK_EQ(message.out[ARCH_EXC_NUMBER], 1);
		CHECK(message.out[1] < ARCH_KERNEL_ADDRESS);
		for (unsigned k = 1; k <= ARCH_EXC_WORDS; k++)
			c.mr[k] = message.out[k];
		c.mr[0] = TAG(0, ARCH_EXC_WORDS, 0);
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
	}
	thread_join(t);
	CHECK_EQ(calls_made, 1);
}

#define VECTOR(name, i) { "vector." name, "6.2", vector, i }

static const struct test tests[] = {
	VECTOR("divide", 0),
	VECTOR("step", 1),
	VECTOR("breakpoint", 2),
	VECTOR("undefined", 3),
	VECTOR("hlt", 4),
	VECTOR("cli", 5),
	VECTOR("cr3", 6),
	VECTOR("lgdt", 7),
	VECTOR("selector", 8),
	VECTOR("rdmsr", 9),
	VECTOR("int-80", 10),
	VECTOR("int-20", 11),
	VECTOR("int-0e", 12),
	VECTOR("int-ff", 13),
	VECTOR("fpu", 14),
	{ "vector.wrmsr.apic-base", "6.2", kernel_msr, 0x1b },
	{ "vector.wrmsr.tsc-deadline", "6.2", kernel_msr, 0x6e0 },
	{ "vector.wrmsr.x2apic-eoi", "6.2", kernel_msr, 0x80b },
	{ "vector.wrmsr.x2apic-last", "6.2", kernel_msr, 0x8ff },
	{ "vector.wrmsr.sysret", "6.2", kernel_msr, 0xc0000081 },
	{ "registers.told", "6.2", registers_told },
	{ "registers.set", "6.2", registers_set, ARCH_EXC_WORDS },
	{ "registers.kept.1", "6.2", registers_set, 1 },
	{ "registers.kept.6", "6.2", registers_set, 6 },
	{ "registers.kept.most", "6.2", registers_set, ARCH_EXC_WORDS - 4 },
	{ "registers.flags", "6.2", flags_masked },
	{ "step-calls", "6.1", step_calls, 0 },
	{ "step-calls.no-ds", "6.1", step_calls, 1 },
};

TOPIC(vectors, "vectors");
