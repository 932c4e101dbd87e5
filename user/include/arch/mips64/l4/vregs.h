/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs.h - where the virtual registers of a thread lie in its mips64 UTCB (X2:3.7). */

#ifndef L4_MIPS64_VREGS_H
#define L4_MIPS64_VREGS_H

#include <l4/word.h>

/* Word indices from the UTCB address. */
#define __L4_UTCB_MYGLOBALID		0
#define __L4_UTCB_PROCESSORNO		1
#define __L4_UTCB_USERDEFINEDHANDLE	2
#define __L4_UTCB_PAGER			3
#define __L4_UTCB_EXCEPTIONHANDLER	4
#define __L4_UTCB_FLAGS			5
#define __L4_UTCB_XFERTIMEOUTS		6
#define __L4_UTCB_ERRORCODE		7
#define __L4_UTCB_INTENDEDRECEIVER	8
#define __L4_UTCB_SENDER		9
#define __L4_UTCB_THREADWORD0		10
#define __L4_UTCB_THREADWORD1		11
#define __L4_UTCB_MR0			16
#define __L4_UTCB_BR(n)			(80 + (n))

/* ThreadControl's UtcbLocation is this many bytes below the UTCB address. */
#define __L4_UTCB_BIAS			0

/* The UTCB address of this thread, which is also its local id: always in k0. */
L4_INLINE L4_Word_t *__L4_Utcb(void)
{
	L4_Word_t *utcb;

	__asm__ ("move %0, $k0" : "=r" (utcb));
	return utcb;
}

/*
 * Clear, then set bits of the preempt flags, which the kernel changes, too; returns the old
 * flags.  They are the byte at the word's address in both byte orders.
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

#endif /* L4_MIPS64_VREGS_H */
