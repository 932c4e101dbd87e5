/* SPDX-License-Identifier: BSD-2-Clause */
/* utcb.h - where a program finds its UTCB on ARMv7. */

#ifndef L4_ARM_UTCB_H
#define L4_ARM_UTCB_H

#include <l4/word.h>

/* A register of the CPU that the kernel sets (TPIDRURO). */
L4_INLINE L4_Word_t *__L4_Utcb(void)
{
	L4_Word_t *utcb;

	__asm__ ("mrc p15, 0, %0, c13, c0, 3" : "=r" (utcb));
	return utcb;
}

#endif /* L4_ARM_UTCB_H */
