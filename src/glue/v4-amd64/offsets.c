/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "tcb.h"

#define DEFINE(sym, val)	__asm__ volatile(".ascii \"OFS " #sym " %0\"" : : "i"(val))
#define OFFSET(sym, type, f)	DEFINE(sym, offsetof(type, f))

void offsets(void);

void offsets(void)
{
	DEFINE(FRAME_BYTES, sizeof(struct arch_frame));
	OFFSET(FRAME_VECTOR, struct tcb, glue.frame.vector);
	OFFSET(FRAME_RIP, struct tcb, glue.frame.rip);
	OFFSET(FRAME_CS, struct tcb, glue.frame.cs);
	OFFSET(FRAME_RFLAGS, struct tcb, glue.frame.rflags);
	OFFSET(FRAME_RSP, struct tcb, glue.frame.rsp);
	OFFSET(TSS_RSP0, struct tss_state, rsp0);
}
