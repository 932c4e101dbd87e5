/* SPDX-License-Identifier: BSD-2-Clause */
/* ring.h - a bounded queue of characters. */

#ifndef RING_H
#define RING_H

#include <stdbool.h>
#include <stddef.h>

#define RING_BYTES 4096u

struct ring {
	char byte[RING_BYTES];
	size_t first;
	size_t count;
};

static inline size_t ring_room(const struct ring *r)
{
	return RING_BYTES - r->count;
}

/* There must be room. */
static inline void ring_put(struct ring *r, char c)
{
	r->byte[(r->first + r->count++) % RING_BYTES] = c;
}

static inline bool ring_get(struct ring *r, char *c)
{
	if (r->count == 0)
		return false;
	*c = r->byte[r->first];
	r->first = (r->first + 1) % RING_BYTES;
	r->count--;
	return true;
}

#endif
