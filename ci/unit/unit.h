/* SPDX-License-Identifier: BSD-2-Clause */
/* unit.h - what host tests share: random numbers, results, the kernel's panic.  Once per test. */
#ifndef UNIT_H
#define UNIT_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned unit_no, unit_failures;
static uint64_t unit_seed = 1;

__attribute__((unused)) static uint64_t unit_rnd64(void)
{
	uint64_t v = 0;

	for (int i = 0; i < 2; i++) {
		unit_seed = unit_seed * 6364136223846793005u + 1442695040888963407u;
		v = v << 32 | unit_seed >> 32;
	}
	return v;
}

__attribute__((unused)) static unsigned unit_rnd(unsigned below)
{
	return (unsigned)(unit_rnd64() % below);
}

static void unit_report(const char *name, bool good)
{
	unit_no++;
	unit_failures += !good;
	printf("%sok %u %s\n", good ? "" : "not ", unit_no, name);
}

/* The seed of the random tests is the first argument. */
static void unit_begin(int argc, char **argv)
{
	if (argc > 1)
		unit_seed = strtoull(argv[1], NULL, 0);
}

static int unit_end(void)
{
	printf("DONE pass=%u fail=%u\n", unit_no - unit_failures, unit_failures);
	return unit_failures != 0;
}

/* Stops the test where an expectation about the whole state fails: what follows would be noise. */
#define UNIT_MUST(c) \
	do { \
		if (!(c)) { \
			printf("not ok %u %s:%d: %s\n", unit_no + 1, __FILE__, __LINE__, #c); \
			exit(1); \
		} \
	} while (0)

#endif
