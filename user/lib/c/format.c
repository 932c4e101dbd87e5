/* SPDX-License-Identifier: BSD-2-Clause */
/* format.c - the conversions of printf, written piece by piece to any destination. */

#include "format.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MAX	24		/* 2^64 - 1 in octal has 22 */

enum {
	FLAG_LEFT	= 1,
	FLAG_ZERO	= 2,
	FLAG_PLUS	= 4,
	FLAG_SPACE	= 8,
	FLAG_ALTERNATE	= 16,
	FLAG_UPPER	= 32
};

/* A conversion: what stands between the % and the letter; precision -1 if none. */
struct conversion {
	unsigned int flags;
	int width;
	int precision;
	int size;			/* bytes of an integer argument */
};

static void put(struct format_sink *sink, const char *text, size_t n)
{
	sink->total += n;
	sink->write(sink, text, n);
}

static void pad(struct format_sink *sink, char c, int n)
{
	for (; n > 0; n--)
		put(sink, &c, 1);
}

/*
 * Divide in place by a small base, 16 bits at a time: 32-bit CPUs need a library for more.  The
 * result is the remainder.
 */
static unsigned int divide(uint64_t *value, unsigned int base)
{
	uint64_t quotient = 0;
	uint32_t rest = 0;
	int shift;

	if (*value <= UINT32_MAX) {
		rest = (uint32_t)*value % base;
		*value = (uint32_t)*value / base;
		return rest;
	}
	for (shift = 48; shift >= 0; shift -= 16) {
		rest = rest << 16 | (uint16_t)(*value >> shift);
		quotient = quotient << 16 | rest / base;
		rest %= base;
	}
	*value = quotient;
	return rest;
}

/* Digits at the end of a buffer of DIGITS_MAX; none for 0. */
static char *digits(char *buf, uint64_t value, unsigned int base, unsigned int flags)
{
	const char *set = flags & FLAG_UPPER ? "0123456789ABCDEF" : "0123456789abcdef";
	char *p = buf + DIGITS_MAX;

	while (value)
		*--p = set[divide(&value, base)];
	return p;
}

/* sign, zeros and digits, in the conversion's width. */
static void put_number(struct format_sink *sink, const struct conversion *c, const char *sign,
		       uint64_t value, unsigned int base)
{
	char buf[DIGITS_MAX];
	const char *first = digits(buf, value, base, c->flags);
	int n = (int)(buf + DIGITS_MAX - first);
	int prefix = (int)strlen(sign);
	int zeros = (c->precision < 0 ? 1 : c->precision) - n;
	int space;

	if (base == 8 && (c->flags & FLAG_ALTERNATE) && zeros < 1)
		zeros = 1;
	if (zeros < 0)
		zeros = 0;
	space = c->width - prefix - zeros - n;
	if (c->precision < 0 && (c->flags & (FLAG_ZERO | FLAG_LEFT)) == FLAG_ZERO && space > 0) {
		zeros += space;
		space = 0;
	}
	if (!(c->flags & FLAG_LEFT))
		pad(sink, ' ', space);
	put(sink, sign, (size_t)prefix);
	pad(sink, '0', zeros);
	put(sink, first, (size_t)n);
	if (c->flags & FLAG_LEFT)
		pad(sink, ' ', space);
}

static void put_text(struct format_sink *sink, const struct conversion *c, const char *s, size_t n)
{
	int space = c->width - (int)n;

	if (!(c->flags & FLAG_LEFT))
		pad(sink, ' ', space);
	put(sink, s, n);
	if (c->flags & FLAG_LEFT)
		pad(sink, ' ', space);
}

static void put_string(struct format_sink *sink, const struct conversion *c, const char *s)
{
	if (!s)
		s = "(null)";
	put_text(sink, c, s, c->precision < 0 ? strlen(s) : strnlen(s, (size_t)c->precision));
}

static void put_signed(struct format_sink *sink, const struct conversion *c, int64_t value)
{
	const char *sign = "";

	if (value < 0)
		sign = "-";
	else if (c->flags & FLAG_PLUS)
		sign = "+";
	else if (c->flags & FLAG_SPACE)
		sign = " ";
	put_number(sink, c, sign, value < 0 ? -(uint64_t)value : (uint64_t)value, 10);
}

static void put_hex(struct format_sink *sink, struct conversion *c, uint64_t value, char letter)
{
	const char *prefix = "";

	if (letter == 'X')
		c->flags |= FLAG_UPPER;
	if (value && (c->flags & FLAG_ALTERNATE))
		prefix = letter == 'X' ? "0X" : "0x";
	put_number(sink, c, prefix, value, 16);
}

