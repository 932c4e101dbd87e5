/* SPDX-License-Identifier: BSD-2-Clause */
/* environment.c - tests of what PCs promise to user code besides exceptions. */

#include <l4/kdebug.h>

#include "lib.h"

static void flags_at_user(word_t arg)
{
	word_t flags;

	(void)arg;
	__asm__ volatile("pushf; pop %0" : "=r"(flags));
	CHECK_EQ(flags & 0x3000, 0);
	CHECK_EQ(flags & 0x200, 0x200);
	CHECK_EQ(flags & 0x24400, 0);
}

static void gs_word(word_t arg)
{
	word_t w;

	(void)arg;
	__asm__ volatile("mov %%gs:0, %0" : "=r"(w));
	CHECK_EQ(w, L4_LocalIdOf(L4_Myself()).raw);
}

static void tsc(word_t arg)
{
	uint64_t a = arch_cycles();

	(void)arg;
	spin_us(1000);
	CHECK(arch_cycles() > a);
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
	L4_KDB_PrintString((const char *)(~(~(word_t)0 >> 1)));
	L4_KDB_PrintString((const char *)-2);
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

static const struct test tests[] = {
	{ "flags", "6.1", flags_at_user },
	{ "gs-word", "3.4", gs_word },
	{ "tsc", "6.1", tsc },
	{ "msr.privileged", "6.1", msr_privileged },
	{ "debugger.intra", "14.14", debugger_output, 0 },
	{ "debugger.inter", "14.14", debugger_output, 1 },
};

TOPIC(environment, "environment");
