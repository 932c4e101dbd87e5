/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "percpu.h"
#include "space.h"
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
	DEFINE(FRAME_BYTES, sizeof(struct arch_frame));
	OFFSET(TCB_DS, struct tcb, glue.ds);
	OFFSET(TCB_ES, struct tcb, glue.es);
	OFFSET(TCB_SPOILT, struct tcb, glue.spoilt);
	OFFSET(PERCPU_CURRENT, struct percpu, current);

	/* fastpath.S */
	OFFSET(FRAME_EDI, struct tcb, glue.frame.edi);
	OFFSET(TCB_SYSENTER_IP, struct tcb, glue.sysenter_ip);
	OFFSET(TCB_ROOT, struct tcb, glue.root);
	OFFSET(TCB_ACCEPTS, struct tcb, accepts);
	OFFSET(TCB_GID, struct tcb, gid);
	OFFSET(TCB_BARS, struct tcb, bars);
	OFFSET(TCB_PRIO, struct tcb, prio);
	OFFSET(TCB_WAITED_ON, struct tcb, waited_on);
	OFFSET(TCB_SPACE, struct tcb, space);
	OFFSET(TCB_LID, struct tcb, lid);
	OFFSET(TCB_UTCB, struct tcb, utcb);
	OFFSET(TSS_ESP0, struct tss_state, esp0);
	OFFSET(UTCB_MR1, struct utcb, mr[1]);
	OFFSET(UTCB_MR2, struct utcb, mr[2]);
	OFFSET(UTCB_MR3, struct utcb, mr[3]);
	DEFINE(UTCB_POINTER_OFFSET, UTCB_POINTER_OFFSET);
	OFFSET(PERCPU_TOP, struct percpu, ready.top);
	OFFSET(SPACE_UTCB_BASE, struct space, utcb_base);
	OFFSET(SPACE_UTCB_SIZE, struct space, utcb_size);
	OFFSET(SPACE_SLOTS, struct space, slots);
	DEFINE(SPACE_LEAF_BITS, SPACE_LEAF_BITS);
	DEFINE(THREAD_NUMBER_SHIFT, TID_VERSION_BITS);
	DEFINE(TAG_UNUSUAL, TAG_UNUSUAL);
	DEFINE(BAR_CLOSED, BAR_CLOSED);
}