/* va_list is an array on some CPUs and cannot be passed by address without this. */
struct args {
	va_list list;
};

static uint64_t next_unsigned(struct args *args, int size)
{
	if (size == 8)
		return va_arg(args->list, unsigned long long);
	if (size == 1)
		return (unsigned char)va_arg(args->list, unsigned int);
	if (size == 2)
		return (unsigned short)va_arg(args->list, unsigned int);
	return va_arg(args->list, unsigned int);
}

static int64_t next_signed(struct args *args, int size)
{
	if (size == 8)
		return va_arg(args->list, long long);
	if (size == 1)
		return (signed char)va_arg(args->list, int);
	if (size == 2)
		return (short)va_arg(args->list, int);
	return va_arg(args->list, int);
}

/* Digits or *; a negative result only from *. */
static int parse_count(const char **format, struct args *args)
{
	int n = 0;

	if (**format == '*') {
		(*format)++;
		return va_arg(args->list, int);
	}
	for (; isdigit(**format); (*format)++) {
		if (n < 100000)
			n = n * 10 + (**format - '0');
	}
	return n;
}

static unsigned int parse_flags(const char **format)
{
	static const char letters[] = "-0+ #";
	const char *found;
	unsigned int flags = 0;

	while (**format && (found = strchr(letters, **format)) != NULL) {
		flags |= 1U << (found - letters);
		(*format)++;
	}
	return flags;
}

static int parse_size(const char **format)
{
	const char *f = *format;
	int size = sizeof(int);

	if (f[0] == 'h' || f[0] == 'l') {
		int twice = f[1] == f[0];

		if (*f == 'h')
			size = twice ? 1 : 2;
		else
			size = twice ? sizeof(long long) : sizeof(long);
		*format += 1 + twice;
	} else if (*f == 'z' || *f == 't') {
		size = sizeof(size_t);
		(*format)++;
	} else if (*f == 'j') {
		size = sizeof(intmax_t);
		(*format)++;
	}
	return size;
}

static void parse(const char **format, struct conversion *c, struct args *args)
{
	c->flags = parse_flags(format);
	c->width = parse_count(format, args);
	if (c->width < 0) {
		c->flags |= FLAG_LEFT;
		c->width = -c->width;
	}
	c->precision = -1;
	if (**format == '.') {
		(*format)++;
		c->precision = parse_count(format, args);
	}
	c->size = parse_size(format);
}

/* Write one conversion; an unknown letter is written as it is. */
static void convert(struct format_sink *sink, struct conversion *c, char letter, struct args *args)
{
	switch (letter) {
	case 'd':
	case 'i':
		put_signed(sink, c, next_signed(args, c->size));
		break;
	case 'u':
		put_number(sink, c, "", next_unsigned(args, c->size), 10);
		break;
	case 'o':
		put_number(sink, c, "", next_unsigned(args, c->size), 8);
		break;
	case 'x':
	case 'X':
		put_hex(sink, c, next_unsigned(args, c->size), letter);
		break;
	case 'p':
		put_number(sink, c, "0x", (uintptr_t)va_arg(args->list, void *), 16);
		break;
	case 's':
		put_string(sink, c, va_arg(args->list, const char *));
		break;
	case 'c':
		letter = (char)va_arg(args->list, int);
		put_text(sink, c, &letter, 1);
		break;
	default:
		put(sink, &letter, 1);
		break;
	}
}

int format_write(struct format_sink *sink, const char *format, va_list list)
{
	struct conversion c;
	struct args args;
	size_t n;

	va_copy(args.list, list);
	while (*format) {
		n = strcspn(format, "%");
		put(sink, format, n);
		format += n;
		if (!*format)
			break;
		format++;
		parse(&format, &c, &args);
		if (!*format)
			break;
		convert(sink, &c, *format++, &args);
	}
	va_end(args.list);
	return (int)sink->total;
}

/* The buffer of snprintf; one byte of it is kept for the end of the string. */
struct buffer {
	struct format_sink sink;
	char *next;
	size_t left;
};

static void buffer_write(struct format_sink *sink, const char *text, size_t n)
{
	struct buffer *b = (struct buffer *)sink;

	if (n > b->left)
		n = b->left;
	if (!n)			/* there may be no buffer at all */
		return;
	memcpy(b->next, text, n);
	b->next += n;
	b->left -= n;
}

int vsnprintf(char *buf, size_t size, const char *format, va_list args)
{
	struct buffer b = { { buffer_write, 0 }, buf, size ? size - 1 : 0 };
	int n = format_write(&b.sink, format, args);

	if (size)
		*b.next = 0;
	return n;
}

int snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(buf, size, format, args);
	va_end(args);
	return n;
}
