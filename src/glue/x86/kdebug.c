/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.c - console traps of user programs: INT 3 and what follows it (X2:kdebug). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kdb.h"
#include "kernel.h"
#include "map.h"
#include "platform.h"
#include "print.h"
#include "sched.h"
#include "space.h"
#include "tcb.h"

/* Operation behind CMP AL, op. */
enum {
	KDB_PRINT_CHAR = 0x00,
	KDB_PRINT_STRING = 0x01,
	KDB_CLEAR_PAGE = 0x02,
	KDB_TOGGLE_BREAKIN = 0x03,
	KDB_READ_CHAR = 0x08,
	KDB_READ_CHAR_WAIT = 0x0d,
};

#define CMP_AL		0x3c
#define JMP_SHORT	0xeb
#define REASON_MAX	48
#define STRING_STEP	8		/* characters between two preemption points */

static void print_char(char c)
{
	if (c == '\n')
		platform_putc('\r');
	platform_putc(c);
}

/* Print the user string at t->op_index, a few characters at a time; a bad pointer ends it. */
static void print_string(struct tcb *t)
{
	char c;

	do {
		for (unsigned n = 0; n < STRING_STEP; n++) {
			if (map_copy_from_user(t->space, &c, t->op_index, 1) != 1 || c == '\0')
				return;
			print_char(c);
			t->op_index++;
		}
	} while (!sched_preempt_point());
	thread_set_cont(t, print_string);
}

/* Wait for a character, letting everybody of the same priority run. */
static void read_char(struct tcb *t)
{
	int c = kdb_getc();

	if (c >= 0) {
		*arch_frame_ax(&t->glue.frame) = (word_t)c;
		return;
	}
	thread_set_cont(t, read_char);
	if (!sched_preempt_point())
		sched_yield(t);
}

static bool operation(struct tcb *t, uint8_t op)
{
	word_t *ax = arch_frame_ax(&t->glue.frame);

	switch (op) {
	case KDB_PRINT_CHAR:
		print_char((char)*ax);
		return true;
	case KDB_PRINT_STRING:
		t->op_index = *ax;
		print_string(t);
		return true;
	case KDB_CLEAR_PAGE:
	case KDB_TOGGLE_BREAKIN:
		return true;
	case KDB_READ_CHAR:
		*ax = (word_t)kdb_getc();
		return true;
	case KDB_READ_CHAR_WAIT:
		read_char(t);
		return true;
	default:
		return false;
	}
}

/* Enter the debugger with as much of the user's text as fits. */
static void enter_debugger(struct tcb *t, word_t text)
{
	char reason[REASON_MAX];
	size_t n = map_copy_from_user(t->space, reason, text, sizeof(reason) - 1);

	reason[n] = '\0';
	for (size_t i = 0; i < n && reason[i] != '\0'; i++)
		if (reason[i] < ' ' || reason[i] > '~')
			reason[i] = ' ';
	kdb_enter(reason, &t->glue.frame);
}

/* int3; jmp over; mov $text, %ax: the debugger; without it say who it is and what, then go on. */
static bool enter(struct tcb *t, word_t target)
{
	uint8_t code[GLUE_KDEBUG_MOV];
	word_t text;

	if (map_copy_from_user(t->space, code, target, sizeof(code)) != sizeof(code) ||
	    !glue_kdebug_text(code, &text))
		return false;
	if (IS_ENABLED(CONFIG_KDB)) {
		enter_debugger(t, text);
		return true;
	}
	kprintf("[thread %p at %p] ", (void *)t->gid.raw, (void *)glue_thread_ip(t));
	t->op_index = text;
	print_string(t);
	print_char('\n');
	return true;
}

bool glue_kdebug(struct tcb *t)
{
	word_t ip = glue_thread_ip(t);
	uint8_t code[2];

	if (map_copy_from_user(t->space, code, ip, sizeof(code)) != sizeof(code))
		return false;
	if (code[0] == CMP_AL)
		return operation(t, code[1]);
	if (code[0] == JMP_SHORT)
		return enter(t, ip + sizeof(code));
	return false;
}
