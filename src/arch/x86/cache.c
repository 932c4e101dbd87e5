/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.c - cache maintenance; instruction and data caches of these CPUs are coherent. */
#include "arch.h"
#include "arch_x86.h"

#define LINE	32u	/* no line is shorter */

/* To get here and back takes jumps, and these end prefetching of old code. */
void arch_cache_sync_code(const void *va, size_t len)
{
	(void)va;
	(void)len;
}

/* Line by line, or all on old CPUs. */
void arch_cache_flush(const void *va, size_t len)
{
	const char *end = (const char *)va + len;

	if ((arch_features & CPUID_1_EDX_CLFSH) == 0) {
		__asm__ volatile("wbinvd" : : : "memory");
		return;
	}
	for (const char *p = (const char *)((word_t)va & -(word_t)LINE); p < end; p += LINE)
		__asm__ volatile("clflush %0" : : "m"(*p) : "memory");
}
