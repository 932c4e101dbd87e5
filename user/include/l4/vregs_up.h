/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs_up.h - part of vregs.h where all registers go up from the UTCB address (X2:3). */

#ifndef L4_VREGS_UP_H
#define L4_VREGS_UP_H

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

#endif /* L4_VREGS_UP_H */
