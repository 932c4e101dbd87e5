/* SPDX-License-Identifier: BSD-2-Clause */
/* ready.c - the ready queue against a plain list in order of arrival, with random operations. */
#include "../../src/generic/ready.h"

#include "compiler.h"
#include "unit.h"

#define THREADS	300u
#define STEPS	300000u

struct thread {
	struct list link;
	int prio;			/* -1: not in the queue */
	int64_t order;			/* smaller comes first among equals */
};

static struct ready_queue queue;
static struct thread thread[THREADS];
static int64_t first_order, last_order;

void panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	exit(2);
}

/* Who should run next, by looking at all of them; NULL: nobody. */
static struct thread *model_first(void)
{
	struct thread *best = NULL;

	for (unsigned i = 0; i < THREADS; i++) {
		struct thread *t = &thread[i];

		if (t->prio >= 0 && (best == NULL || t->prio > best->prio ||
				     (t->prio == best->prio && t->order < best->order)))
			best = t;
	}
	return best;
}

static bool matches(void)
{
	const struct thread *first = model_first();

	return queue.top == (first != NULL ? first->prio : -1) &&
	       (first == NULL || queue.head[queue.top].next == &first->link);
}

static void insert(struct thread *t, int prio, bool at_head)
{
	t->prio = prio;
	if (at_head) {
		t->order = --first_order;
		ready_insert_head(&queue, &t->link, prio);
	} else {
		t->order = ++last_order;
		ready_insert_tail(&queue, &t->link, prio);
	}
}

static bool pop_matches(void)
{
	struct thread *first = model_first();
	struct list *e = ready_pop(&queue);

	if (first == NULL)
		return e == NULL;
	first->prio = -1;
	return e == &first->link;
}

/* Priorities from a few values or from all, so that lists get long and the bitmap sparse. */
static bool random_operations(unsigned priorities)
{
	for (unsigned n = 0; n < STEPS; n++) {
		struct thread *t = &thread[unit_rnd(THREADS)];
		unsigned what = unit_rnd(8);

		if (what == 0 && !pop_matches())
			return false;
		if (what != 0 && t->prio >= 0) {
			ready_remove(&queue, &t->link, t->prio);
			t->prio = -1;
		} else if (what != 0) {
			insert(t, (int)(unit_rnd(priorities) * 255 / (priorities - 1)), what == 1);
		}
		if (!matches())
			return false;
	}
	return true;
}

static bool empties(void)
{
	while (queue.top >= 0)
		if (!pop_matches() || !matches())
			return false;
	return ready_pop(&queue) == NULL && model_first() == NULL;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	ready_init(&queue);
	for (unsigned i = 0; i < THREADS; i++) {
		list_init(&thread[i].link);
		thread[i].prio = -1;
	}
	unit_report("ready/empty", matches() && ready_pop(&queue) == NULL);
	unit_report("ready/all-priorities", random_operations(256));
	unit_report("ready/three-priorities", random_operations(3));
	unit_report("ready/pops-in-order", empties());
	return unit_end();
}
