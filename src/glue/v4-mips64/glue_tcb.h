/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_tcb.h - what this port keeps of a thread. */
#ifndef GLUE_TCB_H
#define GLUE_TCB_H

#include "arch_frame.h"
#include "types.h"

struct glue_tcb {
	struct arch_frame frame;	/* first: trap entry fills it */
	void *fpu;			/* FPU state, NULL until first use */
	word_t error;			/* of the pending exception (X2:abi.mips64.exceptions) */
};

#endif
