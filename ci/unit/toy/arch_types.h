/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_types.h - fake port: the word of the host, pages of 4 KiB. */
#ifndef ARCH_TYPES_H
#define ARCH_TYPES_H

#define ARCH_WORD_BITS	(__SIZEOF_LONG__ * 8)
#define ARCH_BIG_ENDIAN	0
#define ARCH_PAGE_BITS	12
#define ARCH_PADDR_BITS	(__SIZEOF_LONG__ == 8 ? 48 : 32)
#define ARCH_CACHE_LINE	64
#define ARCH_SPARSE_BASE	0
#define ARCH_SPARSE_BYTES	0
#define ARCH_ASIDS	64
#define ARCH_FPU_BYTES	64
#define ARCH_FPU_ALIGN	16
#define ARCH_COPY_BYTE	8

#endif
