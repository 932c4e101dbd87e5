/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.arm). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "utcb_upward.h"

_Static_assert(sizeof(struct utcb) == 512, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, xfer_timeouts) == 24, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, thread_word1) == 44, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, mr) == 64, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, br) == 320, "X2:vregs.arm");

#endif
