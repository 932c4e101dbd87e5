/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - tests of exceptions of ia32 alone. */

#include "../x86/vectors.h"

static void overflow(void)
{
	__asm__ volatile("movl $0x7fffffff, %%eax; addl $1, %%eax; into" : : : "eax", "cc");
}

static void bound(void)
{
	static const int limits[2] = {1, 2};

	__asm__ volatile("bound %0, %1" : : "r"(5), "m"(limits));
}

static void jump_to_kernel(void)
{
	__asm__ volatile("ljmp $0x08, $1f; 1:");
}

static const struct vector vectors[] = {
	{ overflow, 4, 0, false },
	{ bound, 5, 0, false },
	{ jump_to_kernel, 13, 0x08, false },
};

static void vector(word_t which)
{
	check_vector(&vectors[which]);
}

static const struct test tests[] = {
	{ "vector.overflow", "6.2", vector, 0 },
	{ "vector.bound", "6.2", vector, 1 },
	{ "vector.far-jump", "6.2", vector, 2 },
};

TOPIC(cpu, "ia32");
