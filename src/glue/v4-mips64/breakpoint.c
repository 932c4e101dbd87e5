/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint.c - the kernel debugger's breakpoints: none.  The watch registers of the CPU are
 * optional, emulators do not act on them, and there is no single step without a debug module.
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
