/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vregs_down.h - part of vregs.h where message registers go up from the UTCB address and all others
 * go down (X2:3).
 */

#ifndef L4_VREGS_DOWN_H
#define L4_VREGS_DOWN_H

/* Word indices from the UTCB address. */
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

#endif /* L4_VREGS_DOWN_H */
