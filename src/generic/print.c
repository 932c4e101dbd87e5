/* SPDX-License-Identifier: BSD-2-Clause */
/* print.c - printf's formats, to the console or into a buffer. */
#include "print.h"

#include "bits.h"
#include "platform.h"
#include "string.h"

/* Where characters go: the console if buf is NULL, else the first size - 1 into buf. */
struct sink {
	char *buf;
	size_t size;
	size_t count;		/* so far, also those for which buf had no room */
};

enum length { LEN_INT, LEN_LONG, LEN_LLONG, LEN_SIZE };

struct format {
	bool left;		/* - */
	char pad;		/* '0' or ' ' */
	unsigned width;
	enum length length;
};

#define DIGITS_MAX	20u	/* of UINT64_MAX in decimal */

static void emit(struct sink *s, char c)
{
	if (s->buf == NULL) {
		if (c == '\n')
			platform_putc('\r');
		platform_putc(c);
	} else if (s->count + 1 < s->size) {
		s->buf[s->count] = c;
	}
	s->count++;
}

static void emit_padded(struct sink *s, const struct format *f, const char *text, size_t n)
{
	size_t fill = f->width > n ? f->width - n : 0;

	if (!f->left)
		for (; fill != 0; fill--)
			emit(s, f->pad);
	while (n-- != 0)
		emit(s, *text++);
	for (; fill != 0; fill--)
		emit(s, ' ');
}

/* *v /= base, result the remainder; 16 bits at a time, as 32-bit CPUs have no 64-bit division. */
static unsigned divide(uint64_t *v, unsigned base)
{
	uint64_t quotient = 0;
	uint32_t rest = 0;

	for (int shift = 48; shift >= 0; shift -= 16) {
		uint32_t part = rest << 16 | ((uint32_t)(*v >> shift) & 0xffff);

		quotient |= (uint64_t)(part / base) << shift;
		rest = part % base;
	}
	*v = quotient;
	return rest;
}

static void emit_number(struct sink *s, const struct format *f, uint64_t v, unsigned base,
			bool negative)
{
	struct format rest = *f;
	char text[DIGITS_MAX + 1];
	char *p = text + sizeof(text);

	do
		*--p = "0123456789abcdef"[divide(&v, base)];
	while (v != 0);
	if (negative && f->pad == '0') {
		emit(s, '-');
		rest.width -= rest.width != 0;
	} else if (negative) {
		*--p = '-';
	}
	emit_padded(s, &rest, p, (size_t)(text + sizeof(text) - p));
}

/* Flags, width and length after a %; the result points to the conversion. */
static const char *parse_format(const char *p, struct format *f, va_list *ap)
{
	*f = (struct format){ .pad = ' ' };
	for (;; p++) {
		if (*p == '-')
			f->left = true;
		else if (*p == '0')
			f->pad = '0';
		else
			break;
	}
	if (f->left)
		f->pad = ' ';
	if (*p == '*') {
		int width = va_arg(*ap, int);

		f->width = width > 0 ? (unsigned)width : 0;
		p++;
	}
	for (; *p >= '0' && *p <= '9'; p++)
		f->width = f->width * 10 + (unsigned)(*p - '0');
	if (*p == 'z') {
		f->length = LEN_SIZE;
		p++;
	}
	for (; *p == 'l'; p++)
		f->length = f->length == LEN_INT ? LEN_LONG : LEN_LLONG;
	return p;
}

static uint64_t unsigned_arg(enum length length, va_list *ap)
{
	switch (length) {
	case LEN_LONG:
		return va_arg(*ap, unsigned long);
	case LEN_LLONG:
		return va_arg(*ap, unsigned long long);
	case LEN_SIZE:
		return va_arg(*ap, size_t);
	default:
		return va_arg(*ap, unsigned);
	}
}

static int64_t signed_arg(enum length length, va_list *ap)
{
	switch (length) {
	case LEN_LONG:
		return va_arg(*ap, long);
	case LEN_LLONG:
		return va_arg(*ap, long long);
	case LEN_SIZE:
		return (sword_t)va_arg(*ap, size_t);
	default:
		return va_arg(*ap, int);
	}
}

/* One conversion; false if it is not one of ours. */
static bool convert(struct sink *s, char conversion, struct format *f, va_list *ap)
{
	const char *text;
	int64_t v;
	char c;

	switch (conversion) {
	case 'd':
	case 'i':
		v = signed_arg(f->length, ap);
		emit_number(s, f, v < 0 ? -(uint64_t)v : (uint64_t)v, 10, v < 0);
		return true;
	case 'u':
		emit_number(s, f, unsigned_arg(f->length, ap), 10, false);
		return true;
	case 'x':
		emit_number(s, f, unsigned_arg(f->length, ap), 16, false);
		return true;
	case 'p':
		f->pad = '0';
		f->width = WORD_BITS / 4;
		emit_number(s, f, (word_t)va_arg(*ap, void *), 16, false);
		return true;
	case 's':
		text = va_arg(*ap, const char *);
		f->pad = ' ';
		emit_padded(s, f, text, strlen(text));
		return true;
	case 'c':
		c = (char)va_arg(*ap, int);
		f->pad = ' ';
		emit_padded(s, f, &c, 1);
		return true;
	default:
		return false;
	}
}

static void format_all(struct sink *s, const char *fmt, va_list ap_in)
{
	va_list ap;

	va_copy(ap, ap_in);
	for (; *fmt != '\0'; fmt++) {
		const char *start = fmt;
		struct format f;

		if (*fmt != '%') {
			emit(s, *fmt);
			continue;
		}
		fmt = parse_format(fmt + 1, &f, &ap);
		if (convert(s, *fmt, &f, &ap))
			continue;
		if (*fmt == '\0')
			break;
		if (*fmt != '%')
			emit(s, *start);
		emit(s, *fmt);
	}
	va_end(ap);
}

void kvprintf(const char *fmt, va_list ap)
{
	struct sink s = { 0 };

	format_all(&s, fmt, ap);
}

void kprintf(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	kvprintf(fmt, ap);
	va_end(ap);
}

int ksnprintf(char *buf, size_t n, const char *fmt, ...)
{
	char none;
	struct sink s = { .buf = n != 0 ? buf : &none, .size = n };
	va_list ap;

	va_start(ap, fmt);
	format_all(&s, fmt, ap);
	va_end(ap);
	if (n != 0)
		buf[MIN(s.count, n - 1)] = '\0';
	return (int)s.count;
}
