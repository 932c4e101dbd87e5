/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.c - console traps of user programs: INT 3 and what follows it (X2:kdebug). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kdebug.h"
#include "map.h"
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
static bool operation(struct tcb *t, uint8_t op)
{
	word_t *ax = arch_frame_ax(&t->glue.frame);

	switch (op) {
	case KDB_PRINT_CHAR:
		kdebug_print_char((char)*ax);
		return true;
	case KDB_PRINT_STRING:
		kdebug_print_string(t, *ax);
		return true;
	case KDB_CLEAR_PAGE:
	case KDB_TOGGLE_BREAKIN:
		return true;
	case KDB_READ_CHAR:
		*ax = kdebug_read_char();
		return true;
	case KDB_READ_CHAR_WAIT:
		kdebug_wait_char(t);
		return true;
	default:
		return false;
	}
}

/* int3; jmp over; mov $text, %ax */
static bool enter(struct tcb *t, word_t target)
{
	uint8_t code[GLUE_KDEBUG_MOV];
	word_t text;

	if (map_copy_from_user(t->space, code, target, sizeof(code)) != sizeof(code) ||
	    !glue_kdebug_text(code, &text))
		return false;
	kdebug_enter(t, text);
	return true;
}

void glue_kdebug_result(struct tcb *t, word_t value)
{
	*arch_frame_ax(&t->glue.frame) = value;
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
