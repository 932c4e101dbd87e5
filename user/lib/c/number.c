/* SPDX-License-Identifier: BSD-2-Clause */
/* number.c - integers from text. */

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>

static unsigned int digit_value(char c)
{
	if (isdigit(c))
		return (unsigned int)(c - '0');
	if (isalpha(c))
		return (unsigned int)(tolower(c) - 'a' + 10);
	return UINT_MAX;
}

/* What stands before the digits: the base, and the first digit. */
static const char *skip_prefix(const char *s, unsigned int *base)
{
	if ((*base == 0 || *base == 16) && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') &&
	    digit_value(s[2]) < 16) {
		*base = 16;
		return s + 2;
	}
	if (*base == 0)
		*base = *s == '0' ? 8 : 10;
	return s;
}

/*
 * The number at s without its sign, ULONG_MAX and *overflow if it does not fit; end is set to the
 * first character that does not belong to it.
 */
static unsigned long parse(const char *s, const char **end, unsigned int base, int *negative,
			   int *overflow)
{
	unsigned long value = 0;
	const char *p = s;
	unsigned int d;

	*end = s;
	*overflow = 0;
	while (isspace(*p))
		p++;
	*negative = *p == '-';
	if (*p == '-' || *p == '+')
		p++;
	p = skip_prefix(p, &base);
	for (; (d = digit_value(*p)) < base; p++) {
		if (value > (ULONG_MAX - d) / base)
			*overflow = 1;
		value = value * base + d;
		*end = p + 1;
	}
	return *overflow ? ULONG_MAX : value;
}

unsigned long strtoul(const char *s, char **end, int base)
{
	const char *stop;
	int negative, overflow;
	unsigned long value = parse(s, &stop, (unsigned int)base, &negative, &overflow);

	if (end)
		*end = (char *)(unsigned long)stop;
	return negative && !overflow ? -value : value;
}

long strtol(const char *s, char **end, int base)
{
	const char *stop;
	int negative, overflow;
	unsigned long value = parse(s, &stop, (unsigned int)base, &negative, &overflow);

	if (end)
		*end = (char *)(unsigned long)stop;
	if (negative)
		return value > LONG_MAX ? LONG_MIN : -(long)value;
	return value > LONG_MAX ? LONG_MAX : (long)value;
}

int atoi(const char *s)
{
	return (int)strtol(s, NULL, 10);
}

long atol(const char *s)
{
	return strtol(s, NULL, 10);
}

int abs(int i)
{
	return i < 0 ? -i : i;
}

long labs(long i)
{
	return i < 0 ? -i : i;
}
