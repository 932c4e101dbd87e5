/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz_none.c - no system calls with random registers on this CPU yet. */

#include "hostile.h"

void arch_fuzz(struct worker *w, struct rng *r)
{
	(void)w;
	(void)r;
}
