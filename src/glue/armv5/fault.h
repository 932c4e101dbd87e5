/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.h - what the CPU tells about a fault: ARMv5, which does not tell much. */
#ifndef FAULT_H
#define FAULT_H

#include "arch.h"
#include "arch_arm.h"
#include "arm_fault.h"
#include "map.h"
#include "space.h"
#include "tcb.h"

/* An instruction is never on two pages: of Thumb's long ones each half is one by itself. */
static inline word_t glue_fetch_address(word_t pc)
{
	return pc;
}

/* The instruction bkpt aborts, too, but need not change the status: it finds its own there. */
static inline unsigned glue_fetch_status(void)
{
	unsigned status = arm_fetch_fault_status();

	__asm__ volatile("mcr p15, 0, %0, c5, c0, 1" : : "r"(ARM_STATUS_DEBUG));
	return status;
}

/* access.c: reads or writes the instruction that was aborted? */
unsigned glue_data_access(struct tcb *t);

/*
 * True: t may execute the page of va.  Caches of code and data were emptied when the space was
 * loaded and when the page was mapped; a program that writes code for itself has to say so.
 */
static inline bool glue_fetch_touch(struct tcb *t, word_t va)
{
	return map_touch(t->space, va, RIGHT_X);
}

#endif
