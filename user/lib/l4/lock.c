/* SPDX-License-Identifier: BSD-2-Clause */
/* lock.c - a lock whose waiters lend their time to its owner. */

#include <l4/ipc.h>
#include <l4/schedule.h>
#include <pecan/lock.h>

#define SWITCHES	16	/* before the owner is taken to be blocked */
#define REGISTER_MRS	9	/* the most that travel in registers on any CPU */

L4_Bool_t pecan_lock_try(struct pecan_lock *lock)
{
	L4_Word_t free = 0;

	return __atomic_compare_exchange_n(&lock->owner, &free, L4_MyLocalId().raw, 0,
					   __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/*
 * An owner that is blocked, say on a page fault, cannot take the time offered, and one on another
 * processor neither: let threads of lower priority run.
 */
static void wait_a_little(void)
{
	L4_Word_t mr[REGISTER_MRS];
	L4_Word_t error = L4_ErrorCode();

	L4_StoreMRs(0, REGISTER_MRS, mr);
	L4_Sleep(L4_TimePeriod(200));
	L4_LoadMRs(0, REGISTER_MRS, mr);
	__L4_TCR_Set(__L4_UTCB_ERRORCODE, error);
}

void pecan_lock_acquire(struct pecan_lock *lock)
{
	unsigned int tries = 0;

	while (!pecan_lock_try(lock)) {
		L4_ThreadId_t owner;

		owner.raw = __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);
		if (++tries % SWITCHES == 0)
			wait_a_little();
		else if (!L4_IsNilThread(owner))
			L4_ThreadSwitch(owner);
	}
}

void pecan_lock_release(struct pecan_lock *lock)
{
	__atomic_store_n(&lock->owner, 0, __ATOMIC_RELEASE);
}
