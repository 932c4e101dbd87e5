/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - copying, filling and comparing memory, a word at a time where possible. */

#include <stdint.h>
#include <string.h>

typedef unsigned long __attribute__((__may_alias__)) word_t;

#define WORD	sizeof(word_t)

/* Compilers would turn the loops below into calls of the functions that they are in. */
#define KEEP_LOOP()	__asm__ volatile("" : : : "memory")

static int word_aligned(const void *a, const void *b)
{
	return (((uintptr_t)a | (uintptr_t)b) & (WORD - 1)) == 0;
}

/* Copy from the lowest address on. */
static void copy_up(unsigned char *d, const unsigned char *s, size_t n)
{
	if (word_aligned(d, s)) {
		for (; n >= WORD; n -= WORD, d += WORD, s += WORD) {
			*(word_t *)d = *(const word_t *)s;
			KEEP_LOOP();
		}
	}
	while (n--) {
		*d++ = *s++;
		KEEP_LOOP();
	}
}

/* Copy from the highest address on. */
static void copy_down(unsigned char *d, const unsigned char *s, size_t n)
{
	d += n;
	s += n;
	if (word_aligned(d, s)) {
		for (; n >= WORD; n -= WORD) {
			d -= WORD;
			s -= WORD;
			*(word_t *)d = *(const word_t *)s;
			KEEP_LOOP();
		}
	}
	while (n--) {
		*--d = *--s;
		KEEP_LOOP();
	}
}

void *memcpy(void *dst, const void *src, size_t n)
{
	copy_up(dst, src, n);
	return dst;
}

void *memmove(void *dst, const void *src, size_t n)
{
	if ((uintptr_t)dst - (uintptr_t)src < n)
		copy_down(dst, src, n);
	else
		copy_up(dst, src, n);
	return dst;
}

void *memset(void *dst, int c, size_t n)
{
	word_t pattern = ~0UL / 0xff * (unsigned char)c;
	unsigned char *d = dst;

	for (; n && !word_aligned(d, d); n--) {
		*d++ = (unsigned char)c;
		KEEP_LOOP();
	}
	for (; n >= WORD; n -= WORD, d += WORD) {
		*(word_t *)d = pattern;
		KEEP_LOOP();
	}
	while (n--) {
		*d++ = (unsigned char)c;
		KEEP_LOOP();
	}
	return dst;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a;
	const unsigned char *q = b;

	for (; n; n--, p++, q++) {
		if (*p != *q)
			return *p - *q;
	}
	return 0;
}

void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; n--, p++) {
		if (*p == (unsigned char)c)
			return (void *)(uintptr_t)p;
	}
	return NULL;
}
