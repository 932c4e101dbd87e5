/* SPDX-License-Identifier: BSD-2-Clause */
/* check_vregs_up.c - compile-time proof that <l4/vregs_up.h> agrees with X2:3.6 and X2:3.7. */

#include <l4/vregs.h>

/* Bytes from the UTCB address where words have 4 bytes; where they have 8, twice that. */
#define AT(index, byte)	_Static_assert((index) * 4 == (byte), #index)

AT(__L4_UTCB_MYGLOBALID, 0);
AT(__L4_UTCB_PROCESSORNO, 4);
AT(__L4_UTCB_USERDEFINEDHANDLE, 8);
AT(__L4_UTCB_PAGER, 12);
AT(__L4_UTCB_EXCEPTIONHANDLER, 16);
AT(__L4_UTCB_FLAGS, 20);
AT(__L4_UTCB_XFERTIMEOUTS, 24);
AT(__L4_UTCB_ERRORCODE, 28);
AT(__L4_UTCB_INTENDEDRECEIVER, 32);
AT(__L4_UTCB_SENDER, 36);
AT(__L4_UTCB_THREADWORD0, 40);
AT(__L4_UTCB_THREADWORD1, 44);
AT(__L4_UTCB_MR0, 64);
AT(__L4_UTCB_MR0 + 63, 316);
AT(__L4_UTCB_BR(0), 320);
AT(__L4_UTCB_BR(32), 448);

_Static_assert(__L4_UTCB_BIAS == 0, "UTCB address of the block");
