/* SPDX-License-Identifier: BSD-2-Clause */
/* string.c - memory and string functions; the compiler may call the mem* ones by itself. */
#include "boot_lib.h"

/* In each loop: compilers turn plain copy loops into calls of these very functions. */
#define KEEP_LOOP() __asm__ volatile("" : : : "memory")

void *memcpy(void *dst, const void *src, size_t len)
{
	return memmove(dst, src, len);
}

void *memmove(void *dst, const void *src, size_t len)
{
	unsigned char *d = dst;
	const unsigned char *s = src;

	if (d <= s) {
		for (size_t i = 0; i < len; i++) {
			d[i] = s[i];
			KEEP_LOOP();
		}
	} else {
		for (size_t i = len; i-- > 0;) {
			d[i] = s[i];
			KEEP_LOOP();
		}
	}
	return dst;
}

void *memset(void *dst, int c, size_t len)
{
	unsigned char *d = dst;

	for (size_t i = 0; i < len; i++) {
		d[i] = (unsigned char)c;
		KEEP_LOOP();
	}
	return dst;
}

int memcmp(const void *a, const void *b, size_t len)
{
	const unsigned char *x = a;
	const unsigned char *y = b;

	for (size_t i = 0; i < len; i++) {
		if (x[i] != y[i])
			return x[i] - y[i];
	}
	return 0;
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n]) {
		n++;
		KEEP_LOOP();
	}
	return n;
}
