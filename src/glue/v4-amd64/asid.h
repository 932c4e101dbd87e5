/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * asid.h - PCIDs for any number of spaces: given out in turn, and again from the first one on when
 * they are used up, which begins a new generation.
 *
 *	63     62        12 11     0
 *	KEEP | generation  | PCID		CR3_KEEP: the space has been loaded under this PCID
 *
 * A space whose asid is of an old generation gets a new one before it is loaded, and its first load
 * drops what the TLB still holds under that PCID.  So a rollover flushes nothing by itself.
 */
#ifndef ASID_H
#define ASID_H

#include "amd64_regs.h"
#include "types.h"

#define ASID_PCIDS	4096u		/* PCID 0 is that of no space */
#define ASID_FIRST	((uint64_t)1 << 12)

struct asid_pool {
	uint64_t last;			/* generation and PCID given out last */
};

/* An asid that was never given out is 0 and of no generation. */
static inline bool asid_is_current(const struct asid_pool *p, uint64_t asid)
{
	return ((asid ^ p->last) & ~CR3_KEEP & ~(uint64_t)CR3_PCID) == 0;
}

/* A PCID that no asid of the current generation has. */
static inline uint64_t asid_take(struct asid_pool *p)
{
	p->last++;
	if ((p->last & CR3_PCID) == 0)
		p->last++;		/* the carry has begun a new generation */
	return p->last;
}

#endif
