/* SPDX-License-Identifier: BSD-2-Clause */
/* vectors.c - tests of exceptions of amd64: every vector a user can cause, all registers. */

#include <l4/kdebug.h>

#include "raw.h"

#define EXCEPTION PROTOCOL(-5, 0, ARCH_EXC_WORDS)

static tid_t handler;
static struct ipc message;

static void await_exception(const struct thread *t)
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

/* Below the red zone. */
#define FLAGS(change) \
	"subq $128, %%rsp; pushfq; " change ", (%%rsp); popfq; addq $128, %%rsp"

static void step(void)
{
	__asm__ volatile(FLAGS("orq $0x100") : : : "cc", "memory");
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
	__asm__ volatile("movq %%rax, %%cr3" : : "a"(0UL));
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

static void jump_to_kernel(void)
{
	static const uint32_t target[2] = { 0x1000, 0x08 };

	__asm__ volatile("ljmpl *%0" : : "m"(target));
}

static void int_4(void)
{
	__asm__ volatile("int $4");
}

/* Addresses whose upper bits are not copies of bit 47. */
static void read_nowhere(void)
{
	__asm__ volatile("movabsq $0x800000000000, %%rax; movq (%%rax), %%rax" : : : "rax");
}

static void push_nowhere(void)
{
	__asm__ volatile("movq %%rsp, %%rcx; movabsq $0x8000000000000000, %%rsp;"
			 "pushq %%rax; movq %%rcx, %%rsp" : : : "rcx", "memory");
}

static void no_such_call(void)
{
	__asm__ volatile("movl $0x1004d, %%ebx; xchgq %%rbx, %%rbp; syscall; xchgq %%rbx, %%rbp"
			 : : : "rbx", "rcx", "r11", "memory");
}

static const struct vector {
	void (*code)(void);
	word_t number, error;
	bool other_space;
} vectors[] = {
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
	{ jump_to_kernel, 13, 0x08, false },
	{ int_4, 13, 4 * 8 + 2, false },
	{ read_nowhere, 13, 0, false },
	{ no_such_call, 6, 0, false },
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
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], v->number);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], v->error);
	CHECK_IN(message.out[1], (word_t)v->code, (word_t)v->code + 64);
}

/* Stack fault on real CPUs, general protection on emulators. */
static void stack_nowhere(word_t arg)
{
	static const struct vector v = { push_nowhere, 12, 0, false };

	(void)arg;
	handler = L4_MyGlobalId();
	await_exception(run_local(run_vector, (void *)&v));
	CHECK_IN(message.out[ARCH_EXC_NUMBER], 12, 13);
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
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		raw_before[i] = 0x0111111111111111 * (word_t)(i + 1);
	t = run_local(trap, NULL);
	await_exception(t);
	return t;
}

static void registers_told(word_t arg)
{
	struct thread *t = trapped();

	(void)arg;
	CHECK_EQ(message.out[1], (word_t)raw_trap_at);
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		CHECK_EQ(message.out[2 + i], raw_before[i]);
	CHECK_IN(message.out[L4_EXC_MR_RSP], thread_sp(t) - STACK_SIZE, thread_sp(t));
	CHECK_EQ(message.out[L4_EXC_MR_RFLAGS] & 0x3200, 0x200);
	CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], 6);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], 0);
}

/* Registers not supplied keep their values. */
static void registers_set(word_t words)
{
	struct thread *t = trapped();
	struct ipc c = { .to = t->id, .timeouts = NEVER };

	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = (word_t)raw_trap_end;
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		c.mr[2 + i] = 0xabc0000000000000 + i;
	for (unsigned i = 2 + RAW_TRAP_REGS; i <= L4_EXC_MRS; i++)
		c.mr[i] = message.out[i];
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	for (unsigned i = 0; i < RAW_TRAP_REGS; i++)
		CHECK_EQ(raw_after[i], 2 + i <= words ? 0xabc0000000000000 + i : raw_before[i]);
}

