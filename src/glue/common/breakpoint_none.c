/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint_none.c - the kernel debugger's breakpoints on CPUs that have none: the watch registers
 * of MIPS are optional and emulators do not act on them; those of ARMv5 are not the kernel's.
 */
#include "glue.h"

bool glue_breakpoint_set(unsigned n, word_t va)
{
	(void)n;
	(void)va;
	return false;
}

void glue_breakpoint_clear(unsigned n)
{
	(void)n;
}

bool glue_single_step(struct tcb *t)
{
	(void)t;
	return false;
}
