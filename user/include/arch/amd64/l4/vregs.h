/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs.h - where the virtual registers of a thread lie in its amd64 UTCB (X2:3.5). */

#ifndef L4_AMD64_VREGS_H
#define L4_AMD64_VREGS_H

#include <l4/word.h>

/* Word indices from the UTCB address; message registers go up, buffer registers go down. */
#define __L4_UTCB_MR0			0
#define __L4_UTCB_THREADWORD0		(-4)
#define __L4_UTCB_THREADWORD1		(-5)
#define __L4_UTCB_SENDER		(-6)
#define __L4_UTCB_INTENDEDRECEIVER	(-7)
#define __L4_UTCB_XFERTIMEOUTS		(-8)
#define __L4_UTCB_ERRORCODE		(-9)
#define __L4_UTCB_FLAGS			(-10)
#define __L4_UTCB_EXCEPTIONHANDLER	(-11)
#define __L4_UTCB_PAGER			(-12)
#define __L4_UTCB_USERDEFINEDHANDLE	(-13)
#define __L4_UTCB_PROCESSORNO		(-14)
#define __L4_UTCB_MYGLOBALID		(-15)
#define __L4_UTCB_BR(n)			(-16 - (n))

/* ThreadControl's UtcbLocation is this many bytes below the UTCB address. */
#define __L4_UTCB_BIAS			512

/* The UTCB address of this thread, which is also its local id. */
L4_INLINE L4_Word_t *__L4_Utcb(void)
{
	L4_Word_t *utcb;

	__asm__ ("movq %%gs:0, %0" : "=r" (utcb));
	return utcb;
}

#include <l4/preempt_flags.h>

#endif /* L4_AMD64_VREGS_H */
