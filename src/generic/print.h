/* SPDX-License-Identifier: BSD-2-Clause */
/* print.h - formatted output on the platform's console. */
#ifndef PRINT_H
#define PRINT_H

#include <stdarg.h>

#include "compiler.h"
#include "types.h"

/*
 * Understands %d %u %x %c %s %p %% with 0, -, width, l, ll and z; %p prints a full word in hex.
 * Output goes to platform_putc byte by byte, \n as \r\n.
 */
__printf(1, 2) void kprintf(const char *fmt, ...);
void kvprintf(const char *fmt, va_list ap);

/* The same into buf of n bytes, always terminated; the result is the length it would have had. */
__printf(3, 4) int ksnprintf(char *buf, size_t n, const char *fmt, ...);

#endif
