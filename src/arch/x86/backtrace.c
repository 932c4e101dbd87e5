/* SPDX-License-Identifier: BSD-2-Clause */
/* backtrace.c - follow the chain of frame pointers. */
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "trap_print.h"

#define BACKTRACE_MAX	32

word_t arch_backtrace_bp;
word_t arch_backtrace_ip;

__cold void arch_backtrace(void (*show)(word_t address))
{
	word_t bp = (word_t)__builtin_frame_address(0);

	if (arch_backtrace_ip != 0) {
		show(arch_backtrace_ip);
		bp = arch_backtrace_bp;
	}
	for (unsigned i = 0; i < BACKTRACE_MAX; i++) {
		const word_t *pair = (const word_t *)bp;

		if (!IS_ALIGNED(bp, sizeof(word_t)) || !arch_on_stack(bp) || pair[1] == 0)
			return;
		show(pair[1]);
		if (pair[0] <= bp)
			return;
		bp = pair[0];
	}
}
