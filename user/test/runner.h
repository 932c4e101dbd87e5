/* SPDX-License-Identifier: BSD-2-Clause */
/* runner.h - what the runner, the pager and the library share; tests do not include this. */
#ifndef TEST_RUNNER_H
#define TEST_RUNNER_H

#include "lib.h"

enum verdict_kind {
	VERDICT_OPEN,
	VERDICT_PASS,
	VERDICT_FAIL,
	VERDICT_FAIL_EQ,
	VERDICT_LATE,  /* as FAIL_EQ, but worth another try */
	VERDICT_FAULT, /* unexpected page fault: got = address, want = IP */
	VERDICT_EXCEPTION,
	VERDICT_SKIP
};

struct verdict {
	unsigned claimed;
	enum verdict_kind kind;
	const char *file;
	int line;
	const char *what;
	word_t got, want;
};

extern struct verdict verdict;

void verdict_give(enum verdict_kind kind, const char *file, int line, const char *what);
__attribute__((noreturn)) void test_passed(void);

/* The runner's UTCB address, which lies in the first minimal area of all its UTCBs. */
extern word_t runner_utcb;

/* Start of our own UTCB area; slot i lies i UTCBs above it. */
word_t own_utcb_base(void);

/* Thread numbers: the pager, then the pool of struct thread, then numbers for reserve_numbers. */
word_t pager_number(void);
word_t pool_number(void);

/* Slots of our own UTCB area: 0 is the runner, then the pool, then the pager. */
#define PAGER_SLOT (MAX_THREADS + 1)

void pager_start(void);
void pager_stop(void);

/* Requests to the pager: send MR1 the start message MR2, MR3; give MR1 the priority MR2. */
#define PAGER_START 0x51a7u
#define PAGER_PRIO  0x51a8u

/* Is this address part of the memory that the suite shares with all its spaces? */
bool is_shared_memory(word_t address);

void memory_init(void);
void memory_restore(void);

#endif
