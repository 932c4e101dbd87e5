/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - what only PCs have to be fuzzed. */

#include "fuzz.h"

#include <l4/kdebug.h>

void arch_fuzz(struct worker *w, struct rng *r)
{
	switch (rng_below(r, 6)) {
	case 0:
		fuzz_flags(r);
		break;
	case 1:
		fuzz_segments(r);
		break;
	case 2:
		L4_KDB_PrintString(rng_below(r, 2) ? "" : (const char *)ARCH_KERNEL_ADDRESS);
		break;
	default:
		fuzz_registers(w, r);
		break;
	}
}
