/* SPDX-License-Identifier: BSD-2-Clause */
/* stdio.h - formatted output; a console that the program chooses. */

#ifndef STDIO_H
#define STDIO_H

#include <stdarg.h>
#include <stddef.h>

#define EOF	(-1)

#if defined(__cplusplus)
extern "C" {
#endif

/*
 * Where output goes and input comes from; kernel debugger calls unless the program sets its own.
 * Each call of printf, puts or putchar leads to calls of the write hook that are not mixed with
 * those of other threads; text longer than 256 bytes takes several.  A write hook that uses IPC
 * changes the caller's message registers.
 */
extern void (*console_write_hook)(const char *text, size_t n);
extern int (*console_read_hook)(void);

void console_write(const char *text, size_t n);

int putchar(int c);
int puts(const char *s);
int getchar(void);

/*
 * Conversions d i u x X o c s p %, lengths hh h l ll z t j, flags - 0 + space #, width and
 * precision, also as *.  No floating point.
 */
int printf(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));
int vprintf(const char *format, va_list args) __attribute__((__format__(__printf__, 1, 0)));
int snprintf(char *buf, size_t size, const char *format, ...)
	__attribute__((__format__(__printf__, 3, 4)));
int vsnprintf(char *buf, size_t size, const char *format, va_list args)
	__attribute__((__format__(__printf__, 3, 0)));

#if defined(__cplusplus)
}
#endif

#endif /* STDIO_H */
