/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath_offsets.h - what fast paths in assembly use of portable structures; for offsets.c. */
#ifndef FASTPATH_OFFSETS_H
#define FASTPATH_OFFSETS_H

#include "percpu.h"
#include "space.h"
#include "tcb.h"

#define DEFINE(sym, val)	__asm__ volatile(".ascii \"OFS " #sym " %0\"" : : "i"(val))
#define OFFSET(sym, type, f)	DEFINE(sym, offsetof(type, f))

static inline void fastpath_offsets(void)
{
	OFFSET(TCB_ACCEPTS, struct tcb, accepts);
	OFFSET(TCB_ACCEPTS_SPECIAL, struct tcb, accepts_special);
	OFFSET(TCB_GID, struct tcb, gid);
	OFFSET(TCB_BARS, struct tcb, bars);
	OFFSET(TCB_PRIO, struct tcb, prio);
	OFFSET(TCB_WAITED_ON, struct tcb, waited_on);
	OFFSET(TCB_SPACE, struct tcb, space);
	OFFSET(TCB_LID, struct tcb, lid);
	OFFSET(TCB_UTCB, struct tcb, utcb);
	OFFSET(TCB_STATE, struct tcb, state);
	DEFINE(THREAD_STATE_MASK, THREAD_STATE_MASK);
	DEFINE(THREAD_DEAD, THREAD_DEAD);
	OFFSET(TCB_READY_LINK, struct tcb, ready_link);
	OFFSET(TCB_QUEUED, struct tcb, queued);
	OFFSET(LIST_NEXT, struct list, next);
	OFFSET(LIST_PREV, struct list, prev);
	OFFSET(PERCPU_CURRENT, struct percpu, current);
	OFFSET(PERCPU_TOP, struct percpu, ready.top);
	OFFSET(PERCPU_READY_BITMAP, struct percpu, ready.bitmap);
	OFFSET(PERCPU_READY_HEAD, struct percpu, ready.head);
	OFFSET(SPACE_UTCB_BASE, struct space, objects[1].first);
	OFFSET(SPACE_UTCB_SIZE, struct space, utcb_size);
	OFFSET(SPACE_SLOTS, struct space, slots);
	DEFINE(SPACE_LEAF_BITS, SPACE_LEAF_BITS);
	DEFINE(TAG_UNUSUAL, TAG_UNUSUAL);
	DEFINE(BAR_CLOSED, BAR_CLOSED);
	DEFINE(BAR_UNUSUAL, BAR_UNUSUAL);
	DEFINE(BAR_PROPAGATED, BAR_PROPAGATED);
	DEFINE(BAR_GLUE, BAR_GLUE);
}

#endif
