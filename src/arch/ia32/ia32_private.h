/* SPDX-License-Identifier: BSD-2-Clause */
/* ia32_private.h - what the files of arch/ia32 share among themselves. */
#ifndef IA32_PRIVATE_H
#define IA32_PRIVATE_H

#include "compiler.h"
#include "types.h"

/* Stacks (start.S). */
extern char arch_stack_bottom[], arch_stack_top[];
extern char arch_df_stack_bottom[], arch_df_stack_top[];

/* Not 0: the CPU has FXSAVE (fpu.S). */
extern uint32_t arch_fpu_fxsave;

/* Load this CPU's descriptor tables; the double fault gets its own task. */
void arch_desc_init(unsigned cpu);

#endif
