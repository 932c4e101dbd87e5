/* SPDX-License-Identifier: BSD-2-Clause */
/* string.c - memcpy and its family, a machine word at a time where alignment allows. */
#include "string.h"

#include "arch.h"
#include "bits.h"
#include "compiler.h"

typedef word_t __attribute__((may_alias)) any_word;

#define WORD_BYTES	sizeof(word_t)
#define UNROLL		8u
#define UNROLL_BYTES	(UNROLL * WORD_BYTES)

/* Keeps the compiler from recognising the loop and calling the very function it is in. */
#define NO_IDIOM()	__asm__ volatile("")

/* How many of n bytes can be done in whole words, if p and q (a second pointer or p) allow it. */
static size_t in_words(const void *p, const void *q, size_t n)
{
	if (!IS_ALIGNED((word_t)p | (word_t)q, WORD_BYTES))
		return 0;
	return ALIGN_DOWN(n, WORD_BYTES);
}

void *memcpy(void *restrict dst, const void *restrict src, size_t n)
{
	size_t bytes = in_words(dst, src, n);
	any_word *d = dst;
	const any_word *s = src;
	char *db;
	const char *sb;

	for (; bytes >= UNROLL_BYTES; bytes -= UNROLL_BYTES, n -= UNROLL_BYTES) {
		NO_IDIOM();
		d[0] = s[0];
		d[1] = s[1];
		d[2] = s[2];
		d[3] = s[3];
		d[4] = s[4];
		d[5] = s[5];
		d[6] = s[6];
		d[7] = s[7];
		d += UNROLL;
		s += UNROLL;
	}
	for (; bytes != 0; bytes -= WORD_BYTES, n -= WORD_BYTES) {
		NO_IDIOM();
		*d++ = *s++;
	}
	db = (char *)d;
	sb = (const char *)s;
	for (; n != 0; n--) {
		NO_IDIOM();
		*db++ = *sb++;
	}
	return dst;
}

void *memmove(void *dst, const void *src, size_t n)
{
	char *d = dst;
	const char *s = src;

	if ((word_t)d - (word_t)s >= n)
		return memcpy(dst, src, n);	/* forward is safe: dst is not in [src, src+n) */
	while (n != 0) {
		NO_IDIOM();
		n--;
		d[n] = s[n];
	}
	return dst;
}

void *memset(void *dst, int c, size_t n)
{
	size_t bytes = in_words(dst, dst, n);
	char *end = (char *)dst + n;

	arch_fill(dst, (WORD_MAX / 0xff) * (unsigned char)c, bytes / WORD_BYTES);
	for (char *p = (char *)dst + bytes; p != end; p++) {
		NO_IDIOM();
		*p = (char)c;
	}
	return dst;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (; n != 0; n--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0') {
		NO_IDIOM();
		n++;
	}
	return n;
}

int strcmp(const char *a, const char *b)
{
	for (; *a == *b; a++, b++)
		if (*a == '\0')
			return 0;
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n != 0; n--, a++, b++) {
		if (*a != *b)
			return (unsigned char)*a - (unsigned char)*b;
		if (*a == '\0')
			return 0;
	}
	return 0;
}
