/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.c - console traps of user programs (X2:kdebug): print, read, enter the debugger. */
#include "kdebug.h"

#include "glue.h"
#include "kdb.h"
#include "map.h"
#include "platform.h"
#include "print.h"
#include "sched.h"
#include "space.h"
#include "tcb.h"

#define REASON_MAX	48
#define STRING_STEP	8		/* characters between two preemption points */

void kdebug_print_char(char c)
{
	if (c == '\n')
		platform_putc('\r');
	platform_putc(c);
}

/* Go on at t->op_index, a few characters at a time. */
static void print_string(struct tcb *t)
{
	char c;

	do {
		for (unsigned n = 0; n < STRING_STEP; n++) {
			if (map_copy_from_user(t->space, &c, t->op_index, 1) != 1 || c == '\0')
				return;
			kdebug_print_char(c);
			t->op_index++;
		}
	} while (!sched_preempt_point());
	thread_set_cont(t, print_string);
}

void kdebug_print_string(struct tcb *t, word_t va)
{
	t->op_index = va;
	print_string(t);
}

word_t kdebug_read_char(void)
{
	return (word_t)kdb_getc();
}

/* Everybody of the same priority runs meanwhile. */
void kdebug_wait_char(struct tcb *t)
{
	int c = kdb_getc();

	if (c >= 0) {
		glue_kdebug_result(t, (word_t)c);
		return;
	}
	thread_set_cont(t, kdebug_wait_char);
	if (!sched_preempt_point())
		sched_yield(t);
}

/* With as much of the user's text as fits. */
static void enter_debugger(struct tcb *t, word_t va)
{
	char reason[REASON_MAX];
	size_t n = map_copy_from_user(t->space, reason, va, sizeof(reason) - 1);

	reason[n] = '\0';
	for (size_t i = 0; i < n && reason[i] != '\0'; i++)
		if (reason[i] < ' ' || reason[i] > '~')
			reason[i] = ' ';
	kdb_enter(reason, &t->glue.frame);
}

void kdebug_enter(struct tcb *t, word_t va)
{
	if (IS_ENABLED(CONFIG_KDB)) {
		enter_debugger(t, va);
		return;
	}
	kprintf("[thread %p at %p] ", (void *)t->gid.raw, (void *)glue_thread_ip(t));
	kdebug_print_string(t, va);
	kdebug_print_char('\n');
}
