/* SPDX-License-Identifier: BSD-2-Clause */
/* sort.c - sorting, searching, random numbers. */

#include <stdint.h>
#include <stdlib.h>

static void swap(char *a, char *b, size_t size)
{
	while (size--) {
		char c = *a;

		*a++ = *b;
		*b++ = c;
	}
}

/*
 * Let the element at i sink until no element of the heap base[0..n-1] below it is greater.
 */
static void sift(char *base, size_t i, size_t n, size_t size,
		 int (*compare)(const void *, const void *))
{
	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= n)
			return;
		if (child + 1 < n &&
		    compare(base + child * size, base + (child + 1) * size) < 0)
			child++;
		if (compare(base + i * size, base + child * size) >= 0)
			return;
		swap(base + i * size, base + child * size, size);
		i = child;
	}
}

/* Heap sort: no recursion, no worst case. */
void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *))
{
	char *b = base;
	size_t i;

	for (i = n / 2; i-- > 0;)
		sift(b, i, n, size, compare);
	while (n > 1) {
		n--;
		swap(b, b + n * size, size);
		sift(b, 0, n, size, compare);
	}
}

void *bsearch(const void *key, const void *base, size_t n, size_t size,
	      int (*compare)(const void *, const void *))
{
	const char *low = base;

	while (n) {
		const char *middle = low + n / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)(uintptr_t)middle;
		if (order > 0) {
			low = middle + size;
			n -= n / 2 + 1;
		} else {
			n /= 2;
		}
	}
	return NULL;
}

/* Xorshift, period 2^32 - 1; a seed of 0 is replaced. */
int rand_r(unsigned int *seed)
{
	uint32_t x = *seed ? *seed : 0x9e3779b9;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	*seed = x;
	return (int)(x >> 1);
}
