/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * version.c - few address-space identifiers for any number of spaces: ARMv7-A.
 *
 * They are given out in turn, from space to space when all are in use.  A space that has lost its
 * asid takes the next in turn before it is loaded, and what the TLB holds under that is dropped.
 * So nothing must be done when asids are used up, and there are no generations, whose numbers would
 * take two words here.
 */
#include "glue_version.h"

static struct space *owner[ARCH_ASIDS];		/* ARM_ASID_NONE is nobody's */
static word_t last;				/* given out last */

void glue_asid_take(struct space *s)
{
	last = last == ARCH_ASIDS - 1 ? ARM_ASID_NONE + 1 : last + 1;
	if (owner[last] != NULL)
		owner[last]->glue.asid = ARM_ASID_NONE;
	owner[last] = s;
	s->glue.asid = last;
	/* Walks ahead of time for the space that is loaded still must not use this number. */
	__asm__ volatile("mcr p15, 0, %0, c13, c0, 1; isb" : : "r"(ARM_ASID_NONE) : "memory");
	arch_tlb_flush_asid(last);
}

void glue_forget_space(struct space *s)
{
	if (s->glue.asid != ARM_ASID_NONE)
		owner[s->glue.asid] = NULL;
}
