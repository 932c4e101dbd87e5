/* SPDX-License-Identifier: BSD-2-Clause */
/* hostile.h - programs that try to break the kernel, and whom they must not hurt. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "lib.h"

/* --- random numbers that are the same on every CPU --------------------------------------- */

struct rng {
	uint32_t state;
};

static inline uint32_t rng_next(struct rng *r)
{
	uint32_t x = r->state;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	r->state = x;
	return x * 0x9e3779b1u;
}

static inline uint32_t rng_below(struct rng *r, uint32_t n)
{
	return (rng_next(r) >> 8) % n;
}

static inline word_t rng_word(struct rng *r)
{
	word_t w = rng_next(r);

	return sizeof(word_t) == 8 ? w << 16 << 16 | rng_next(r) : w;
}

/* The numbers for call n of a run depend on nothing but the seed and n. */
static inline struct rng rng_for(uint32_t seed, uint32_t n)
{
	struct rng r = {(seed * 0x85ebca6bu) ^ (n * 0xc2b2ae35u) ^ 0x27d4eb2fu};

	if (r.state == 0)
		r.state = 1;
	rng_next(&r);
	rng_next(&r);
	return r;
}

/* --- the jail ---------------------------------------------------------------------------- */

/*
 * Workers run in spaces of their own, which share the suite's memory for reading only: all they
 * can write is their own struct worker.  Their pager maps no more than that.
 */
#define WORKERS	     4
#define WORKER_PAGES 4

struct worker {
	struct thread *t;
	void (*run)(struct worker *w);
	uint32_t seed;
	volatile uint32_t calls; /* done so far */
	uint32_t last;		 /* stop here */
	tid_t ids[8];		 /* whom to name: itself, peers, victims */
	unsigned id_count;
	word_t arg;
	volatile bool finished;
	word_t scratch[256];
};

struct worker *worker(unsigned i);

void jail_open(void);

/* Start worker i, in a new space or that of another worker, at its current number of calls. */
void worker_start(unsigned i, struct thread *where, void (*run)(struct worker *w));

/* Wait until it has finished; one that makes no progress is deleted and started again. */
void worker_finish(unsigned i);

/* --- the victim -------------------------------------------------------------------------- */

/* A server and a client in spaces of their own that count their round trips. */
void victim_start(void);

/* Both work, have made progress since the last call, and no answer was wrong. */
void victim_check(void);
tid_t victim_server(void);

/* --- the fuzzer -------------------------------------------------------------------------- */

/* Set by the command line "fuzz SEED COUNT". */
extern uint32_t fuzz_seed, fuzz_count;

/* One system call with arguments of the right types and wrong values. */
void fuzz_user(struct worker *w, struct rng *r);

/* System calls with all registers chosen at random, a CPU's own. */
void arch_fuzz(struct worker *w, struct rng *r);

/* A word that is likely to matter: addresses of all kinds, ids, edges. */
word_t fuzz_word(const struct worker *w, struct rng *r);
tid_t fuzz_tid(const struct worker *w, struct rng *r);
word_t fuzz_timeouts(struct rng *r);

/* How many threads fit into what kernel memory is left. */
unsigned kernel_capacity(void);

#endif
