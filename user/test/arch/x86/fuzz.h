/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.h - random calls that need the registers of this CPU, in fuzz.c of each. */
#ifndef FUZZ_H
#define FUZZ_H

#include "hostile/hostile.h"

/* Any link with any registers; a time-out that ends soon where Ipc has it. */
void fuzz_registers(struct worker *w, struct rng *r);

/* A call with flags set that a kernel must not live by. */
void fuzz_flags(struct rng *r);

/* Segment registers of the user's choice. */
void fuzz_segments(struct rng *r);

#endif
