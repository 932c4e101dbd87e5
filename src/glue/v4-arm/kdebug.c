/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.c - calls of the kernel by a jump to an address that nobody can execute (X2:kdebug). */
#include "kdebug.h"

#include "glue.h"
#include "glue_private.h"
#include "kip.h"
#include "tcb.h"

static void kernel_interface(const struct tcb *t, struct arch_frame *f)
{
	f->r[0] = t->glue.kip;
	f->r[1] = kip_page.kip.api_version;
	f->r[2] = kip_page.kip.api_flags;
	f->r[3] = kip_page.kernel_id;
}

void glue_kdebug_result(struct tcb *t, word_t value)
{
	t->glue.frame.r[0] = value;
}

bool glue_kernel_call(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	word_t call = f->pc;

	if (call < GLUE_CALLS || call > GLUE_CALL_NAME || (f->cpsr & PSR_T) != 0)
		return false;
	glue_thread_set_ip(t, f->lr);
	switch (call) {
	case GLUE_CALL_PUTC:
		kdebug_print_char((char)f->r[0]);
		break;
	case GLUE_CALL_GETC:
		kdebug_wait_char(t);
		break;
	case GLUE_CALL_GETC_NOW:
		f->r[0] = kdebug_read_char();
		break;
	case GLUE_CALL_ENTER:
		kdebug_enter(t, f->r[0]);
		break;
	case GLUE_CALL_UTCB:
		f->r[0] = t->lid.raw;
		break;
	case GLUE_CALL_KIP:
		kernel_interface(t, f);
		break;
	default:			/* the debugger shows numbers, not names of threads */
		break;
	}
	return true;
}
