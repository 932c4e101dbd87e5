/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "desc.h"
#include "fastpath_offsets.h"
#include "glue_private.h"
#include "tcb.h"

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
	fastpath_offsets();
	OFFSET(TCB_ROOT, struct tcb, glue.root);
	DEFINE(UTCB_POINTER_OFFSET, UTCB_POINTER_OFFSET);
	OFFSET(FRAME_RSI, struct tcb, glue.frame.rsi);
	OFFSET(FRAME_RDI, struct tcb, glue.frame.rdi);
	OFFSET(FRAME_ROW, struct tcb, glue.frame.row);
	OFFSET(FRAME_ERROR, struct tcb, glue.frame.error);
	OFFSET(TCB_SPECIAL, struct tcb, glue.special);
	OFFSET(TCB_FPU, struct tcb, glue.fpu);
	OFFSET(UTCB_MR8, struct utcb, mr[8]);
	OFFSET(PERCPU_FPU_OWNER, struct percpu, fpu_owner);
	DEFINE(LIST_SHIFT, __builtin_ctz(sizeof(struct list)));
	DEFINE(THREAD_NUMBER_BITS, THREAD_NUMBER_BITS);
	DEFINE(SPECIAL_FPU, SPECIAL_FPU);
}
