/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout.h - wake-ups ordered by deadline: a hierarchical wheel, O(1) insert and cancel. */
#ifndef TIMEOUT_H
#define TIMEOUT_H

#include "list.h"
#include "types.h"

#define TIMEOUT_NEVER		UINT64_MAX
#define TIMEOUT_SLOT_BITS	5
#define TIMEOUT_SLOTS		(1u << TIMEOUT_SLOT_BITS)
#define TIMEOUT_LEVELS		13		/* 13 * 5 bits cover 64 */

/* One pending wake-up, embedded in its owner.  Initialise once with timeout_init. */
struct timeout {
	struct list link;
	uint64_t deadline;		/* us, absolute; valid while armed */
	uint8_t level;
	uint8_t slot;
	uint8_t armed;
	uint8_t kind;			/* the owner's business */
};

/*
 * Level l holds the deadlines whose highest bit that differs from `now` lies in digit l (digits of
 * TIMEOUT_SLOT_BITS bits); slot = that digit of the deadline.  Level 0 slots are exact.
 */
struct timeout_wheel {
	uint64_t now;				/* everything before is expired and handed out */
	uint32_t levels;			/* bit l: some slot of level l is in use */
	uint32_t used[TIMEOUT_LEVELS];		/* bit s: slot s of this level is not empty */
	struct list slot[TIMEOUT_LEVELS][TIMEOUT_SLOTS];
	struct list sorting;			/* a slot whose time has come, moving down */
	struct list expired;			/* deadline reached, not handed out yet */
};

void timeout_wheel_init(struct timeout_wheel *w, uint64_t now);
void timeout_init(struct timeout *t);

/* Arm t (which must not be armed) for `deadline`; one in the past expires at the next call of
 * timeout_expire.  O(1). */
void timeout_set(struct timeout_wheel *w, struct timeout *t, uint64_t deadline);

/* Disarm t; harmless if it is not armed.  O(1). */
void timeout_cancel(struct timeout_wheel *w, struct timeout *t);

static inline bool timeout_is_armed(const struct timeout *t)
{
	return t->armed;
}

/*
 * When the timer must fire at the latest: no later than the earliest deadline, perhaps earlier (the
 * start of a slot of a higher level, whose contents must then be sorted).  TIMEOUT_NEVER if empty;
 * w->now or earlier if there is work at once.
 */
uint64_t timeout_next(const struct timeout_wheel *w);

/*
 * Hand out one expired time-out (disarmed), or NULL.  Does at most *steps steps of 40 to 130
 * instructions, and counts them down: if NULL is returned and timeout_next(w) <= now, there is more
 * to do and the caller should come again after taking interrupts.
 */
struct timeout *timeout_expire(struct timeout_wheel *w, uint64_t now, unsigned *steps);

#endif
