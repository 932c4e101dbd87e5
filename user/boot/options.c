/* SPDX-License-Identifier: BSD-2-Clause */
/* options.c - the boot program's own command line. */
#include "options.h"

#include "boot_lib.h"

struct word {
	const char *s;
	size_t len;
};

static struct word next_word(const char **line)
{
	struct word w;

	while (**line == ' ' || **line == '\t')
		(*line)++;
	w.s = *line;
	while (**line && **line != ' ' && **line != '\t')
		(*line)++;
	w.len = (size_t)(*line - w.s);
	return w;
}

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

static bool parse_size(struct word w, u64 *size)
{
	static const char units[] = {'k', 'm', 'g'};
	unsigned base = 10, shift = 0;
	size_t i = 0;
	u64 v = 0;

	for (unsigned u = 0; u < sizeof(units); u++) {
		if (w.len && (w.s[w.len - 1] | 0x20) == units[u])
			shift = 10 * (u + 1);
	}
	if (shift)
		w.len--;
	if (w.len > 2 && w.s[0] == '0' && (w.s[1] | 0x20) == 'x') {
		base = 16;
		i = 2;
	}
	if (i == w.len)
		return false;
	for (; i < w.len; i++) {
		unsigned d = (unsigned)digit_value(w.s[i]);

		if (d >= base || v >> 40) /* 2^44 units of at most 2^30 would wrap */
			return false;
		v = v * base + d;
	}
	if (v == 0 || v > ~0ull >> shift)
		return false;
	*size = v << shift;
	return true;
}

static bool has_prefix(struct word *w, const char *prefix)
{
	size_t len = strlen(prefix);

	if (w->len < len || memcmp(w->s, prefix, len) != 0)
		return false;
	w->s += len;
	w->len -= len;
	return true;
}

static bool parse_word(struct boot_options *o, struct word w)
{
	if (has_prefix(&w, "maxmem="))
		return parse_size(w, &o->maxmem);
	if (has_prefix(&w, "kmem="))
		return parse_size(w, &o->kmem);
	if (has_prefix(&w, "verbose"))
		return o->verbose = w.len == 0;
	if (has_prefix(&w, "quiet"))
		return o->quiet = w.len == 0;
	return false;
}

static bool has_equals(struct word w)
{
	for (size_t i = 0; i < w.len; i++) {
		if (w.s[i] == '=')
			return true;
	}
	return false;
}

void options_parse(struct boot_options *o, const char *line, char *bad, size_t room)
{
	bool first = true;

	memset(o, 0, sizeof(*o));
	bad[0] = '\0';
	for (;;) {
		struct word w = next_word(&line);
		size_t len = w.len < room ? w.len : room - 1;

		if (w.len == 0)
			break;
		if (!parse_word(o, w) && (!first || has_equals(w)) && !bad[0]) {
			memcpy(bad, w.s, len);
			bad[len] = '\0';
		}
		first = false;
	}
}
