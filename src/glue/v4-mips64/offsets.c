/* SPDX-License-Identifier: BSD-2-Clause */
/* offsets.c - structure offsets for this port's .S files; compiled to assembly, never linked. */
#include "cpu.h"
#include "fastpath_offsets.h"

/* fastpath.S shifts the other bits out. */
_Static_assert(BAR_CLOSED >> 24 == 15 && BAR_CLOSED << 8 == 0, "BAR_CLOSED as fastpath.S has it");
_Static_assert(BAR_GLUE == 1u << 27 && BAR_UNUSUAL == 3u << 25, "bits as fastpath.S has them");
_Static_assert(ARCH_ASIDS == 256, "ASIDs as fastpath.S has them");

void offsets(void);

void offsets(void)
{
	DEFINE(FRAME_BYTES, sizeof(struct arch_frame));
	OFFSET(FRAME_V1, struct tcb, glue.frame.v1);
	OFFSET(FRAME_S0, struct tcb, glue.frame.s0);
	OFFSET(FRAME_S1, struct tcb, glue.frame.s1);
	OFFSET(FRAME_S2, struct tcb, glue.frame.s2);
	OFFSET(FRAME_S3, struct tcb, glue.frame.s3);
	OFFSET(FRAME_S4, struct tcb, glue.frame.s4);
	OFFSET(FRAME_S5, struct tcb, glue.frame.s5);
	OFFSET(FRAME_S6, struct tcb, glue.frame.s6);
	OFFSET(FRAME_S7, struct tcb, glue.frame.s7);
	OFFSET(FRAME_V0, struct tcb, glue.frame.v0);
	OFFSET(FRAME_SP, struct tcb, glue.frame.sp);
	OFFSET(FRAME_FP, struct tcb, glue.frame.fp);
	OFFSET(FRAME_EPC, struct tcb, glue.frame.epc);
	OFFSET(FRAME_STATUS, struct tcb, glue.frame.status);
	OFFSET(FRAME_CAUSE, struct tcb, glue.frame.cause);
	OFFSET(FRAME_A0, struct tcb, glue.frame.a0);
	OFFSET(FRAME_A1, struct tcb, glue.frame.a1);
	OFFSET(FRAME_A2, struct tcb, glue.frame.a2);
	OFFSET(FRAME_A3, struct tcb, glue.frame.a3);
	OFFSET(FRAME_A4, struct tcb, glue.frame.a4);
	OFFSET(FRAME_A5, struct tcb, glue.frame.a5);
	OFFSET(FRAME_A6, struct tcb, glue.frame.a6);
	OFFSET(FRAME_A7, struct tcb, glue.frame.a7);
	OFFSET(FRAME_T0, struct tcb, glue.frame.t0);
	OFFSET(FRAME_T1, struct tcb, glue.frame.t1);
	OFFSET(FRAME_T2, struct tcb, glue.frame.t2);
	OFFSET(FRAME_T3, struct tcb, glue.frame.t3);
	OFFSET(FRAME_T8, struct tcb, glue.frame.t8);
	OFFSET(FRAME_T9, struct tcb, glue.frame.t9);
	OFFSET(FRAME_AT, struct tcb, glue.frame.at);
	OFFSET(FRAME_GP, struct tcb, glue.frame.gp);
	OFFSET(FRAME_RA, struct tcb, glue.frame.ra);
	OFFSET(FRAME_HI, struct tcb, glue.frame.hi);
	OFFSET(FRAME_LO, struct tcb, glue.frame.lo);
	fastpath_offsets();
	OFFSET(UTCB_MR, struct utcb, mr);
	OFFSET(SPACE_ASID, struct space, glue.asid);
	OFFSET(SPACE_TABLE, struct space, glue.table);
	DEFINE(THREAD_NUMBER_BITS, THREAD_NUMBER_BITS);
	OFFSET(GLUE_FPU, struct tcb, glue.fpu);
	DEFINE(ARCH_FPU_MODE, ARCH_FPU_MODE);
	OFFSET(PERCPU_FPU_OWNER, struct percpu, fpu_owner);
}
