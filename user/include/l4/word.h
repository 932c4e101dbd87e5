/* SPDX-License-Identifier: BSD-2-Clause */
/* word.h - what all L4 headers start from: words, bit-fields for both byte orders. */

#ifndef L4_WORD_H
#define L4_WORD_H

#include <l4/target.h>

#define L4_INLINE	static inline __attribute__((__unused__))

typedef L4_Word_t L4_Bool_t;

/* A word that may overlay objects of any type; for copying items whose type is not known. */
typedef L4_Word_t __attribute__((__may_alias__)) __L4_AnyWord_t;

/*
 * Bit-fields listed from the least significant bit on, whichever end the compiler starts at.
 * All words of X.2 are defined by bit position, so this gives the same word on every CPU.
 */
#if defined(L4_LITTLE_ENDIAN)
#define __L4_BITS2(t, a, b)			t a; t b
#define __L4_BITS3(t, a, b, c)			t a; t b; t c
#define __L4_BITS4(t, a, b, c, d)		t a; t b; t c; t d
#define __L4_BITS5(t, a, b, c, d, e)		t a; t b; t c; t d; t e
#elif defined(L4_BIG_ENDIAN)
#define __L4_BITS2(t, a, b)			t b; t a
#define __L4_BITS3(t, a, b, c)			t c; t b; t a
#define __L4_BITS4(t, a, b, c, d)		t d; t c; t b; t a
#define __L4_BITS5(t, a, b, c, d, e)		t e; t d; t c; t b; t a
#else
#error "l4: the CPU's types.h must define L4_LITTLE_ENDIAN or L4_BIG_ENDIAN"
#endif

#endif /* L4_WORD_H */
