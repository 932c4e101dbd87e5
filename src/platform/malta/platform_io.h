/* SPDX-License-Identifier: BSD-2-Clause */
/* platform_io.h - how drivers reach byte-wide ISA registers on this board: a window in memory. */
#ifndef PLATFORM_IO_H
#define PLATFORM_IO_H

#include "malta.h"
#include "types.h"

static inline volatile uint8_t *platform_io(word_t reg)
{
	return (volatile uint8_t *)(MALTA_ISA + reg);
}

static inline void platform_out8(word_t reg, uint8_t v)
{
	*platform_io(reg) = v;
	__asm__ volatile("sync" : : : "memory");
}

static inline uint8_t platform_in8(word_t reg)
{
	return *platform_io(reg);
}

#endif
