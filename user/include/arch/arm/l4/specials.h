/* SPDX-License-Identifier: BSD-2-Clause */
/* specials.h - values that X.2 defines for arm: memory attributes, flushing of caches. */

#ifndef L4_ARM_SPECIALS_H
#define L4_ARM_SPECIALS_H

#include <l4/word.h>

/* Attributes for MemoryControl besides L4_DefaultMemory (X2:4.10). */
#define L4_UncachedMemory	1UL
#define L4_FlushICache		29UL
#define L4_FlushDCache		30UL
#define L4_FlushCache		31UL

/* A control word for MemoryControl: the caches as a whole, whoever asks. */
#define L4_FlushAll		(~1UL)

/* SpaceControl: there are no special kinds of spaces. */
#define L4_LargeSpace		0UL

#endif /* L4_ARM_SPECIALS_H */
