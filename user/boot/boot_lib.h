/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_lib.h - the few C library functions the boot program has (in unit tests the host's). */
#ifndef BOOT_LIB_H
#define BOOT_LIB_H

#include <stddef.h>

void *memcpy(void *dst, const void *src, size_t len);
void *memmove(void *dst, const void *src, size_t len);
void *memset(void *dst, int c, size_t len);
int memcmp(const void *a, const void *b, size_t len);
size_t strlen(const char *s);

#endif
