/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_tcb.h - what this port keeps of a thread. */
#ifndef GLUE_TCB_H
#define GLUE_TCB_H

#include "arch_frame.h"
#include "types.h"

/* ExceptionNo of a general exception, and what tells a foreign system call from these. */
#define GLUE_EXC_SVC		0u
#define GLUE_EXC_UNDEFINED	1u
#define GLUE_EXC_ABORT		0x100u	/* plus the fault status */

struct glue_tcb {
	struct arch_frame frame;	/* first: traps store it */
	word_t kip;			/* user address of the KIP: what svc there means */
	word_t ipc_return;		/* address behind the svc of Ipc's stub there */
	word_t *mr5;			/* kernel address of MR5, the first one in the UTCB */
	void *fpu;			/* FPU state, NULL until first use */
	word_t exception;		/* the pending exception: GLUE_EXC_* */
	word_t error;			/* instruction or address of it */
};

#endif
