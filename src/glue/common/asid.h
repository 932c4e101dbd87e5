/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * asid.h - the CPU's address-space numbers for any number of spaces: given out in turn, and again
 * from the first one on when they are used up, which begins a new generation.
 *
 *	63        n n-1    0	n: log2(ARCH_ASIDS)
 *	generation | number
 *
 * A space whose asid is of an old generation gets a new one before it is loaded.  What the TLB
 * still holds under that number is another space's and has to go first: everything is dropped when
 * a generation begins.
 */
#ifndef ASID_H
#define ASID_H

#include "arch_types.h"
#include "types.h"

#define ASID_NUMBER	((uint64_t)ARCH_ASIDS - 1)	/* number 0 is that of no space */
#define ASID_FIRST	((uint64_t)ARCH_ASIDS)

struct asid_pool {
	uint64_t last;			/* generation and number given out last */
};

/* An asid that was never given out is 0 and of no generation. */
static inline bool asid_is_current(const struct asid_pool *p, uint64_t asid)
{
	return (asid ^ p->last) <= ASID_NUMBER;
}

/* A number that no asid of the current generation has. */
static inline uint64_t asid_take(struct asid_pool *p)
{
	p->last++;
	if ((p->last & ASID_NUMBER) == 0)
		p->last++;		/* the carry has begun a new generation */
	return p->last;
}

/* The first asid of its generation: nothing older means anything from now on. */
static inline bool asid_is_first(uint64_t asid)
{
	return (asid & ASID_NUMBER) == 1;
}

#endif
