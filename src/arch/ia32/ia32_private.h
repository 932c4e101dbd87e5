/* SPDX-License-Identifier: BSD-2-Clause */
/* ia32_private.h - what the files of arch/ia32 share among themselves. */
#ifndef IA32_PRIVATE_H
#define IA32_PRIVATE_H

#include "compiler.h"
#include "types.h"

/* Stacks (start.S). */
extern char arch_stack_bottom[], arch_stack_top[];
extern char arch_df_stack_bottom[], arch_df_stack_top[];

/* Where arch_backtrace starts if not at its caller: frame pointer and instruction, 0 if unset. */
extern word_t arch_backtrace_ebp, arch_backtrace_eip;

/* Not 0: the CPU has FXSAVE (fpu.S). */
extern uint32_t arch_fpu_fxsave;

/* Load this CPU's descriptor tables; the double fault gets its own task. */
void arch_desc_init(unsigned cpu);

/* Only on CPUs with CPUID. */
static inline void arch_cr4_set(word_t bits)
{
	word_t cr4;

	__asm__ volatile("movl %%cr4, %0; orl %1, %0; movl %0, %%cr4"
			 : "=&r"(cr4) : "ri"(bits) : "memory");
}

#endif
