/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.amd64). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "utcb_downward.h"

_Static_assert(UTCB_POINTER_OFFSET == 512, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, thread_word0) == UTCB_POINTER_OFFSET - 32, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, error_code) == UTCB_POINTER_OFFSET - 72, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, global_id) == UTCB_POINTER_OFFSET - 120, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, br_down[32]) == UTCB_POINTER_OFFSET - 128, "X2:vregs.amd64");

#endif
