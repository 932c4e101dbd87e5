/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "fastpath_offsets.h"
#include "glue_private.h"
#include "tcb.h"

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

	/* fastpath.S */
	fastpath_offsets();
	OFFSET(TCB_ROOT, struct tcb, glue.root);
	DEFINE(UTCB_POINTER_OFFSET, UTCB_POINTER_OFFSET);
	OFFSET(FRAME_SS, struct tcb, glue.frame.ss);
	OFFSET(FRAME_EAX, struct tcb, glue.frame.eax);
	OFFSET(FRAME_EBX, struct tcb, glue.frame.ebx);
	OFFSET(FRAME_EBP, struct tcb, glue.frame.ebp);
	OFFSET(FRAME_ESI, struct tcb, glue.frame.esi);
	OFFSET(FRAME_EDI, struct tcb, glue.frame.edi);
	OFFSET(TCB_SYSENTER_IP, struct tcb, glue.sysenter_ip);
	OFFSET(TCB_SPECIAL, struct tcb, glue.special);
	OFFSET(TCB_FPU, struct tcb, glue.fpu);
	OFFSET(PERCPU_FPU_OWNER, struct percpu, fpu_owner);
	DEFINE(SPECIAL_FPU, SPECIAL_FPU);
	OFFSET(TSS_ESP0, struct tss_state, esp0);
	OFFSET(UTCB_MR1, struct utcb, mr[1]);
	OFFSET(UTCB_MR2, struct utcb, mr[2]);
	OFFSET(UTCB_MR3, struct utcb, mr[3]);
	DEFINE(THREAD_NUMBER_SHIFT, TID_VERSION_BITS);
}
