/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.c - record kernel events in a ring, and print them (doc/kdb.md). */
#include "trace.h"

#include "arch.h"
#include "bits.h"
#include "kdb_commands.h"
#include "percpu.h"
#include "platform.h"
#include "print.h"
#include "string.h"
#include "tcb.h"

#define SHOWN	40		/* entries, unless asked for more */

static const char *const names[TRACE_EVENTS] = {
	[TRACE_SEND] = "send",	       [TRACE_RECEIVE] = "receive",
	[TRACE_TRANSFER] = "transfer", [TRACE_FAST] = "fast",
	[TRACE_FAILURE] = "failure",   [TRACE_FAULT] = "fault",
	[TRACE_EXCEPTION] = "exception", [TRACE_SWITCH] = "switch",
	[TRACE_IRQ] = "interrupt",     [TRACE_TIMER] = "timer",
	[TRACE_CALL] = "call",	       [TRACE_MAP] = "map",
	[TRACE_UNMAP] = "unmap",       [TRACE_CREATE] = "create",
	[TRACE_DELETE] = "delete",
};

struct trace_ring trace_ring;
uint32_t trace_conditions[TRACE_CONDITIONS][2];

void trace_record(enum trace_event event, const struct tcb *t, word_t a, word_t b)
{
	struct trace_ring *r = &trace_ring;

	if ((r->ignored & BIT(event)) != 0)
		return;
	if (t == NULL)
		t = arch_self()->current;
	r->entry[r->next++ % TRACE_ENTRIES] = (struct trace_entry){
		.time = platform_timer_now(),
		.thread = t != NULL ? t->gid.raw : 0,	/* booting */
		.a = a,
		.b = b,
		.event = event,
	};
}

/* --- printing ---------------------------------------------------------------------------- */

/* FILTER of the command: part of an event's name, or a thread that the entry mentions. */
struct filter {
	const char *name;
	word_t thread;
};

static bool passes(const struct filter *f, const struct trace_entry *e)
{
	if (f->name != NULL)
		return strncmp(names[e->event], f->name, strlen(f->name)) == 0;
	return f->thread == 0 || e->thread == f->thread ||
	       (e->a == f->thread && (e->event <= TRACE_FAST || e->event == TRACE_SWITCH));
}

static void print_entry(const struct trace_entry *e)
{
	kprintf("%12llu %-9s ", (unsigned long long)e->time, names[e->event]);
	kdb_print_id((tid_t){ e->thread });
	kprintf(" %p %p\n", (void *)e->a, (void *)e->b);
}

/* An argument which begins the name of an event is that event, even if it looks like a number. */
static bool parse_filter(const struct kdb_args *args, struct filter *f)
{
	for (unsigned i = 0; i < TRACE_EVENTS; i++)
		if (strncmp(names[i], args->word[1], strlen(args->word[1])) == 0)
			f->name = args->word[1];
	return f->name != NULL || kdb_number(args, 1, &f->thread);
}

bool trace_show(const struct kdb_args *args)
{
	const struct trace_ring *r = &trace_ring;
	word_t first = r->next > TRACE_ENTRIES ? r->next - TRACE_ENTRIES : 0;
	word_t count = SHOWN, skip = 0;
	struct filter f = { 0 };

	if ((args->count > 1 && !parse_filter(args, &f)) ||
	    (args->count > 2 && !kdb_number(args, 2, &count)))
		return false;
	for (word_t i = first; i != r->next; i++)
		skip += passes(&f, &r->entry[i % TRACE_ENTRIES]);
	skip = skip > count ? skip - count : 0;
	kprintf("%12s %-9s %-*s a, b\n", "us", "event", WORD_BITS / 4, "thread");
	for (word_t i = first; i != r->next && !kdb_enough(); i++) {
		const struct trace_entry *e = &r->entry[i % TRACE_ENTRIES];

		if (!passes(&f, e))
			continue;
		if (skip != 0)
			skip--;
		else
			print_entry(e);
	}
	return true;
}

bool trace_filter(const struct kdb_args *args)
{
	word_t mask;

	if (args->count > 1) {
		if (!kdb_number(args, 1, &mask) || args->count > 2)
			return false;
		trace_ring.ignored = ~mask & MASK(TRACE_EVENTS);
	}
	kprintf("mask %zx\n", (size_t)(~trace_ring.ignored & MASK(TRACE_EVENTS)));
	for (unsigned i = 0; i < TRACE_EVENTS; i++)
		kprintf("%4x %-10s %s\n", 1u << i, names[i],
			(trace_ring.ignored & BIT(i)) == 0 ? "recorded" : "-");
	return true;
}

bool trace_show_conditions(const struct kdb_args *args)
{
	(void)args;
	for (unsigned n = 0; n < TRACE_CONDITIONS; n++)
		kprintf("F%u refused %x met %x\n", n + 1, trace_conditions[n][0],
			trace_conditions[n][1]);
	return true;
}
