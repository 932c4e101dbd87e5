/* SPDX-License-Identifier: BSD-2-Clause */
/* ready.c - the ready queue of a CPU: a list per priority, a bit per non-empty list; all O(1). */
#include "ready.h"

#include "assert.h"

void ready_init(struct ready_queue *q)
{
	for (unsigned i = 0; i < PRIO_COUNT; i++)
		list_init(&q->head[i]);
	for (unsigned i = 0; i < READY_WORDS; i++)
		q->bitmap[i] = 0;
	q->top = -1;
}

static void find_top(struct ready_queue *q)
{
	for (int i = READY_WORDS - 1; i >= 0; i--) {
		if (q->bitmap[i] != 0) {
			q->top = i * WORD_BITS + (int)bit_fls(q->bitmap[i]);
			return;
		}
	}
	q->top = -1;
}

static void mark_used(struct ready_queue *q, int prio)
{
	ASSERT(prio >= 0 && prio < PRIO_COUNT);
	q->bitmap[(unsigned)prio / WORD_BITS] |= BIT((unsigned)prio % WORD_BITS);
	if (prio > q->top)
		q->top = prio;
}

void ready_insert_tail(struct ready_queue *q, struct list *e, int prio)
{
	list_insert_before(&q->head[prio], e);
	mark_used(q, prio);
}

void ready_insert_head(struct ready_queue *q, struct list *e, int prio)
{
	list_insert_after(&q->head[prio], e);
	mark_used(q, prio);
}

void ready_remove(struct ready_queue *q, struct list *e, int prio)
{
	list_remove(e);
	if (!list_empty(&q->head[prio]))
		return;
	q->bitmap[(unsigned)prio / WORD_BITS] &= ~BIT((unsigned)prio % WORD_BITS);
	if (prio == q->top)
		find_top(q);
}

struct list *ready_pop(struct ready_queue *q)
{
	struct list *e;

	if (q->top < 0)
		return NULL;
	e = q->head[q->top].next;
	ready_remove(q, e, q->top);
	return e;
}
