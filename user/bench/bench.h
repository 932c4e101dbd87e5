/* SPDX-License-Identifier: BSD-2-Clause */
/* bench.h - what the measurements share: threads, results, and the loops of the architecture. */
#ifndef BENCH_H
#define BENCH_H

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/schedule.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <pecan/cpu.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench_arch.h"

typedef L4_Word_t word_t;
typedef L4_ThreadId_t tid_t;

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* --- results (report.c) ------------------------------------------------------------------ */

/* Print ticks / count as the value of a metric, with one decimal if it is no integer. */
void report(const char *metric, uint64_t ticks, word_t count);

/* The same for NAME.total, user code included: what most measurements give. */
void report_total(const char *name, uint64_t ticks, word_t count);

/* Print a / b with two decimals. */
void report_ratio(const char *metric, uint64_t a, uint64_t b);

/* A measurement cannot be made, or what it gives is wrong; counted as a failure. */
void report_failure(const char *what);

/* Print the last line; the number of failures. */
unsigned report_end(void);

/* A name with a number in it, by a format with one %u; good until the next call. */
const char *name_for(const char *format, unsigned n);

/*
 * A number for bench_mark() while `name` is measured: ci/footprint.py knows by it what the
 * kernel works for.  0, which marks nothing, when there are no more.
 */
unsigned mark_new(const char *name);

/* --- threads (lib.c) --------------------------------------------------------------------- */

/* The measuring thread and its partner have this priority; the main thread 255. */
#define PRIO_BENCH 100
#define PRIO_LOW 50

typedef void (*body_t)(void *arg);

struct thread {
	tid_t id;
	tid_t local;
	body_t fn;
	void *arg;
};

void lib_init(void);

/* A thread of our own space, of a new one, of the space of another thread. */
struct thread *thread_here(word_t prio, body_t fn, void *arg);
struct thread *thread_elsewhere(word_t prio, body_t fn, void *arg);
struct thread *thread_beside(struct thread *other, word_t prio, body_t fn, void *arg);

/*
 * Serve page faults until fn, in a thread created last and running in our space or a new one, has
 * returned.
 */
void run_here(body_t fn, void *arg);
void run_elsewhere(body_t fn, void *arg);

/* Serve page faults of all threads for a while, so that they get where they will wait. */
void settle(void);

/* Delete all threads. */
void threads_delete(void);

/* Global ids that nobody uses, and UTCBs of our own space. */
tid_t spare_id(word_t n);
word_t spare_utcb(word_t n);

/* A new space in which `id` is the only thread, inactive. */
void space_new(tid_t id, word_t utcb_area, unsigned utcb_area_bits);

/* If not ok, say so and end the run. */
void must(bool ok, const char *what);

extern void *kip;
extern tid_t main_id;

/* --- repeating (repeat.c) ---------------------------------------------------------------- */

#define RUNS 5
#define ROUNDS 1000

/* Ticks of n rounds of a loop of the architecture, without those of the loop itself. */
static inline word_t net(word_t ticks, word_t n)
{
	return ticks - bench_empty(n);
}

/*
 * Least net ticks of a loop of so many rounds, of several runs in a thread of our space, with a
 * mark if it has a name.
 */
word_t repeat(const char *name, word_t (*loop)(word_t n), word_t rounds);

/* Least ticks of ROUNDS rounds of a system call; of two, one after the other. */
word_t call_ticks(const char *name, const struct bench_call *call);
word_t pair_ticks(const char *name, const struct bench_call *a, const struct bench_call *b);

/* A client that calls a server again and again: who they are and what they send. */
struct exchange {
	const char *name; /* or NULL: no mark */
	bool inside;	  /* both in our space; otherwise the server has its own */
	bool local;	  /* the client names the server by its local id */
	bool lipc;	  /* both use Lipc */
	bool fpu;	  /* both have FPU state */
	word_t tag;	  /* of the client's messages */
	word_t items[2];  /* their MR1, MR2 */
	word_t reply;	  /* tag of the server's */
	word_t brs[3];	  /* buffer registers of the server */
	word_t timeouts;  /* of the client */
	word_t rounds;	  /* 0: ROUNDS */
};

/* Least ticks of all rounds, of several runs. */
word_t exchange_ticks(const struct exchange *how);

/* Ticks of ROUNDS calls without words between spaces: what the others are compared with. */
word_t plain_ticks(void);

/* --- measurements ------------------------------------------------------------------------ */

void measure_ipc(void);
void measure_kinds(void);
void measure_string(void);
void measure_map(void);
void measure_fault(void);
void measure_call(void);
void measure_irq(void);
void measure_scale(void);

/* Not in every run: attacks on the time without interrupts; many mappings. */
void measure_irqoff(void);

/* Where our space has REGION_PAGES small pages, one after the other, each one sigma0's own. */
#define REGION_PAGES 1024
word_t small_pages(void);

/* Parts of measure_call that measure_scale repeats, without a mark then. */
word_t timeout_ticks(const char *name);
word_t schedule_ticks(const char *name);

#endif
