/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "glue_private.h"
#include "percpu.h"
#include "space.h"
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

	/* fastpath.S */
	OFFSET(FRAME_ERROR, struct tcb, glue.frame.error);
	OFFSET(TCB_ROOT, struct tcb, glue.root);
	OFFSET(TCB_ACCEPTS, struct tcb, accepts);
	OFFSET(TCB_ACCEPTS_SPECIAL, struct tcb, accepts_special);
	OFFSET(TCB_SPECIAL, struct tcb, glue.special);
	OFFSET(TCB_FPU, struct tcb, glue.fpu);
	OFFSET(TCB_GID, struct tcb, gid);
	OFFSET(TCB_BARS, struct tcb, bars);
	OFFSET(TCB_PRIO, struct tcb, prio);
	OFFSET(TCB_WAITED_ON, struct tcb, waited_on);
	OFFSET(TCB_SPACE, struct tcb, space);
	OFFSET(TCB_LID, struct tcb, lid);
	OFFSET(TCB_UTCB, struct tcb, utcb);
	OFFSET(UTCB_MR8, struct utcb, mr[8]);
	DEFINE(UTCB_POINTER_OFFSET, UTCB_POINTER_OFFSET);
	OFFSET(PERCPU_CURRENT, struct percpu, current);
	OFFSET(PERCPU_FPU_OWNER, struct percpu, fpu_owner);
	OFFSET(PERCPU_TOP, struct percpu, ready.top);
	OFFSET(SPACE_UTCB_BASE, struct space, utcb_base);
	OFFSET(SPACE_UTCB_SIZE, struct space, utcb_size);
	OFFSET(SPACE_SLOTS, struct space, slots);
	DEFINE(SPACE_LEAF_BITS, SPACE_LEAF_BITS);
	DEFINE(THREAD_NUMBER_BITS, THREAD_NUMBER_BITS);
	DEFINE(TAG_UNUSUAL, TAG_UNUSUAL);
	DEFINE(BAR_CLOSED, BAR_CLOSED);
	DEFINE(BAR_GLUE, BAR_GLUE);
	DEFINE(SPECIAL_FPU, SPECIAL_FPU);
}
