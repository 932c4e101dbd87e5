/* SPDX-License-Identifier: BSD-2-Clause */
/* specials.h - values that X.2 defines for ia32: memory attributes, small spaces. */

#ifndef L4_IA32_SPECIALS_H
#define L4_IA32_SPECIALS_H

#include <l4/word.h>

/* Attributes for MemoryControl besides L4_DefaultMemory (X2:4.10). */
#define L4_WriteBackMemory		1UL
#define L4_WriteThroughMemory		2UL
#define L4_UncacheableMemory		4UL
#define L4_WriteCombiningMemory		5UL
#define L4_WriteProtectedMemory		8UL

/* SpaceControl: location and size of a small space in MB; both 0 is a large space (X2:4.8). */
#define L4_LargeSpace			0UL

/* The size is 4 * 2^p and the location a multiple of it. */
L4_INLINE L4_Word_t L4_SmallSpace(L4_Word_t location, L4_Word_t size)
{
	L4_Word_t units = size / 4;

	return (((location / 2) & ~(units - 1)) | units) & 0xff;
}

#endif /* L4_IA32_SPECIALS_H */
