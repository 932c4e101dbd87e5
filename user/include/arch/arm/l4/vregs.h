/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs.h - where the virtual registers of a thread lie in its arm UTCB (X2:3.6). */

#ifndef L4_ARM_VREGS_H
#define L4_ARM_VREGS_H

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

/* The word that holds the UTCB address on every kernel for arm. */
#define __L4_UTCB_WORD			0xff000000UL

/* __L4_Utcb(): the UTCB address of this thread, which is also its local id. */
#include <l4/utcb.h>

#include <l4/preempt_flags.h>

#endif /* L4_ARM_VREGS_H */
