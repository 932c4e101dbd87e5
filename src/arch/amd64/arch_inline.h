/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_inline.h - the short functions of arch.h for amd64; included by arch.h alone. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include "amd64_layout.h"
#include "amd64_regs.h"
#include "compiler.h"
#include "x86_inline.h"

/*
 * An asid is what CR3 holds beside the root: the PCID, and CR3_KEEP if what the TLB holds under it
 * may stay.  Without PCIDs the mask is 0, and so is every asid.
 */
extern word_t arch_asid_mask;

static inline void arch_space_switch(paddr_t root, word_t asid)
{
	__asm__ volatile("movq %0, %%cr3" : : "r"(root | asid) : "memory");
}

static inline paddr_t arch_space_root(void)
{
	word_t cr3;

	__asm__ volatile("movq %%cr3, %0" : "=r"(cr3));
	return cr3 & ~CR3_PCID;
}

/* What invpcid forgets. */
enum arch_invpcid { ARCH_INV_PAGE, ARCH_INV_PCID, ARCH_INV_ALL, ARCH_INV_USER };

static inline void arch_invpcid(enum arch_invpcid what, word_t asid, word_t va)
{
	struct {
		word_t pcid, va;
	} arg = { asid & CR3_PCID, va };

	__asm__ volatile("invpcid %0, %1" : : "m"(arg), "r"((word_t)what) : "memory");
}

static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	(void)bits;
	if (arch_asid_mask != 0)
		arch_invpcid(ARCH_INV_PAGE, asid, va);
	else
		__asm__ volatile("invlpg %0" : : "m"(*(const char *)va) : "memory");
}

/* Kernel translations are global, so this drops the user's. */
static inline void arch_tlb_flush_all(void)
{
	word_t cr3;

	if (arch_asid_mask != 0)
		arch_invpcid(ARCH_INV_USER, 0, 0);
	else
		__asm__ volatile("movq %%cr3, %0; movq %0, %%cr3" : "=r"(cr3) : : "memory");
}

static inline void arch_tlb_flush_asid(word_t asid)
{
	if (arch_asid_mask != 0)
		arch_invpcid(ARCH_INV_PCID, asid, 0);
	else
		arch_tlb_flush_all();
}

/* Bytes from 0 that the direct map covers; the window for what lies beyond (mmu.c). */
extern paddr_t arch_direct_end;
void *arch_window_far(unsigned slot, paddr_t pa);

extern paddr_t arch_paddr_max;

static inline paddr_t arch_paddr_last(void)
{
	return arch_paddr_max;
}

static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	(void)view;
	if (likely(pa < arch_direct_end))
		return (void *)(pa + AMD64_DIRECT_BASE);
	return arch_window_far(slot, pa);
}

static inline void arch_copy(void *dst, const void *src, size_t len)
{
	size_t words = len / 8, bytes = len % 8;

	__asm__ volatile("rep movsq" : "+D"(dst), "+S"(src), "+c"(words) : : "memory");
	if (!__builtin_constant_p(bytes) || bytes != 0)
		__asm__ volatile("rep movsb" : "+D"(dst), "+S"(src), "+c"(bytes) : : "memory");
}

#endif
