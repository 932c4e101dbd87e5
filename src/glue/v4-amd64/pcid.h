/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pcid.h - PCIDs for any number of spaces: the first 4,094 that live at a time have one of their
 * own for as long as they live, so what CR3 holds for a thread never changes; all others share one,
 * which is flushed whenever it is loaded.
 */
#ifndef PCID_H
#define PCID_H

#include "amd64_regs.h"
#include "types.h"

#define PCIDS		4096u
#define PCID_SHARED	(PCIDS - 1)	/* PCID 0 is that of no space */

struct pcid_pool {
	uint64_t used[PCIDS / 64];
	unsigned hint;			/* word of `used` where the search begins */
};

/*
 * What CR3 holds beside the root: the PCID, and CR3_KEEP if it is the space's own.  The caller
 * drops what the TLB still holds under it.
 */
static inline uint64_t pcid_take(struct pcid_pool *p)
{
	for (unsigned n = 0; n < PCIDS / 64; n++) {
		unsigned i = (p->hint + n) % (PCIDS / 64);
		uint64_t reserved = i == 0 ? 1 : i == PCID_SHARED / 64 ? (uint64_t)1 << 63 : 0;
		uint64_t free = ~(p->used[i] | reserved);

		if (free != 0) {
			p->used[i] |= free & -free;
			p->hint = i;
			return (i * 64 + (unsigned)__builtin_ctzll(free)) | CR3_KEEP;
		}
	}
	return PCID_SHARED;
}

static inline void pcid_give_back(struct pcid_pool *p, uint64_t pcid)
{
	unsigned n = pcid & CR3_PCID;

	if (n == PCID_SHARED)
		return;
	p->used[n / 64] &= ~((uint64_t)1 << n % 64);
	p->hint = n / 64;
}

#endif
