/* SPDX-License-Identifier: BSD-2-Clause */
/* specials.h - values that X.2 defines for mips64: memory attributes. */

#ifndef L4_MIPS64_SPECIALS_H
#define L4_MIPS64_SPECIALS_H

/* Attributes for MemoryControl besides L4_DefaultMemory (X2:4.10). */
#define L4_UncachedMemory		1UL
#define L4_WriteBackMemory		2UL
#define L4_WriteThroughMemory		3UL
#define L4_WriteThroughNoAllocMemory	4UL
#define L4_CoherentMemory		5UL
#define L4_FlushICache			29UL
#define L4_FlushDCache			30UL
#define L4_FlushCache			31UL

/* A control word for MemoryControl: the caches as a whole, whoever asks. */
#define L4_FlushAll			(~1UL)

#endif /* L4_MIPS64_SPECIALS_H */
