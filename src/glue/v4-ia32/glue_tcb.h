/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_tcb.h - what this port keeps of a thread. */
#ifndef GLUE_TCB_H
#define GLUE_TCB_H

#include "arch_frame.h"
#include "types.h"

struct glue_debug;

struct glue_tcb {
	struct arch_frame frame;	/* first: traps push it, esp0 points behind it */
	word_t sysenter_ip;		/* second: where the thread returns to from sysenter */
	word_t root;			/* what CR3 holds for its space */
	word_t special;			/* SPECIAL_*: what it owns */
	void *fpu;			/* FPU state, NULL until first use */
	struct glue_debug *debug;	/* debug registers, NULL until first use */
	uint16_t ds, es;		/* as user code left them, for the #GP handler */
	uint16_t spoilt;		/* fs or gs was not what it should be */
};

_Static_assert(offsetof(struct glue_tcb, sysenter_ip) == ARCH_FRAME_BYTES, "entry.S relies on it");

#endif
