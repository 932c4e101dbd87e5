/* SPDX-License-Identifier: BSD-2-Clause */
/* utcb.h - where a program finds its UTCB on ARMv5. */

#ifndef L4_ARM_UTCB_H
#define L4_ARM_UTCB_H

#include <l4/word.h>

/* A word in memory, __L4_UTCB_WORD of <l4/vregs.h>, which each thread finds another value in. */
L4_INLINE L4_Word_t *__L4_Utcb(void)
{
	L4_Word_t *utcb;

	__asm__ ("ldr %0, [%1]" : "=r" (utcb) : "r" (0xff000000UL));
	return utcb;
}

#endif /* L4_ARM_UTCB_H */
