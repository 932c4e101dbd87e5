/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.h - helpers to create and start threads in the program's own space. */

#ifndef PECAN_THREAD_H
#define PECAN_THREAD_H

#include <l4/ipc.h>
#include <l4/types.h>

#if defined(__cplusplus)
extern "C" {
#endif

/*
 * The address, for ThreadControl, of a UTCB in this space's area.  The caller's own must be in the
 * first 2^s bytes of it, as that of a first thread is (X2:10.8).
 */
void *pecan_utcb_slot(L4_Word_t slot);

/*
 * Create an active thread in this space.  It waits for pager or pecan_thread_start.  Only for
 * privileged threads; others ask their root task.  1 if successful, else see L4_ErrorCode.
 */
L4_Word_t pecan_thread_create(L4_ThreadId_t id, void *utcb, L4_ThreadId_t pager);

/* Let an active thread of this space run fn(arg) on a stack; when fn returns it sleeps. */
void pecan_thread_start(L4_ThreadId_t id, void *stack, L4_Word_t size, void (*fn)(void *),
			void *arg);

/* Sleep for ever: only other threads can delete a thread. */
void pecan_thread_exit(void) __attribute__((__noreturn__));

/* Per CPU: take a function and its argument from the stack, call it, then pecan_thread_exit. */
void __pecan_thread_entry(void);

#if defined(__cplusplus)
}
#endif

#endif /* PECAN_THREAD_H */
