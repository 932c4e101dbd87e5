/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "fastpath_offsets.h"
#include "percpu.h"
#include "tcb.h"

void offsets(void);

void offsets(void)
{
	DEFINE(FRAME_BYTES, sizeof(struct arch_frame));
	OFFSET(FRAME_SP, struct tcb, glue.frame.sp);
	OFFSET(FRAME_PC, struct tcb, glue.frame.pc);
	OFFSET(FRAME_CPSR, struct tcb, glue.frame.cpsr);
	OFFSET(FRAME_VECTOR, struct tcb, glue.frame.vector);
	OFFSET(TCB_KIP, struct tcb, glue.kip);

	/* fastpath.S */
	fastpath_offsets();
	OFFSET(FRAME_R3, struct tcb, glue.frame.r[3]);
	OFFSET(TCB_IPC_RETURN, struct tcb, glue.ipc_return);
	OFFSET(TCB_MR5, struct tcb, glue.mr5);
	OFFSET(TCB_FPU, struct tcb, glue.fpu);
	OFFSET(PERCPU_FPU_OWNER, struct percpu, fpu_owner);
	OFFSET(SPACE_ROOT, struct space, glue.root);
	OFFSET(SPACE_ASID, struct space, glue.asid);
	DEFINE(TID_VERSION_BITS, TID_VERSION_BITS);
}
