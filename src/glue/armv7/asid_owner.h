/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * asid_owner.h - few address-space identifiers for any number of spaces: given out in turn, from
 * space to space when all are in use.
 *
 * An asid belongs to the space that is named in `owner`; a space whose asid belongs to another one
 * takes the next in turn before it is loaded, and what the TLB holds under that is dropped.  So
 * nothing must be done when asids are used up, and there are no generations, whose numbers would
 * take two words here.
 */
#ifndef ASID_OWNER_H
#define ASID_OWNER_H

#include "types.h"

#define ASID_COUNT	256u		/* of which 0 is that of no space */

struct asid_owners {
	const void *owner[ASID_COUNT];
	word_t last;			/* given out last */
};

static inline bool asid_is_own(const struct asid_owners *p, const void *space, word_t asid)
{
	return p->owner[asid] == space;
}

/* The next asid, for `space` from now on. */
static inline word_t asid_take(struct asid_owners *p, const void *space)
{
	p->last = p->last == ASID_COUNT - 1 ? 1 : p->last + 1;
	p->owner[p->last] = space;
	return p->last;
}

/* The space is gone. */
static inline void asid_release(struct asid_owners *p, const void *space, word_t asid)
{
	if (p->owner[asid] == space)
		p->owner[asid] = NULL;
}

#endif
