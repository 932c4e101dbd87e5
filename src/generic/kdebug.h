/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - console traps of user programs (X2:kdebug): what glue calls, having decoded one. */
#ifndef KDEBUG_H
#define KDEBUG_H

#include "types.h"

struct tcb;

void kdebug_print_char(char c);

/* Print the user string at va, with preemptions; a bad pointer ends it. */
void kdebug_print_string(struct tcb *t, word_t va);

/* A character or -1; the other waits, and ends with glue_kdebug_result(). */
word_t kdebug_read_char(void);
void kdebug_wait_char(struct tcb *t);

/* Enter the debugger; without it say who it is and what (user string at va), then go on. */
void kdebug_enter(struct tcb *t, word_t va);

#endif
