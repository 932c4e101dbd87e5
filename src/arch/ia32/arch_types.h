/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_types.h - sizes of this CPU; asm-safe. */
#ifndef ARCH_TYPES_H
#define ARCH_TYPES_H

#include "ia32_layout.h"

#define ARCH_WORD_BITS	32
#define ARCH_BIG_ENDIAN	0
#define ARCH_PAGE_BITS	12
#define ARCH_PADDR_BITS	32
#define ARCH_CACHE_LINE	64
#define ARCH_SPARSE_BASE	IA32_SPARSE_BASE
#define ARCH_SPARSE_BYTES	IA32_SPARSE_BYTES
#define ARCH_ASIDS	0		/* the TLB knows no address-space identifiers */

#define ARCH_FPU_BYTES	512		/* FXSAVE area; FNSAVE needs 108 of it */
#define ARCH_FPU_ALIGN	16
#define ARCH_COPY_BYTE	1

#endif
