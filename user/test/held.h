/* SPDX-License-Identifier: BSD-2-Clause */
/* held.h - code of each CPU that holds a value in every register while something happens. */
#ifndef HELD_H
#define HELD_H

#include "lib.h"

/*
 * The values, in the CPU's order, which user code finds again behind every instruction but for
 * those that it changes: before and after.  Assembly knows this layout (arch/CPU/held.S).
 */
#define HELD_WORDS 34

struct held {
	word_t stack[8];
	word_t before[HELD_WORDS]; /* SP points here meanwhile */
	word_t after[HELD_WORDS];
	word_t own_sp, own[16];
};

/*
 * Each loads all registers from `before`, executes one instruction, which is at ..._at, and stores
 * them behind that, at ..._end.  One jumps to itself: somebody else has to move it to the end.
 */
#define HELD_CODE(name) \
	void name(word_t *before); \
	extern const char name##_at[], name##_end[]

HELD_CODE(arch_held_spin);
HELD_CODE(arch_held_read);  /* from ARCH_HELD_ADDRESS to ARCH_HELD_VALUE */
HELD_CODE(arch_held_write); /* the other way */
HELD_CODE(arch_held_jump);  /* call ARCH_HELD_ADDRESS; the return address is in ARCH_HELD_LINK */
HELD_CODE(arch_held_trap);  /* an exception */
HELD_CODE(arch_held_fpu);   /* an instruction of the FPU that changes nothing */

/*
 * Call `to`, which answers with as many words, held_reply_word(1) on, and check what the calling
 * thread finds in all registers that hold results or that the kernel keeps.
 */
void arch_check_call(tid_t to, tid_t replies_as, word_t timeouts, unsigned words);

static inline word_t held_reply_word(unsigned i)
{
	return 0x5e000000 + i;
}

#endif
