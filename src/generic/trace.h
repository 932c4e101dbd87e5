/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.h - a ring of kernel events per CPU (CONFIG_TRACE); without it TRACE is nothing. */
#ifndef TRACE_H
#define TRACE_H

#include "compiler.h"
#include "types.h"

struct kdb_args;
struct tcb;

/* What `a` and `b` of struct trace_entry are; the thread is the one the event happens to. */
enum trace_event {
	TRACE_SEND,		/* a send phase begins: destination, tag */
	TRACE_RECEIVE,		/* a receive phase: from whom, time-out */
	TRACE_TRANSFER,		/* the message has arrived: receiver, tag */
	TRACE_FAST,		/* the same by the fast path: receiver, tag */
	TRACE_FAILURE,		/* an IPC fails: error code, tag */
	TRACE_FAULT,		/* page fault: address, instruction */
	TRACE_EXCEPTION,	/* exception: instruction, handler */
	TRACE_SWITCH,		/* another thread runs: the new one, its priority */
	TRACE_IRQ,		/* an interrupt for a user: number, handler */
	TRACE_TIMER,		/* the timer fires: time-outs pending?, ready priority */
	TRACE_CALL,		/* a system call other than IPC: enum x2_call, first argument */
	TRACE_MAP,		/* map or grant: source address, destination */
	TRACE_UNMAP,		/* fpage, flush */
	TRACE_CREATE,		/* thread: its id, its space */
	TRACE_DELETE,		/* thread: its id, its space */
	TRACE_EVENTS
};

#define TRACE_ENTRIES	1024	/* power of two */

struct trace_entry {
	uint64_t time;		/* us */
	word_t thread;		/* global id, 0: none */
	word_t a, b;
	word_t event;
};

/* The newest entry is next - 1; entries are overwritten round and round. */
struct trace_ring {
	word_t next;		/* how many have been written; modulo TRACE_ENTRIES: where */
	word_t ignored;		/* bit per event: is not recorded */
	struct trace_entry entry[TRACE_ENTRIES];
};

/* Of the boot CPU; the GDB helpers read it, too. */
extern struct trace_ring trace_ring;

/* t is NULL: the current thread. */
void trace_record(enum trace_event event, const struct tcb *t, word_t a, word_t b);

/* Arguments are not evaluated unless the event is compiled in. */
#define TRACE(event, t, a, b) \
	(IS_ENABLED(CONFIG_TRACE) ? trace_record(event, t, (word_t)(a), (word_t)(b)) : (void)0)

/* How often the numbered conditions of the IPC fast path (doc/ipc.md) were refused, were met. */
#define TRACE_CONDITIONS 7
extern uint32_t trace_conditions[TRACE_CONDITIONS][2];

static inline bool trace_condition(unsigned number, bool met)
{
	trace_conditions[number - 1][met]++;
	return met;
}

/* The value of a condition, which is counted if events are compiled in. */
#define TRACE_CONDITION(number, met) \
	(IS_ENABLED(CONFIG_TRACE) ? trace_condition(number, met) : (met))

/* Commands of the debugger: what has been recorded; what is; the conditions. */
bool trace_show(const struct kdb_args *args);
bool trace_filter(const struct kdb_args *args);
bool trace_show_conditions(const struct kdb_args *args);

#endif
