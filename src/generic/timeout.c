/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timeout.c - the wheel of time-outs.
 *
 * Why the slots stay valid while time passes: let L be the lowest level in use and s its first used
 * slot.  Everything on L and above is due at (digits of now above L, s, 0...) or later, so until
 * then the digits of now from which those levels and slots were computed do not change.  When
 * that moment is reached, now becomes it, and the entries of the slot, which agree with now in
 * digit L from then on, move to lower levels or are due.
 */
#include "timeout.h"

#include "assert.h"
#include "bits.h"


_Static_assert(TIMEOUT_LEVELS * TIMEOUT_SLOT_BITS >= 64, "the wheel covers all of time");
_Static_assert(TIMEOUT_SLOTS <= 32, "a bit per slot in a uint32_t");

void timeout_wheel_init(struct timeout_wheel *w, uint64_t now)
{
	w->now = now;
	w->levels = 0;
	for (unsigned level = 0; level < TIMEOUT_LEVELS; level++) {
		w->used[level] = 0;
		for (unsigned slot = 0; slot < TIMEOUT_SLOTS; slot++)
			list_init(&w->slot[level][slot]);
	}
	list_init(&w->sorting);
	list_init(&w->expired);
}

void timeout_init(struct timeout *t)
{
	list_init(&t->link);
	t->deadline = TIMEOUT_NEVER;
	t->level = 0;
	t->slot = 0;
	t->armed = 0;
}

/* Link t where its deadline belongs, seen from w->now. */
static void insert(struct timeout_wheel *w, struct timeout *t)
{
	unsigned level;

	if (t->deadline <= w->now) {
		list_insert_before(&w->expired, &t->link);
		return;
	}
	level = (63 - (unsigned)__builtin_clzll(t->deadline ^ w->now)) / TIMEOUT_SLOT_BITS;
	t->level = (uint8_t)level;
	t->slot = (t->deadline >> (level * TIMEOUT_SLOT_BITS)) % TIMEOUT_SLOTS;
	list_insert_before(&w->slot[level][t->slot], &t->link);
	w->used[level] |= (uint32_t)1 << t->slot;
	w->levels |= (uint32_t)1 << level;
}

/* The slot has become empty. */
static void mark_unused(struct timeout_wheel *w, unsigned level, unsigned slot)
{
	w->used[level] &= ~((uint32_t)1 << slot);
	if (w->used[level] == 0)
		w->levels &= ~((uint32_t)1 << level);
}

void timeout_set(struct timeout_wheel *w, struct timeout *t, uint64_t deadline)
{
	ASSERT(!t->armed);
	t->deadline = deadline;
	t->armed = 1;
	insert(w, t);
}

/*
 * A time-out that is being sorted or has expired keeps level and slot of where it was last; that
 * slot is then empty and marked so, or not empty and marked so: looking at it does no harm.
 */
void timeout_cancel(struct timeout_wheel *w, struct timeout *t)
{
	if (!t->armed)
		return;
	list_remove(&t->link);
	t->armed = 0;
	if (list_empty(&w->slot[t->level][t->slot]))
		mark_unused(w, t->level, t->slot);
}

/* Start of the first slot in use; there is one. */
static uint64_t first_slot(const struct timeout_wheel *w, unsigned *level, unsigned *slot)
{
	unsigned shift;

	*level = (unsigned)__builtin_ctz(w->levels);
	*slot = (unsigned)__builtin_ctz(w->used[*level]);
	shift = *level * TIMEOUT_SLOT_BITS;
	return ((w->now >> shift & ~(uint64_t)(TIMEOUT_SLOTS - 1)) | *slot) << shift;
}

uint64_t timeout_next(const struct timeout_wheel *w)
{
	unsigned level, slot;

	if (!list_empty(&w->expired) || !list_empty(&w->sorting))
		return w->now;
	if (w->levels == 0)
		return TIMEOUT_NEVER;
	return first_slot(w, &level, &slot);
}

/* Move the contents of a slot to w->sorting, which is empty, in one go. */
static void take_slot(struct timeout_wheel *w, unsigned level, unsigned slot)
{
	struct list *from = &w->slot[level][slot];

	w->sorting = *from;
	w->sorting.next->prev = &w->sorting;
	w->sorting.prev->next = &w->sorting;
	list_init(from);
	mark_unused(w, level, slot);
}

struct timeout *timeout_expire(struct timeout_wheel *w, uint64_t now, unsigned *steps)
{
	for (; *steps != 0; --*steps) {
		struct timeout *t;
		unsigned level, slot;
		uint64_t next;

		if (!list_empty(&w->expired)) {
			t = container_of(w->expired.next, struct timeout, link);
			list_remove(&t->link);
			t->armed = 0;
			return t;
		}
		if (!list_empty(&w->sorting)) {
			t = container_of(w->sorting.next, struct timeout, link);
			list_remove(&t->link);
			insert(w, t);
			continue;
		}
		next = timeout_next(w);
		if (next > now || w->levels == 0) {
			w->now = MAX(w->now, now);
			return NULL;
		}
		w->now = first_slot(w, &level, &slot);
		take_slot(w, level, slot);
	}
	return NULL;
}
