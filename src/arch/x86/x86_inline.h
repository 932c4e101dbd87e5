/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_inline.h - short functions of arch.h that are the same on all x86 CPUs; part of it. */
#ifndef X86_INLINE_H
#define X86_INLINE_H

#include "arch_x86.h"
#include "types.h"
#include "x86_regs.h"

static inline word_t arch_irq_save(void)
{
	word_t flags;

	__asm__ volatile("pushf; pop %0; cli" : "=r"(flags) : : "memory");
	return flags;
}

static inline void arch_irq_restore(word_t was)
{
	if ((was & EFLAGS_IF) != 0)
		__asm__ volatile("sti" : : : "memory");
}

/* sti takes effect after the next instruction; iret of one handler lets the next one in. */
static inline void arch_irq_window(void)
{
	__asm__ volatile("sti; nop; cli" : : : "memory");
}

static inline void arch_idle(void)
{
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}

static inline void arch_relax(void)
{
	__asm__ volatile("pause" : : : "memory");
}

/* The boot CPU's, defined in main.c: an address the compiler folds into every access. */
extern struct percpu percpu_boot;

static inline struct percpu *arch_self(void)
{
	return &percpu_boot;
}

static inline word_t arch_cycles(void)
{
	return (word_t)arch_rdtsc();
}

static inline void arch_fpu_enable(void)
{
	__asm__ volatile("clts" : : : "memory");
}

static inline void arch_fpu_disable(void)
{
	word_t cr0;

	__asm__ volatile("mov %%cr0, %0; or %1, %0; mov %0, %%cr0"
			 : "=&r"(cr0) : "i"(CR0_TS) : "memory");
}

/* Set bits of CR4, on CPUs that have it. */
static inline void arch_cr4_set(word_t bits)
{
	word_t cr4;

	__asm__ volatile("mov %%cr4, %0; or %1, %0; mov %0, %%cr4"
			 : "=&r"(cr4) : "r"(bits) : "memory");
}

#endif
