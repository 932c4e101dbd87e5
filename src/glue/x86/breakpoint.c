/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint.c - breakpoints and single steps of the kernel debugger (CONFIG_KDB).
 *
 * It shares the debug registers with the users' debuggers (special.c): a register with one of its
 * breakpoints is taken from them as long as that is set.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kdb.h"
#include "percpu.h"
#include "tcb.h"

#define DEBUG_REGISTERS	4
#define DR6_STEP	0x4000u
#define DR7_ONE		0x00000400u
#define DR7_GLOBAL(n)	(2u << 2 * (n))			/* enable bit that users do not have */
#define DR7_ALL(n)	(3u << 2 * (n) | 15u << (16 + 4 * (n)))

word_t glue_breakpoint_hits;
word_t glue_breakpoint_dr7, glue_breakpoint_owned;
static word_t address[DEBUG_REGISTERS];
static const struct tcb *stepping;	/* has TF because of us */

static void set_dr7(word_t v)
{
	__asm__ volatile("mov %0, %%db7" : : "r"(v));
}

void glue_breakpoint_load(void)
{
	if (glue_breakpoint_hits & 1)
		__asm__ volatile("mov %0, %%db0" : : "r"(address[0]));
	if (glue_breakpoint_hits & 2)
		__asm__ volatile("mov %0, %%db1" : : "r"(address[1]));
	if (glue_breakpoint_hits & 4)
		__asm__ volatile("mov %0, %%db2" : : "r"(address[2]));
	if (glue_breakpoint_hits & 8)
		__asm__ volatile("mov %0, %%db3" : : "r"(address[3]));
}

/* Ours and those of the current thread. */
static void reload(void)
{
	set_dr7(DR7_ONE);
	glue_breakpoint_load();
	set_dr7(glue_breakpoint_dr7 | DR7_ONE);
	glue_switch_special(arch_self()->current);
}

/* Entry code runs on stacks too small to stop there. */
static bool is_entry_code(word_t va)
{
	return va >= (word_t)glue_trap_stubs && va < (word_t)glue_entry_end;
}

bool glue_breakpoint_set(unsigned n, word_t va)
{
	if (n >= DEBUG_REGISTERS || is_entry_code(va))
		return false;
	address[n] = va;
	glue_breakpoint_hits |= BIT(n);
	glue_breakpoint_owned |= DR7_ALL(n);
	glue_breakpoint_dr7 |= DR7_GLOBAL(n);
	reload();
	return true;
}

void glue_breakpoint_clear(unsigned n)
{
	glue_breakpoint_hits &= ~BIT(n);
	glue_breakpoint_owned &= ~(word_t)DR7_ALL(n);
	glue_breakpoint_dr7 &= ~(word_t)DR7_GLOBAL(n);
	reload();
}

static word_t *flags_of(struct arch_frame *f)
{
	return (word_t *)((char *)f + glue_exception_words[GLUE_EXCEPTION_FLAGS]);
}

bool glue_single_step(struct tcb *t)
{
	word_t *flags = flags_of(&t->glue.frame);

	if ((*flags & EFLAGS_TF) == 0) {
		*flags |= EFLAGS_TF;
		stepping = t;
	}
	return true;
}

/* Going on means to execute the instruction that was stopped at: RF. */
word_t glue_breakpoint_trap(struct arch_frame *f, word_t dr6)
{
	word_t hits = dr6 & glue_breakpoint_hits;
	bool step = (dr6 & DR6_STEP) != 0 && stepping != NULL && arch_frame_is_user(f) &&
		    f == &stepping->glue.frame;

	if (hits == 0 && !step)
		return dr6;
	if (step) {
		*flags_of(f) &= ~(word_t)EFLAGS_TF;
		stepping = NULL;
		dr6 &= ~(word_t)DR6_STEP;
	}
	if (hits != 0)
		*flags_of(f) |= EFLAGS_RF;
	set_dr7(DR7_ONE);		/* none in the debugger itself */
	kdb_enter(hits != 0 ? "breakpoint" : "step", f);
	reload();
	return dr6 & ~hits;
}
