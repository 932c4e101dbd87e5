/* SPDX-License-Identifier: BSD-2-Clause */
/* topics.c - all topics in the order in which they run. */

#include "topics.h"

#ifdef KERNEL_GROWS
#define GROW_TOPICS(t) t(kernel_memory)
#else
#define GROW_TOPICS(t)
#endif

#define TOPICS(t)                                                                                 \
	t(kip) t(threads) t(modify) t(exregs) t(halt) t(ipc_words) t(ipc) t(ipc_timeout) t(       \
		ipc_matrix) t(fault) t(map) t(map_place) t(grant) t(unmap) t(status) t(exception) \
		t(review) t(irq) t(sched) t(thread_switch) t(space) t(sigma0) t(boot) t(fpu)      \
			t(registers) t(coherence) t(unaligned) t(memory) ARCH_TOPICS(t)           \
				t(ctrlxfer) GROW_TOPICS(t) t(many) t(string) t(overflow) t(xfer)  \
					t(propagation) t(redirect) t(preempt) t(memctrl)          \
						t(library) t(interface) t(control) t(states)      \
							t(paths) ARCH_LATE_TOPICS(t) t(attacks)   \
								t(mass)

#define DECLARE(name) extern const struct topic topic_##name;
#define ENTRY(name)   &topic_##name,

TOPICS(DECLARE)

const struct topic *const topics[] = {TOPICS(ENTRY) NULL};
