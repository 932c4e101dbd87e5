/* SPDX-License-Identifier: BSD-2-Clause */
/* specials.h - values that X.2 defines for amd64: memory attributes. */

#ifndef L4_AMD64_SPECIALS_H
#define L4_AMD64_SPECIALS_H

/* Attributes for MemoryControl besides L4_DefaultMemory (X2:4.10). */
#define L4_UncacheableMemory		1UL
#define L4_WriteCombiningMemory		2UL
#define L4_WriteThroughMemory		5UL
#define L4_WriteProtectedMemory		6UL
#define L4_WriteBackMemory		7UL

#endif /* L4_AMD64_SPECIALS_H */
