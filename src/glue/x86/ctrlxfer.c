/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ctrlxfer.c - the registers of control-transfer item 0 (X2:abi.ia32.ctrlxfer): IP, flags, then the
 * general registers, the first eight against the order in which instructions number them: edi, esi,
 * ebp, esp, ebx, edx, ecx, eax; on amd64 r8 to r15 follow.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "tcb.h"

#define REG_IP		0u
#define REG_FLAGS	1u
#define REG_GENERAL	2u
#define REGISTERS	(REG_GENERAL + (WORD_BITS == 64 ? 16u : 8u))

/* From here on `vector` is none, but says that the frame was made by sysenter or syscall. */
#define VECTORS		0x100u

static word_t *place(const struct tcb *t, unsigned reg)
{
	struct arch_frame *f = (struct arch_frame *)&t->glue.frame;
	unsigned n = reg - REG_GENERAL;

	return reg == REG_IP ? arch_frame_ip(f) : glue_register(f, n < 8 ? 7 - n : n);
}

unsigned glue_ctrlxfer_registers(unsigned id)
{
	return id == 0 ? REGISTERS : 0;
}

word_t glue_ctrlxfer_get(const struct tcb *t, unsigned id, unsigned reg)
{
	(void)id;
	return reg == REG_FLAGS ? glue_thread_flags(t) : *place(t, reg);
}

void glue_ctrlxfer_set(struct tcb *t, unsigned id, unsigned reg, word_t value)
{
	(void)id;
	if (reg == REG_FLAGS)
		glue_thread_set_flags(t, value);
	else
		*place(t, reg) = value;
	if (t->glue.frame.vector >= VECTORS)
		t->glue.frame.vector = 0;	/* the short way out spoils two registers */
}

void glue_ctrlxfer_exception(const struct tcb *t, word_t *number, word_t *error)
{
	*number = t->glue.frame.vector;
	*error = t->glue.frame.error;
}
