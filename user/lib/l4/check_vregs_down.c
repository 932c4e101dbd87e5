/* SPDX-License-Identifier: BSD-2-Clause */
/* check_vregs_down.c - compile-time proof that <l4/vregs_down.h> agrees with X2:3.4 and X2:3.5. */

#include <l4/vregs.h>

/* Bytes from the UTCB address where words have 4 bytes; where they have 8, twice that. */
#define AT(index, byte)	_Static_assert((index) * 4 == (byte), #index)

AT(__L4_UTCB_MR0, 0);
AT(__L4_UTCB_MR0 + 63, 252);
AT(__L4_UTCB_THREADWORD0, -16);
AT(__L4_UTCB_THREADWORD1, -20);
AT(__L4_UTCB_SENDER, -24);
AT(__L4_UTCB_INTENDEDRECEIVER, -28);
AT(__L4_UTCB_XFERTIMEOUTS, -32);
AT(__L4_UTCB_ERRORCODE, -36);
AT(__L4_UTCB_FLAGS, -40);
AT(__L4_UTCB_EXCEPTIONHANDLER, -44);
AT(__L4_UTCB_PAGER, -48);
AT(__L4_UTCB_USERDEFINEDHANDLE, -52);
AT(__L4_UTCB_PROCESSORNO, -56);
AT(__L4_UTCB_MYGLOBALID, -60);
AT(__L4_UTCB_BR(0), -64);
AT(__L4_UTCB_BR(1), -68);
AT(__L4_UTCB_BR(32), -192);

_Static_assert(__L4_UTCB_BIAS == 64 * sizeof(L4_Word_t), "UTCB address above the block");
