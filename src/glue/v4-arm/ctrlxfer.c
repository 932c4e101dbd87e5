/* SPDX-License-Identifier: BSD-2-Clause */
/* ctrlxfer.c - the registers of control-transfer items: r0 to r14. */
#include "glue.h"
#include "tcb.h"

/* r0 to r12, sp and lr follow one another in the frame, which every entry fills. */
_Static_assert(offsetof(struct arch_frame, lr) == (GLUE_CTRLXFER_GENERAL - 1) * sizeof(word_t),
	       "registers in the order of their numbers");

word_t *glue_ctrlxfer_general(struct tcb *t, unsigned n)
{
	return (word_t *)&t->glue.frame + n;
}

void glue_ctrlxfer_exception(const struct tcb *t, word_t *number, word_t *error)
{
	*number = t->glue.exception;
	*error = t->glue.error;
}
