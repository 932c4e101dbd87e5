/* SPDX-License-Identifier: BSD-2-Clause */
/* print.c - the kernel's printf against the C library's, its string.c against simple functions. */

/* The kernel's string functions under other names, beside those of the C library. */
#define memcpy	kernel_memcpy
#define memmove kernel_memmove
#define memset	kernel_memset
#define memcmp	kernel_memcmp
#define strlen	kernel_strlen
#define strcmp	kernel_strcmp
#define strncmp kernel_strncmp
#include "../../src/generic/string.c"
#include "../../src/generic/print.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef strlen
#undef strcmp
#undef strncmp

#include "unit.h"

#include <string.h>

static char console[4096];
static size_t console_at;

void platform_putc(char c)
{
	if (console_at < sizeof(console) - 1)
		console[console_at++] = c;
	console[console_at] = '\0';
}

static bool same = true;

/* The same format and arguments through both; SIZE less than the result tests truncation. */
#define COMPARE(size, ...) \
	do { \
		char ours[300], theirs[300]; \
		memset(ours, 'X', sizeof(ours)); \
		memset(theirs, 'X', sizeof(theirs)); \
		int len = ksnprintf(ours, size, __VA_ARGS__); \
		int len2 = snprintf(theirs, size, __VA_ARGS__); \
		if (len != len2 || memcmp(ours, theirs, sizeof(ours)) != 0) { \
			printf("# %d: \"%.80s\", expected %d: \"%.80s\"\n", len, ours, len2, \
			       theirs); \
			same = false; \
		} \
	} while (0)

static void verdict(const char *name)
{
	unit_report(name, same);
	same = true;
}

static void test_numbers(void)
{
	static const uint64_t corner[] = { 0, 1, 9, 10, 255, 65535, 65536, 0x7fffffff, 0x80000000,
		0xffffffff, 0x100000000, 999999999999, INT64_MAX, (uint64_t)INT64_MIN, UINT64_MAX };

	for (unsigned i = 0; i < 3000; i++) {
		uint64_t v = i < ARRAY_SIZE(corner) ? corner[i] : unit_rnd64() >> unit_rnd(64);

		COMPARE(300, "%d %u %x %08x %-8d| %3u %08d %5d", (int)v, (unsigned)v, (unsigned)v,
			(unsigned)v, (int)v, (unsigned)v, (int)v, (int)v);
		COMPARE(300, "%lld %llu %llx %020lld %-22llu|", (long long)v, (unsigned long long)v,
			(unsigned long long)v, (long long)v, (unsigned long long)v);
		COMPARE(300, "%ld %lu %lx %zu %zx", (long)v, (unsigned long)v, (unsigned long)v,
			(size_t)v, (size_t)v);
	}
	verdict("print/numbers");
}

static void test_text(void)
{
	COMPARE(300, "%s|%10s|%-10s|%c|%3c|%-3c|%%|%*d|%0*x", "abc", "abc", "abc", 'x', 'y', 'z', 7,
		42, 6, 0xabcu);
	COMPARE(300, "%s", "");
	COMPARE(300, "plain");
	for (size_t room = 0; room < 13; room++)
		COMPARE(room, "%d-%s", 12345, "hello");
	verdict("print/text");
}

static void test_console(void)
{
	char expected[100];

	kprintf("a %p\nb%s\n", (void *)(word_t)0xabc, "!");
	snprintf(expected, sizeof(expected), "a %0*x\r\nb!\r\n", (int)WORD_BITS / 4, 0xabcu);
	unit_report("print/console", strcmp(console, expected) == 0);
}

static void test_copies(void)
{
	static unsigned char a[400], b[400];
	bool good = true;

	for (unsigned i = 0; i < 20000; i++) {
		size_t n = unit_rnd(150), from = unit_rnd(200), to = unit_rnd(200);
		int c = (int)unit_rnd(256);

		for (unsigned k = 0; k < sizeof(a); k++)
			a[k] = b[k] = (unsigned char)unit_rnd(256);
		switch (unit_rnd(3)) {
		case 0:
			memmove(a + to, a + from, n);
			good = good && kernel_memmove(b + to, b + from, n) == b + to;
			break;
		case 1:
			if (from + n <= to || to + n <= from) {
				memcpy(a + to, a + from, n);
				good = good && kernel_memcpy(b + to, b + from, n) == b + to;
			}
			break;
		default:
			memset(a + to, c, n);
			good = good && kernel_memset(b + to, c, n) == b + to;
			break;
		}
		good = good && memcmp(a, b, sizeof(a)) == 0;
	}
	unit_report("string/copies", good);
}

static int sign(int v)
{
	return (v > 0) - (v < 0);
}

static void test_comparisons(void)
{
	bool good = true;

	for (unsigned i = 0; i < 20000; i++) {
		char a[8] = { 0 }, b[8] = { 0 };

		for (unsigned k = 0; k < 7; k++) {
			a[k] = (char)(unit_rnd(4) == 0 ? 0 : unit_rnd(2) * 200);
			b[k] = unit_rnd(3) == 0 ? (char)unit_rnd(256) : a[k];
		}
		good = good && kernel_strlen(a) == strlen(a) &&
		       sign(kernel_strcmp(a, b)) == sign(strcmp(a, b)) &&
		       sign(kernel_strncmp(a, b, i % 8)) == sign(strncmp(a, b, i % 8)) &&
		       sign(kernel_memcmp(a, b, i % 9)) == sign(memcmp(a, b, i % 9));
	}
	unit_report("string/comparisons", good);
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	test_numbers();
	test_text();
	test_console();
	test_copies();
	test_comparisons();
	return unit_end();
}
