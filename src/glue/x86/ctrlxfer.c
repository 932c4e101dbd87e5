/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ctrlxfer.c - the registers of control-transfer items (X2:abi.ia32.ctrlxfer), the first eight
 * against the order in which instructions number them: edi, esi, ebp, esp, ebx, edx, ecx, eax; on
 * amd64 r8 to r15 follow.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "tcb.h"

/* From here on `vector` is none, but says that the frame was made by sysenter or syscall. */
#define VECTORS		0x100u

word_t *glue_ctrlxfer_general(struct tcb *t, unsigned n)
{
	if (t->glue.frame.vector >= VECTORS)
		t->glue.frame.vector = 0;	/* the short way out spoils two registers */
	return glue_register(&t->glue.frame, n < 8 ? 7 - n : n);
}

void glue_ctrlxfer_exception(const struct tcb *t, word_t *number, word_t *error)
{
	*number = t->glue.frame.vector;
	*error = t->glue.frame.error;
}
