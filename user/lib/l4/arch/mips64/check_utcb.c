/* SPDX-License-Identifier: BSD-2-Clause */
/* check_utcb.c - compile-time proof that the UTCB layout agrees with the table of X2:3.7. */

#include <l4/vregs.h>

#ifndef L4_ARCH_MIPS64
#error "target.h does not name the CPU"
#endif

/* Bytes from the UTCB address. */
#define AT(index, byte)	_Static_assert((index) * (int)sizeof(L4_Word_t) == (byte), #index)

AT(__L4_UTCB_MYGLOBALID, 0);
AT(__L4_UTCB_PROCESSORNO, 8);
AT(__L4_UTCB_USERDEFINEDHANDLE, 16);
AT(__L4_UTCB_PAGER, 24);
AT(__L4_UTCB_EXCEPTIONHANDLER, 32);
AT(__L4_UTCB_FLAGS, 40);
AT(__L4_UTCB_XFERTIMEOUTS, 48);
AT(__L4_UTCB_ERRORCODE, 56);
AT(__L4_UTCB_INTENDEDRECEIVER, 64);
AT(__L4_UTCB_SENDER, 72);
AT(__L4_UTCB_THREADWORD0, 80);
AT(__L4_UTCB_THREADWORD1, 88);
AT(__L4_UTCB_MR0, 128);
AT(__L4_UTCB_MR0 + 63, 632);
AT(__L4_UTCB_BR(0), 640);
AT(__L4_UTCB_BR(32), 896);

_Static_assert(__L4_UTCB_BIAS == 0, "UTCB address is that of the block");
