/* SPDX-License-Identifier: BSD-2-Clause */
/* list.h - circular doubly linked list; a head is a link, an unlinked link points to itself. */
#ifndef LIST_H
#define LIST_H

#include "compiler.h"
#include "types.h"

struct list {
	struct list *next;
	struct list *prev;
};

static inline void list_init(struct list *l)
{
	l->next = l;
	l->prev = l;
}

static inline bool list_empty(const struct list *l)
{
	return l->next == l;
}

/* Link e before pos; with pos the head that is the tail of the list. */
static inline void list_insert_before(struct list *pos, struct list *e)
{
	e->next = pos;
	e->prev = pos->prev;
	pos->prev->next = e;
	pos->prev = e;
}

static inline void list_insert_after(struct list *pos, struct list *e)
{
	list_insert_before(pos->next, e);
}

/* Unlink e and leave it pointing to itself, so that a second removal does no harm. */
static inline void list_remove(struct list *e)
{
	e->prev->next = e->next;
	e->next->prev = e->prev;
	list_init(e);
}

#endif
