/* SPDX-License-Identifier: BSD-2-Clause */
/* assert.h - invariants of the kernel itself; nothing a user program does may ever fail one. */
#ifndef ASSERT_H
#define ASSERT_H

#include "compiler.h"

#ifndef __ASSEMBLER__
/*
 * Print reason, registers, backtrace; then stop this machine.  Never returns.  Callable in
 * every state, also before the console works (then silent) and from panic itself.
 */
__noreturn __cold __printf(1, 2) void panic(const char *fmt, ...);
#endif

#ifdef CONFIG_ASSERT
#define ASSERT(c)	((c) ? (void)0 : panic("%s:%d: %s", __FILE__, __LINE__, #c))
#else
#define ASSERT(c)	((void)sizeof((c) ? 1 : 0))
#endif

#endif
