/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_inline.h - the short functions of arch.h for mips64; included by arch.h alone. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include "bits.h"
#include "compiler.h"
#include "cp0.h"
#include "mips64_layout.h"
#include "string.h"

/* start.S: interrupts are taken between the two instructions; sleep until one was. */
void arch_window_open(void);
void arch_wait(void);

static inline void arch_irq_off(void)
{
	__asm__ volatile("di; ehb" : : : "memory");
}

static inline void arch_irq_window(void)
{
	arch_window_open();
}

static inline void arch_idle(void)
{
	arch_wait();
}

static inline void arch_relax(void)
{
	__asm__ volatile("ssnop" : : : "memory");
}

/* The last byte of RAM, which begins at 0 and leaves out the board's devices (cpu.c). */
extern paddr_t arch_ram_last;
bool arch_in_ram(paddr_t pa);

/* The boot CPU's, defined in main.c: an address the compiler folds into every access. */
extern struct percpu percpu_boot;

static inline struct percpu *arch_self(void)
{
	return &percpu_boot;
}

/*
 * An asid is the number in EntryHi; what a glue keeps above these bits is ignored.  The refill
 * handler walks from arch_tlb_root, the kernel's address of the root.
 */
extern word_t arch_tlb_root;

static inline void arch_space_load(word_t table, word_t asid)
{
	arch_tlb_root = table;
	__asm__ volatile("dmtc0 %0, $10; ehb" : : "r"(asid & ENTRYHI_ASID) : "memory");
}

static inline void arch_space_switch(paddr_t root, word_t asid)
{
	arch_space_load(root | MIPS64_CACHED_BASE, asid);
}

static inline paddr_t arch_space_root(void)
{
	return arch_tlb_root & ~MIPS64_CACHED_BASE;
}

/* In tlb.c. */
void arch_tlb_drop_page(word_t asid, word_t va, unsigned bits);
void arch_tlb_drop_all(void);

static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	arch_tlb_drop_page(asid, va, bits);
}

static inline void arch_tlb_flush_all(void)
{
	arch_tlb_drop_all();
}

static inline paddr_t arch_paddr_last(void)
{
	return MASK(ARCH_PADDR_BITS);
}

static inline void arch_note_memory(paddr_t first, paddr_t last)
{
	(void)first;
	arch_ram_last = last > arch_ram_last ? last : arch_ram_last;
}

static inline bool arch_is_memory(paddr_t pa)
{
	return arch_in_ram(pa);
}

static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	(void)slot;
	return (void *)(pa + view);
}

static inline void arch_copy(void *dst, const void *src, size_t len)
{
	memcpy(dst, src, len);
}

static inline void arch_fill(void *dst, word_t pattern, size_t words)
{
	word_t *p = dst;
	word_t *end = p + words;

	for (; p + 4 <= end; p += 4) {
		__asm__ volatile("" : : : "memory");
		p[0] = p[1] = p[2] = p[3] = pattern;
	}
	while (p != end) {
		__asm__ volatile("" : : : "memory");
		*p++ = pattern;
	}
}

static inline word_t arch_status(void)
{
	word_t v;

	__asm__ volatile("mfc0 %0, $12" : "=r"(v));
	return v;
}

static inline void arch_set_status(word_t v)
{
	__asm__ volatile("mtc0 %0, $12; ehb" : : "r"(v) : "memory");
}

static inline void arch_fpu_enable(void)
{
	arch_set_status(arch_status() | STATUS_CU1);
}

static inline void arch_fpu_disable(void)
{
	arch_set_status(arch_status() & ~(word_t)STATUS_CU1);
}

#endif
