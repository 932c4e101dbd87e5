/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_inline.h - fake port: one CPU whose TLB is a record of what has been flushed. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include "arch.h"

extern struct percpu fake_percpu;
extern paddr_t fake_root;		/* of the space that is loaded */

/* The last window; calls that flush data. */
extern paddr_t fake_window_pa;
extern word_t fake_window_view, fake_flushes;

/* Host memory behind a user frame; the test provides it. */
void *fake_frame(paddr_t pa);

/* A mapping of va has been dropped from the TLB, or (all) every one. */
void fake_flushed(word_t asid, word_t va, bool all);

static inline void arch_irq_off(void)
{
}

static inline void arch_irq_window(void)
{
}

static inline void arch_idle(void)
{
}

static inline void arch_relax(void)
{
}

static inline struct percpu *arch_self(void)
{
	return &fake_percpu;
}

static inline void arch_space_switch(paddr_t root, word_t asid)
{
	fake_root = root;
	(void)asid;
}

static inline paddr_t arch_space_root(void)
{
	return fake_root;
}

static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	(void)bits;
	fake_flushed(asid, va, false);
}

static inline void arch_tlb_flush_all(void)
{
	fake_flushed(0, 0, true);
}

static inline paddr_t arch_paddr_last(void)
{
	return ~(paddr_t)0 >> (8 * sizeof(paddr_t) - ARCH_PADDR_BITS);
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

static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	(void)slot;
	fake_window_pa = pa;
	fake_window_view = view;
	return fake_frame(pa);
}

static inline void arch_copy(void *dst, const void *src, size_t len)
{
	__builtin_memcpy(dst, src, len);
}

static inline void arch_fill(void *dst, word_t pattern, size_t words)
{
	while (words-- != 0)
		__builtin_memcpy((word_t *)dst + words, &pattern, sizeof(pattern));
}

static inline void arch_fpu_enable(void)
{
}

static inline void arch_fpu_disable(void)
{
}

#endif
