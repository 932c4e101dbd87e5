/* SPDX-License-Identifier: BSD-2-Clause */
/* types.h - machine words, physical addresses and the one-member structs of X.2 words. */
#ifndef TYPES_H
#define TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arch_types.h"

typedef unsigned long word_t;
typedef long sword_t;
typedef word_t paddr_t;			/* physical address; kernel memory and user frames alike */

#define WORD_BITS	ARCH_WORD_BITS
#define WORD_MAX	(~(word_t)0)
#define PAGE_SIZE	((word_t)1 << ARCH_PAGE_BITS)

_Static_assert(sizeof(word_t) * 8 == WORD_BITS, "word_t is the machine word");

typedef struct { word_t raw; } tid_t;		/* X2:types.threadid: global or local thread id */
typedef struct { word_t raw; } fpage_t;		/* X2:types.fpage */
typedef struct { word_t raw; } msgtag_t;	/* X2:types.msgtag: MR0 */
typedef struct { uint16_t raw; } xtime_t;	/* X2:types.time: period or point, 16 bits */

#endif
