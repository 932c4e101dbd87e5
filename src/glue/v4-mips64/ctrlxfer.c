/* SPDX-License-Identifier: BSD-2-Clause */
/* ctrlxfer.c - the registers of control-transfer items: $0 to $31, of which some are 0; hi, lo. */
#include "arch.h"
#include "glue.h"
#include "string.h"
#include "tcb.h"

#define HI	32u

/* After Ipc these are 0 for user code, but not in the frame. */
static void complete_frame(struct arch_frame *f)
{
	const size_t stale = offsetof(struct arch_frame, a0);

	if ((f->cause & ARCH_FRAME_PARTIAL) == 0)
		return;
	memset((char *)f + stale, 0, sizeof(*f) - stale);
	f->cause = 0;
}

word_t *glue_ctrlxfer_general(struct tcb *t, unsigned n)
{
	struct arch_frame *f = &t->glue.frame;

	complete_frame(f);
	return n < HI ? arch_frame_register(f, n) : n == HI ? &f->hi : &f->lo;
}

void glue_ctrlxfer_exception(const struct tcb *t, word_t *number, word_t *error)
{
	*number = arch_frame_code(&t->glue.frame);
	*error = t->glue.error;
}
