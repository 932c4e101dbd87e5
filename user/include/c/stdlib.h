/* SPDX-License-Identifier: BSD-2-Clause */
/* stdlib.h - numbers from text, memory, sorting, random numbers. */

#ifndef STDLIB_H
#define STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS	0
#define EXIT_FAILURE	1
#define RAND_MAX	0x7fffffff

#if defined(__cplusplus)
extern "C" {
#endif

/* Out of range: LONG_MIN, LONG_MAX, ULONG_MAX, without errno. */
long strtol(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
int atoi(const char *s);
long atol(const char *s);

int abs(int i);
long labs(long i);

/*
 * malloc gives out only memory that the program has added with malloc_add; the bytes must stay
 * mapped, or be mapped by the pager when touched.
 */
void malloc_add(void *memory, size_t size);
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *memory, size_t size);
void free(void *memory);

void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t n, size_t size,
	      int (*compare)(const void *, const void *));
int rand_r(unsigned int *seed);

/* Say so on the console and sleep for ever. */
void abort(void) __attribute__((__noreturn__));

#if defined(__cplusplus)
}
#endif

#endif /* STDLIB_H */
