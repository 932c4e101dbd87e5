/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc_entry.h - Ipc as entry code calls it: the fast path in C, or else all of it. */
#ifndef IPC_ENTRY_H
#define IPC_ENTRY_H

#include "glue.h"
#include "ipc_fast.h"

/* On the kernel stack of t, which is current and has called Ipc; does not return. */
static inline __noreturn void ipc_entry(struct tcb *t, word_t to, word_t from, word_t timeouts)
{
	struct tcb *r = ipc_fast(t, (tid_t){ to }, (tid_t){ from }, timeouts);

	if (likely(r != NULL))
		glue_return_to_user(r);
	ipc_slow((tid_t){ to }, (tid_t){ from }, timeouts, t);
}

#endif
