/* SPDX-License-Identifier: BSD-2-Clause */
/* target.h - word size, byte order and integer types, as the compiler has them. */

#ifndef L4_TARGET_H
#define L4_TARGET_H

/*
 * No header here knows a CPU.  What differs is in user/include/arch/<cpu>/l4, a second directory
 * to search: cpu.h, vregs.h, syscalls.h, specials.h, arch.h and kdebug.h.
 */
#include <l4/cpu.h>

#if __SIZEOF_LONG__ == 8
#define L4_64BIT
#define L4_BITS_PER_WORD	64
#else
#define L4_32BIT
#define L4_BITS_PER_WORD	32
#endif

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define L4_BIG_ENDIAN
#else
#define L4_LITTLE_ENDIAN
#endif

typedef unsigned char L4_Word8_t;
typedef unsigned short L4_Word16_t;
typedef unsigned int L4_Word32_t;
typedef unsigned long long L4_Word64_t;
typedef unsigned long L4_Word_t;

typedef signed char L4_SignedWord8_t;
typedef signed short L4_SignedWord16_t;
typedef signed int L4_SignedWord32_t;
typedef signed long long L4_SignedWord64_t;
typedef signed long L4_SignedWord_t;

typedef __SIZE_TYPE__ L4_Size_t;

#endif /* L4_TARGET_H */
