/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.c - console traps of user programs: break with a number in at (X2:kdebug). */
#include "kdebug.h"

#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "tcb.h"

/* Arguments are in a0, results in v0.  -103 is our own. */
enum {
	KDB_PRINT_CHAR = -100,
	KDB_READ_CHAR_WAIT = -101,
	KDB_ENTER = -102,
	KDB_PRINT_STRING = -103,
	KDB_READ_CHAR = -104,
	KDB_SET_NAME = -120,
};

void glue_kdebug_result(struct tcb *t, word_t value)
{
	t->glue.frame.v0 = value;
}

static bool is_operation(sword_t op)
{
	return (op <= KDB_PRINT_CHAR && op >= KDB_READ_CHAR) || op == KDB_SET_NAME;
}

bool glue_kdebug(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	sword_t op = (sword_t)f->at;

	if (!is_operation(op) || !glue_skip(t))
		return false;
	switch (op) {
	case KDB_PRINT_CHAR:
		kdebug_print_char((char)f->a0);
		break;
	case KDB_READ_CHAR_WAIT:
		kdebug_wait_char(t);
		break;
	case KDB_ENTER:
		kdebug_enter(t, f->a0);
		break;
	case KDB_PRINT_STRING:
		kdebug_print_string(t, f->a0);
		break;
	case KDB_READ_CHAR:
		f->v0 = kdebug_read_char();
		break;
	}
	return true;
}
