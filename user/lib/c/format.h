/* SPDX-License-Identifier: BSD-2-Clause */
/* format.h - formatted output to a function. */

#ifndef FORMAT_H
#define FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Where text goes; embed it in what write needs to know. */
struct format_sink {
	void (*write)(struct format_sink *sink, const char *text, size_t n);
	size_t total;
};

/* The result is the number of characters written. */
int format_write(struct format_sink *sink, const char *format, va_list list);

#endif /* FORMAT_H */
