/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_inline.h - the short functions of arch.h for arm; included by arch.h alone. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include "arm_inline.h"
#include "arm_layout.h"
#include "types.h"

/* All is RAM from the first byte described to the last. */
static inline void arch_note_memory(paddr_t first, paddr_t last)
{
	arch_ram_first = first < arch_ram_first ? first : arch_ram_first;
	arch_ram_last = last > arch_ram_last ? last : arch_ram_last;
}

static inline bool arch_is_memory(paddr_t pa)
{
	return arm_is_ram(pa);
}

static inline paddr_t arch_paddr_last(void)
{
	return ~(paddr_t)0;
}

static inline void arch_relax(void)
{
	__asm__ volatile("" : : : "memory");
}

/* The boot CPU's, defined in main.c: an address the compiler folds into every access. */
extern struct percpu percpu_boot;

static inline struct percpu *arch_self(void)
{
	return &percpu_boot;
}

/* copy.S: as memcpy; pattern to `words` words. */
void arch_copy_bytes(void *dst, const void *src, size_t len);
void arch_fill_words(void *dst, word_t pattern, size_t words);

static inline void arch_copy(void *dst, const void *src, size_t len)
{
	arch_copy_bytes(dst, src, len);
}

static inline void arch_fill(void *dst, word_t pattern, size_t words)
{
	arch_fill_words(dst, pattern, words);
}

#endif
