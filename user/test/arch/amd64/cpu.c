/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - tests of exceptions of amd64 alone: vectors, instruction pointers. */

#include "../x86/vectors.h"

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

static const struct vector vectors[] = {
	{ jump_to_kernel, 13, 0x08, false },
	{ int_4, 13, 4 * 8 + 2, false },
	{ read_nowhere, 13, 0, false },
	{ no_such_call, 6, 0, false },
};

static void vector(word_t which)
{
	check_vector(&vectors[which]);
}

/* Stack fault on real CPUs, general protection on emulators. */
static void stack_nowhere(word_t arg)
{
	static const struct vector v = { push_nowhere, 12, 0, false };

	(void)arg;
	run_vector(&v);
	CHECK_IN(message.out[ARCH_EXC_NUMBER], 12, 13);
}

/* --- what tells where the kernel's tables are -------------------------------------------- */

static void store_gdt(void)
{
	static char table[10];

	__asm__ volatile("sgdt %0" : "=m"(table));
}

static void store_idt(void)
{
	static char table[10];

	__asm__ volatile("sidt %0" : "=m"(table));
}

static void store_ldt(void)
{
	__asm__ volatile("sldt %%rax" : : : "rax");
}

static void store_task(void)
{
	__asm__ volatile("str %%rax" : : : "rax");
}

static void store_cr0(void)
{
	__asm__ volatile("smsw %%rax" : : : "rax");
}

/* Users may not ask where the CPU can forbid it (UMIP). */
static bool has_umip(void)
{
	uint32_t eax = 0, ebx, ecx = 0, edx;

	__asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
	if (eax < 7)
		return false;
	eax = 7;
	ecx = 0;
	__asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
	return (ecx & 4) != 0;
}

static void tables_hidden(word_t arg)
{
	static const struct vector stores[] = {
		{ store_gdt, 13, 0, false },
		{ store_idt, 13, 0, false },
		{ store_ldt, 13, 0, false },
		{ store_task, 13, 0, false },
		{ store_cr0, 13, 0, false },
	};

	(void)arg;
	if (!has_umip())
		test_skip("the CPU has no UMIP");
	for (unsigned i = 0; i < ARRAY_SIZE(stores); i++)
		check_vector(&stores[i]);
}

/* --- instruction pointers that do not exist ---------------------------------------------- */

#define NOWHERE 0x0000800000000000UL

/* It makes no difference how a thread gets there: its handler is told, the kernel goes on. */
static void bad_ip(word_t ip)
{
	struct thread *t = run_trap();

	exregs(t->id, EX_S | EX_R | EX_IP, 0, ip, 0, 0, L4_nilthread);
	await_exception(t);
	CHECK_EQ(message.out[1], ip);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

static void bad_ip_reply(word_t ip)
{
	struct thread *t = run_trap();
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
	struct vector v = { (void (*)(void))ip, 13, 0, false };

	run_vector(&v);
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

#define VECTOR(name, i) { "vector." name, "7.1", vector, i }

static const struct test tests[] = {
	VECTOR("far-jump", 0),
	VECTOR("int-04", 1),
	VECTOR("read-nowhere", 2),
	VECTOR("no-such-call", 3),
	{ "stack-nowhere", "7.1", stack_nowhere },
	{ "tables-hidden", "7.1", tables_hidden },
	{ "ip.exregs", "7", bad_ip, NOWHERE },
	{ "ip.exregs-high", "7", bad_ip, 0x7fff800000000000 },
	{ "ip.reply", "7", bad_ip_reply, NOWHERE },
	{ "ip.jump", "7", bad_jump, NOWHERE },
};

TOPIC(cpu, "amd64");
