/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_types.h - sizes of this CPU; asm-safe. */
#ifndef ARCH_TYPES_H
#define ARCH_TYPES_H

#include "arm_layout.h"
#include "arm_types.h"	/* ARCH_CACHE_LINE ARCH_ASIDS ARCH_FPU_BYTES ARCH_FPU_ALIGN */

#define ARCH_WORD_BITS	32
#define ARCH_BIG_ENDIAN	0
#define ARCH_PAGE_BITS	12
#define ARCH_PADDR_BITS	32
#define ARCH_SPARSE_BASE	ARM_SPARSE_BASE
#define ARCH_SPARSE_BYTES	ARM_SPARSE_BYTES
#define ARCH_COPY_BYTE	4

#endif
