/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_types.h - sizes of this CPU; asm-safe. */
#ifndef ARCH_TYPES_H
#define ARCH_TYPES_H

#define ARCH_WORD_BITS	64
#ifdef __MIPSEB__
#define ARCH_BIG_ENDIAN	1
#else
#define ARCH_BIG_ENDIAN	0
#endif
#define ARCH_PAGE_BITS	12
#define ARCH_PADDR_BITS	36
#define ARCH_CACHE_LINE	32
#define ARCH_SPARSE_BASE	0	/* no kernel address goes through the TLB */
#define ARCH_SPARSE_BYTES	0
#define ARCH_ASIDS	256

#define ARCH_FPU_BYTES	(34 * 8)	/* 32 registers, FCSR, mode */
#define ARCH_FPU_ALIGN	8
#define ARCH_COPY_BYTE	8

#endif
