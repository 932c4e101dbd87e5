/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc_fast.h - the common short IPC in C. */
#ifndef IPC_FAST_H
#define IPC_FAST_H

#include "tcb.h"

/*
 * Do the whole Ipc call of the current thread t, with the arguments of sys_ipc, if it is of the
 * common kind: then t waits and its partner is the current thread.  False: nothing has changed.
 */
bool ipc_fast(struct tcb *t, tid_t to, tid_t from, word_t timeouts);

#endif
