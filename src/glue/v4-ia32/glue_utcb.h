/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.ia32). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "utcb_downward.h"

_Static_assert(UTCB_POINTER_OFFSET == 256, "X2:vregs.ia32");
_Static_assert(offsetof(struct utcb, thread_word0) == UTCB_POINTER_OFFSET - 16, "X2:vregs.ia32");
_Static_assert(offsetof(struct utcb, error_code) == UTCB_POINTER_OFFSET - 36, "X2:vregs.ia32");
_Static_assert(offsetof(struct utcb, global_id) == UTCB_POINTER_OFFSET - 60, "X2:vregs.ia32");
_Static_assert(offsetof(struct utcb, br_down[32]) == UTCB_POINTER_OFFSET - 64, "X2:vregs.ia32");

#endif
