/* SPDX-License-Identifier: BSD-2-Clause */
/* vectors.h - threads that cause an exception, and what their handler, the test, hears. */
#ifndef VECTORS_H
#define VECTORS_H

#include "raw.h"

struct vector {
	void (*code)(void);
	word_t number, error;
	bool other_space;
};

/* The last exception message, in `out`. */
extern struct ipc message;

void await_exception(const struct thread *t);

/* Let a thread run v->code, await its exception; check that it is the one v tells. */
void run_vector(const struct vector *v);
void check_vector(const struct vector *v);

/* A thread that waits at raw_trap_at for an answer. */
struct thread *run_trap(void);

#endif
