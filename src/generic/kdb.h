/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kdb.h - the kernel debugger on the console (CONFIG_KDB; doc/kdb.md), and what is left without it:
 * nothing.
 */
#ifndef KDB_H
#define KDB_H

#include "arch_frame.h"
#include "compiler.h"
#include "platform.h"
#include "types.h"

/*
 * Stop the system and take commands from the console until one of them lets it go on.  `frame` is
 * what was interrupted; NULL: the current thread in user mode.  Interrupts are off.
 */
void kdb_enter(const char *reason, struct arch_frame *frame);

/* Enter if the debugger's key has been typed, unless the console's interrupt belongs to a user. */
void kdb_check_key(void);

/* platform_getc for users: what kdb_check_key has read comes first. */
int kdb_read_char(void);

/* Boot: fill in what GDB wants to know (kdb_gdb.c). */
void kdb_describe(void);

/* Print an address of kernel code, with the name of the function (panic.c). */
void ksym_show(word_t address);

#define KDB_POLL_US	50000	/* how often the key is looked for */

static inline void kdb_init(void)
{
	if (IS_ENABLED(CONFIG_KDB))
		kdb_describe();
}

static inline void kdb_poll(void)
{
	if (IS_ENABLED(CONFIG_KDB))
		kdb_check_key();
}

/* When the timer has to fire after `now` for kdb_poll. */
static inline uint64_t kdb_next_poll(uint64_t now)
{
	return IS_ENABLED(CONFIG_KDB) ? now + KDB_POLL_US : UINT64_MAX;
}

static inline int kdb_getc(void)
{
	return IS_ENABLED(CONFIG_KDB) ? kdb_read_char() : platform_getc();
}

#endif
