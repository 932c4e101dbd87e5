/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.mips64). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "utcb_upward.h"

_Static_assert(sizeof(struct utcb) == 1024, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, preempt_flags) == 40, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, error_code) == 56, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, thread_word1) == 88, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, mr) == 128, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, br) == 640, "X2:vregs.mips64");

#endif
