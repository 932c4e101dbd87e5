/* SPDX-License-Identifier: BSD-2-Clause */
/* ready.h - the ready queue of a CPU: a list per priority, a bit per non-empty list; all O(1). */
#ifndef READY_H
#define READY_H

#include "abi.h"
#include "list.h"

#define READY_WORDS	(PRIO_COUNT / WORD_BITS)

struct ready_queue {
	int top;			/* highest priority with an entry, -1 if there is none */
	word_t bitmap[READY_WORDS];
	struct list head[PRIO_COUNT];
};

void ready_init(struct ready_queue *q);

/* Link e, which is in no queue, with priority 0..255 behind or before the others that have it. */
void ready_insert_tail(struct ready_queue *q, struct list *e, int prio);
void ready_insert_head(struct ready_queue *q, struct list *e, int prio);

/* Unlink e, which is in the queue with this priority. */
void ready_remove(struct ready_queue *q, struct list *e, int prio);

/* Unlink and return the first of the highest priority; NULL if the queue is empty. */
struct list *ready_pop(struct ready_queue *q);

#endif
