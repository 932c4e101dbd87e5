/* SPDX-License-Identifier: BSD-2-Clause */
/* amd64_private.h - what the files of arch/amd64 share among themselves. */
#ifndef AMD64_PRIVATE_H
#define AMD64_PRIVATE_H

#include "amd64_layout.h"
#include "types.h"

/* Stacks (start.S); of each IST stack first the page that is not mapped. */
#define IST_STRIDE	(0x1000 + AMD64_IST_BYTES)

extern char arch_stack_guard[], arch_stack_bottom[], arch_stack_top[];
extern char arch_ist_stacks[AMD64_ISTS * IST_STRIDE];

/* Load this CPU's descriptor tables. */
void arch_desc_init(unsigned cpu);

#endif
