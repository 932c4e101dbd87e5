/* SPDX-License-Identifier: BSD-2-Clause */
/* space_inline.h - the short functions of space.h that need the CPU's contract. */
#ifndef SPACE_INLINE_H
#define SPACE_INLINE_H

#include "percpu.h"
#include "space.h"

static inline void space_flush_page(const struct space *s, word_t va)
{
	if (ARCH_ASIDS != 0 || arch_self()->space == s)
		arch_tlb_flush_page(s->glue.asid, va);
}

#endif
