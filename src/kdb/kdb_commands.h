/* SPDX-License-Identifier: BSD-2-Clause */
/* kdb_commands.h - what the files of the kernel debugger share: arguments and commands. */
#ifndef KDB_COMMANDS_H
#define KDB_COMMANDS_H

#include "arch_frame.h"
#include "types.h"

struct space;
struct tcb;

#define KDB_ARGS	4

/* Words of a command line; word[0] is the command. */
struct kdb_args {
	unsigned count;
	const char *word[KDB_ARGS];
};

/* Argument i in hexadecimal; false: there is none, or it is no number. */
bool kdb_number(const struct kdb_args *a, unsigned i, word_t *value);

/* Of a long list: true if the user has typed q and does not want to see the rest. */
bool kdb_enough(void);

/* A thread by global id or thread number; a space by its address or one of its threads; or NULL. */
struct tcb *kdb_thread(word_t id);
struct space *kdb_space(word_t id);

/* The thread that was stopped, and what of it (or of the kernel) was interrupted. */
struct tcb *kdb_current(void);
struct arch_frame *kdb_frame(void);

/* "nil", "any", "anylocal" or the id in hexadecimal, padded to a word. */
void kdb_print_id(tid_t id);

/* Commands: false if the arguments make no sense. */
bool kdb_threads(const struct kdb_args *a);		/* kdb_thread.c */
bool kdb_one_thread(const struct kdb_args *a);
bool kdb_ready(const struct kdb_args *a);
bool kdb_timeouts(const struct kdb_args *a);
bool kdb_interrupts(const struct kdb_args *a);
bool kdb_spaces(const struct kdb_args *a);		/* kdb_mem.c */
bool kdb_pages(const struct kdb_args *a);
bool kdb_mappings(const struct kdb_args *a);
bool kdb_memory(const struct kdb_args *a);

#endif
