/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "tcb.h"

#define DEFINE(sym, val)	__asm__ volatile(".ascii \"OFS " #sym " %0\"" : : "i"(val))
#define OFFSET(sym, type, f)	DEFINE(sym, offsetof(type, f))

void offsets(void);

void offsets(void)
{
	OFFSET(FRAME_VECTOR, struct tcb, glue.frame.vector);
	OFFSET(FRAME_EIP, struct tcb, glue.frame.eip);
	OFFSET(FRAME_CS, struct tcb, glue.frame.cs);
	OFFSET(FRAME_EFLAGS, struct tcb, glue.frame.eflags);
	OFFSET(FRAME_ESP, struct tcb, glue.frame.esp);
	OFFSET(FRAME_EDX, struct tcb, glue.frame.edx);
	OFFSET(FRAME_ECX, struct tcb, glue.frame.ecx);
	OFFSET(TCB_DS, struct tcb, glue.ds);
	OFFSET(TCB_ES, struct tcb, glue.es);
	OFFSET(TCB_SPOILT, struct tcb, glue.spoilt);
}
