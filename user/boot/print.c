/* SPDX-License-Identifier: BSD-2-Clause */
/* print.c - formatted output to the console, and the end of a failed boot. */
#include <stdarg.h>

#include "boot.h"

struct format {
	unsigned width;
	char pad;
	bool wide; /* ll */
};

static void put_string(const char *s)
{
	while (*s)
		arch_putc(*s++);
}

static void put_digits(const char *digits, unsigned n, struct format f)
{
	for (unsigned i = n; i < f.width; i++)
		arch_putc(f.pad);
	while (n > 0)
		arch_putc(digits[--n]);
}

static void put_hex(u64 v, struct format f)
{
	char digits[16];
	unsigned n = 0;

	do {
		digits[n++] = "0123456789abcdef"[v & 15];
		v >>= 4;
	} while (v);
	put_digits(digits, n, f);
}

/* Decimal is 32 bits wide: 64-bit division would need a library. */
static void put_decimal(u32 v, struct format f)
{
	char digits[10];
	unsigned n = 0;

	do {
		digits[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	put_digits(digits, n, f);
}

static const char *parse_format(const char *p, struct format *f)
{
	f->width = 0;
	f->pad = *p == '0' ? '0' : ' ';
	for (; *p >= '0' && *p <= '9'; p++)
		f->width = f->width * 10 + (unsigned)(*p - '0');
	f->wide = p[0] == 'l' && p[1] == 'l';
	return f->wide ? p + 2 : p;
}

static void print_args(const char *fmt, va_list ap)
{
	for (; *fmt; fmt++) {
		struct format f;

		if (*fmt != '%') {
			arch_putc(*fmt);
			continue;
		}
		fmt = parse_format(fmt + 1, &f);
		if (*fmt == 's')
			put_string(va_arg(ap, const char *));
		else if (*fmt == 'c')
			arch_putc((char)va_arg(ap, int));
		else if (*fmt == 'u' && !f.wide)
			put_decimal(va_arg(ap, unsigned), f);
		else if (*fmt == 'x')
			put_hex(f.wide ? va_arg(ap, u64) : va_arg(ap, unsigned), f);
		else if (*fmt)
			arch_putc(*fmt);
		if (!*fmt)
			break;
	}
}

void boot_print(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_args(fmt, ap);
	va_end(ap);
}

void boot_fail(const char *fmt, ...)
{
	va_list ap;

	put_string("Pecan boot: error: ");
	va_start(ap, fmt);
	print_args(fmt, ap);
	va_end(ap);
	put_string("\nPecan boot: stopped, no kernel was started\n");
	arch_stop();
}
