/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fpu.h - FPU state of threads, for ports that keep it in a slab: allocated on first use, switched
 * eagerly from then on.  tcb.glue.fpu is NULL until then.
 */
#ifndef FPU_H
#define FPU_H

#include "compiler.h"
#include "types.h"

struct tcb;

/* The FPU's state becomes that of `to`; the FPU is off if it has none. */
void fpu_switch(struct tcb *to);

/* t uses the FPU; false: it has done so before, or there is no memory. */
__must_check bool fpu_first_use(struct tcb *t);

/* t is being deleted, and runs on no CPU. */
void fpu_release(struct tcb *t);

#endif
