/* SPDX-License-Identifier: BSD-2-Clause */
/* types.h - word size, byte order and integer types of amd64. */

#ifndef L4_AMD64_TYPES_H
#define L4_AMD64_TYPES_H

#define L4_64BIT
#define L4_LITTLE_ENDIAN

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

#endif /* L4_AMD64_TYPES_H */
