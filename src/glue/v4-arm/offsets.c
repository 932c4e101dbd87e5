/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "percpu.h"
#include "tcb.h"

#define DEFINE(sym, val)	__asm__ volatile(".ascii \"OFS " #sym " %0\"" : : "i"(val))
#define OFFSET(sym, type, f)	DEFINE(sym, offsetof(type, f))

void offsets(void);

void offsets(void)
{
	DEFINE(FRAME_BYTES, sizeof(struct arch_frame));
	OFFSET(FRAME_SP, struct tcb, glue.frame.sp);
	OFFSET(FRAME_PC, struct tcb, glue.frame.pc);
	OFFSET(FRAME_CPSR, struct tcb, glue.frame.cpsr);
	OFFSET(FRAME_VECTOR, struct tcb, glue.frame.vector);
	OFFSET(TCB_KIP, struct tcb, glue.kip);
	OFFSET(PERCPU_CURRENT, struct percpu, current);
}
