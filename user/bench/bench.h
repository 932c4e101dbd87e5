/* SPDX-License-Identifier: BSD-2-Clause */
/* bench.h - what the measurements share: threads, results, and the loops of the architecture. */
#ifndef BENCH_H
#define BENCH_H

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/schedule.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench_arch.h"

typedef L4_Word_t word_t;
typedef L4_ThreadId_t tid_t;

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* --- results (main.c) -------------------------------------------------------------------- */

/* Print ticks / count as the value of a metric, with one decimal if it is no integer. */
void report(const char *metric, uint64_t ticks, word_t count);

/* Print hundredths as a decimal number. */
void report_hundredths(const char *metric, word_t hundredths);

/* A measurement cannot be made: say why; counted as a failure. */
void report_failure(const char *what);

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

/* A new space in which `id` is the only thread, inactive; utcbs: how many it shall have room for. */
void space_new(tid_t id, word_t utcb_area, unsigned utcb_area_bits);
void must(bool ok, const char *what);

extern void *kip;
extern tid_t main_id;

/* --- repeating --------------------------------------------------------------------------- */

#define RUNS 5
#define ROUNDS 1000

/* Ticks of n rounds of a loop of the architecture, without those of the loop itself. */
static inline word_t net(word_t ticks, word_t n)
{
	return ticks - bench_empty(n);
}

/* Threads for IPC: a server that answers every message with this tag; buffer registers as given. */
struct server {
	word_t tag;
	word_t brs[4];
	unsigned br_count;
	void (*link)(void);
};

void server_body(void *server);

/* Least ticks of ROUNDS calls, run by run; sets *ticks. */
struct client {
	struct bench_ipc ipc;
	word_t ticks;
};

void client_body(void *client);

/* --- measurements ------------------------------------------------------------------------ */

void measure_ipc(void);
void measure_string(void);
void measure_map(void);
void measure_fault(void);
void measure_thread(void);
void measure_irq(void);
void measure_scale(void);

#endif
