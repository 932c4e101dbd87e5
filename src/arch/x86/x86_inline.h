/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_inline.h - short functions of arch.h that are the same on all x86 CPUs; part of it. */
#ifndef X86_INLINE_H
#define X86_INLINE_H

#include "arch_x86.h"
#include "types.h"
#include "x86_regs.h"

static inline void arch_irq_off(void)
{
	__asm__ volatile("cli" : : : "memory");
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

static inline void arch_fill(void *dst, word_t pattern, size_t words)
{
	__asm__ volatile("rep stos %2, (%0)"
			 : "+D"(dst), "+c"(words) : "a"(pattern) : "memory");
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

static inline void arch_note_memory(paddr_t first, paddr_t last)
{
	(void)first;
	(void)last;
}

static inline bool arch_is_memory(paddr_t pa)
{
	(void)pa;
	return true;
}

#endif
