/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_inline.h - the short functions of arch.h for ia32; included by arch.h alone. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include "ia32_layout.h"
#include "x86_inline.h"

static inline void arch_space_switch(paddr_t root, word_t asid)
{
	(void)asid;
	__asm__ volatile("movl %0, %%cr3" : : "r"(root) : "memory");
}

static inline paddr_t arch_space_root(void)
{
	paddr_t cr3;

	__asm__ volatile("movl %%cr3, %0" : "=r"(cr3));
	return cr3;
}

static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	(void)asid;
	(void)bits;
	__asm__ volatile("invlpg %0" : : "m"(*(const char *)va) : "memory");
}

/* Kernel translations are global where the CPU knows that, so this drops the user's. */
static inline void arch_tlb_flush_all(void)
{
	word_t cr3;

	__asm__ volatile("movl %%cr3, %0; movl %0, %%cr3" : "=r"(cr3) : : "memory");
}

/* The page-table entries of the windows of all CPUs (mmu.c). */
extern uint32_t arch_window_pte[];
extern uint32_t arch_window_bits;	/* low bits of a window's entry */

static inline paddr_t arch_paddr_last(void)
{
	return ~(paddr_t)0;
}

static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	word_t va = IA32_WINDOW_BASE + slot * PAGE_SIZE;
	uint32_t pte = (uint32_t)pa | arch_window_bits;

	(void)view;
	if (arch_window_pte[slot] != pte) {
		*(volatile uint32_t *)&arch_window_pte[slot] = pte;
		arch_tlb_flush_page(0, va, ARCH_PAGE_BITS);
	}
	return (void *)va;
}

static inline void arch_copy(void *dst, const void *src, size_t len)
{
	size_t words = len / 4, bytes = len % 4;

	__asm__ volatile("rep movsl" : "+D"(dst), "+S"(src), "+c"(words) : : "memory");
	if (!__builtin_constant_p(bytes) || bytes != 0)
		__asm__ volatile("rep movsb" : "+D"(dst), "+S"(src), "+c"(bytes) : : "memory");
}

#endif
