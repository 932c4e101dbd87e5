/* SPDX-License-Identifier: BSD-2-Clause */
/* preempt_flags.h - part of vregs.h alike on many CPUs: flags that kernel and users change. */

#ifndef L4_PREEMPT_FLAGS_H
#define L4_PREEMPT_FLAGS_H

#include <l4/word.h>

/* By __L4_Utcb() and __L4_UTCB_FLAGS of the file that includes this. */
#include <l4/vregs.h>

/*
 * Clear, then set bits of the preempt flags, which the kernel changes, too; returns the old flags.
 * In one step, so that changes of the kernel on any processor are kept.  They are the byte at the
 * address of the word in both byte orders.
 */
L4_INLINE L4_Word_t __L4_UpdatePreemptFlags(L4_Word_t clear, L4_Word_t set)
{
	L4_Word8_t *flags = (L4_Word8_t *)&__L4_Utcb()[__L4_UTCB_FLAGS];
	L4_Word8_t old = __atomic_load_n(flags, __ATOMIC_RELAXED);

	while (!__atomic_compare_exchange_n(flags, &old, (L4_Word8_t)((old & ~clear) | set), 0,
					    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
		;
	return old;
}

/* Only kernels that run 32-bit programs beside 64-bit ones have this register. */
L4_INLINE L4_Word_t __L4_WordSizeMask(void)
{
	return ~0UL;
}

L4_INLINE void __L4_ResetWordSizeMask(void)
{
}

#endif /* L4_PREEMPT_FLAGS_H */
