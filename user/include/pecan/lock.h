/* SPDX-License-Identifier: BSD-2-Clause */
/* lock.h - a lock between the threads of one space. */

#ifndef PECAN_LOCK_H
#define PECAN_LOCK_H

#include <l4/types.h>

#if defined(__cplusplus)
extern "C" {
#endif

/*
 * The owner's local id, 0 if free.  A thread that waits gives its time to the owner, whatever their
 * priorities, so keep critical sections short.  Not recursive, no fairness.  Waiting keeps the
 * message registers and the error code.
 */
struct pecan_lock {
	L4_Word_t owner;
};

#define PECAN_LOCK_INIT		{ 0 }

void pecan_lock_acquire(struct pecan_lock *lock);
L4_Bool_t pecan_lock_try(struct pecan_lock *lock);
void pecan_lock_release(struct pecan_lock *lock);

#if defined(__cplusplus)
}
#endif

#endif /* PECAN_LOCK_H */
