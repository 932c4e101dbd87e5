/* SPDX-License-Identifier: BSD-2-Clause */
/* check_utcb.c - compile-time proof that the UTCB layout agrees with the table of X2:3.5. */

#include <l4/vregs.h>

#ifndef L4_ARCH_AMD64
#error "target.h does not name the CPU"
#endif

/* Bytes from the UTCB address. */
#define AT(index, byte)	_Static_assert((index) * (int)sizeof(L4_Word_t) == (byte), #index)

AT(__L4_UTCB_MR0, 0);
AT(__L4_UTCB_MR0 + 63, 504);
AT(__L4_UTCB_THREADWORD0, -32);
AT(__L4_UTCB_THREADWORD1, -40);
AT(__L4_UTCB_SENDER, -48);
AT(__L4_UTCB_INTENDEDRECEIVER, -56);
AT(__L4_UTCB_XFERTIMEOUTS, -64);
AT(__L4_UTCB_ERRORCODE, -72);
AT(__L4_UTCB_FLAGS, -80);
AT(__L4_UTCB_EXCEPTIONHANDLER, -88);
AT(__L4_UTCB_PAGER, -96);
AT(__L4_UTCB_USERDEFINEDHANDLE, -104);
AT(__L4_UTCB_PROCESSORNO, -112);
AT(__L4_UTCB_MYGLOBALID, -120);
AT(__L4_UTCB_BR(0), -128);
AT(__L4_UTCB_BR(1), -136);
AT(__L4_UTCB_BR(32), -384);

_Static_assert(__L4_UTCB_BIAS == 512, "UTCB address above the block");
