/* SPDX-License-Identifier: BSD-2-Clause */
/* assert.h - invariants of the kernel itself; nothing a user program does may ever fail one. */
#ifndef ASSERT_H
#define ASSERT_H

#include "compiler.h"

#ifndef __ASSEMBLER__
#include "types.h"

/*
 * Print reason, registers, backtrace; then stop this machine.  Never returns.  Callable in
 * every state, also before the console works (then silent) and from panic itself.
 */
__noreturn __cold __printf(1, 2) void panic(const char *fmt, ...);

/*
 * For arch_backtrace: show each word from sp, which is aligned, to the end of the stack that points
 * into the kernel's code behind an instruction that calls, at most 32 of them.  There is no chain
 * of frames to follow; a word that a function has left behind may be among them.
 */
void backtrace_scan(word_t sp, bool (*on_stack)(word_t address), bool (*is_call)(word_t address),
		    void (*show)(word_t address));

/* The same with one word, as of a register.  True: it was shown. */
bool backtrace_scan_word(word_t address, bool (*is_call)(word_t address),
			 void (*show)(word_t address));
#endif

#ifdef CONFIG_ASSERT
#define ASSERT(c)	((c) ? (void)0 : panic("%s:%d: %s", __FILE__, __LINE__, #c))
#else
#define ASSERT(c)	((void)sizeof((c) ? 1 : 0))
#endif

#endif
