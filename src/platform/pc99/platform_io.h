/* SPDX-License-Identifier: BSD-2-Clause */
/* platform_io.h - how drivers reach byte-wide ISA registers on this board: x86 ports. */
#ifndef PLATFORM_IO_H
#define PLATFORM_IO_H

#include "arch_x86.h"

static inline void platform_out8(word_t reg, uint8_t v)
{
	arch_out8((uint16_t)reg, v);
}

static inline uint8_t platform_in8(word_t reg)
{
	return arch_in8((uint16_t)reg);
}

#endif