/* The answer cannot raise privileges: IOPL, IF, VM stay. */
static void flags_masked(word_t arg)
{
	struct thread *t = trapped();
	struct ipc c = { .to = t->id, .timeouts = NEVER };
	word_t flags;

	(void)arg;
	for (unsigned i = 1; i <= L4_EXC_MRS; i++)
		c.mr[i] = message.out[i];
	c.mr[0] = TAG(0, L4_EXC_MRS, 0);
	c.mr[L4_EXC_MR_RFLAGS] = ~0x100UL;
	ipc_do(&c);
	await_exception(t);
	flags = message.out[L4_EXC_MR_RFLAGS];
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
	__asm__ volatile(FLAGS("orq $0x100") : : : "cc", "memory");
	L4_ThreadSwitch(L4_nilthread);
	L4_SystemClock();
	L4_Ipc(L4_nilthread, L4_nilthread, NEVER, &from);
	__asm__ volatile(FLAGS("andq $~0x100") : : : "cc", "memory");
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
		struct ipc c = { .to = t->id, .timeouts = NEVER };

		message = (struct ipc){ .from_spec = t->id,
					.timeouts = L4_Timeouts(L4_Never, ms(50)) };
		ipc_do(&message);
		if (message.out[0] & TAG_E)
			break;
		CHECK_EQ(message.out[0], EXCEPTION);
		CHECK_EQ(message.out[ARCH_EXC_NUMBER], 1);
		CHECK(message.out[1] < ARCH_KERNEL_ADDRESS);
		for (unsigned k = 1; k <= L4_EXC_MRS; k++)
			c.mr[k] = message.out[k];
		c.mr[0] = TAG(0, L4_EXC_MRS, 0);
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
	}
	thread_join(t);
	CHECK_EQ(calls_made, 1);
}

/* --- instruction pointers that do not exist ---------------------------------------------- */

#define NOWHERE 0x0000800000000000UL

static void jump(void *arg)
{
	L4_Set_ExceptionHandler(handler);
	((void (*)(void))arg)();
}

/* It makes no difference how a thread gets there: its handler is told, the kernel goes on. */
static void bad_ip(word_t ip)
{
	struct thread *t = trapped();

	exregs(t->id, EX_S | EX_R | EX_IP, 0, ip, 0, 0, L4_nilthread);
	await_exception(t);
	CHECK_EQ(message.out[1], ip);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

static void bad_ip_reply(word_t ip)
{
	struct thread *t = trapped();
	struct ipc c = { .to = t->id, .timeouts = NEVER };

	c.mr[0] = TAG(0, 1, 0);
	c.mr[1] = ip;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	await_exception(t);
	CHECK_EQ(message.out[1], ip);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

static void bad_jump(word_t ip)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	t = run_local(jump, (void *)ip);
	await_exception(t);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
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
	L4_KDB_PrintString((const char *)0x8000000000000000);
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

#define VECTOR(name, i) { "vector." name, "7.1", vector, i }

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
	VECTOR("far-jump", 15),
	VECTOR("int-04", 16),
	VECTOR("read-nowhere", 17),
	VECTOR("no-such-call", 18),
	{ "stack-nowhere", "7.1", stack_nowhere },
	{ "registers.told", "7.1", registers_told },
	{ "registers.set", "7.1", registers_set, L4_EXC_MRS },
	{ "registers.kept.1", "7.1", registers_set, 1 },
	{ "registers.kept.6", "7.1", registers_set, 6 },
	{ "registers.kept.16", "7.1", registers_set, 16 },
	{ "registers.flags", "7.1", flags_masked },
	{ "ip.exregs", "7", bad_ip, NOWHERE },
	{ "ip.exregs-high", "7", bad_ip, 0x7fff800000000000 },
	{ "ip.reply", "7", bad_ip_reply, NOWHERE },
	{ "ip.jump", "7", bad_jump, NOWHERE },
	{ "step-calls", "7", step_calls },
	{ "msr.privileged", "7", msr_privileged },
	{ "debugger.intra", "14.14", debugger_output, 0 },
	{ "debugger.inter", "14.14", debugger_output, 1 },
};

TOPIC(vectors, "amd64");
