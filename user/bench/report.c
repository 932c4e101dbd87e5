/* SPDX-License-Identifier: BSD-2-Clause */
/* report.c - results on the console, in the form that ci/bench.py reads. */
#include <stdio.h>

#include "bench.h"

static unsigned reported, failed, last_mark;

void report(const char *metric, uint64_t ticks, word_t count)
{
	uint64_t tenths = (ticks * 10 + count / 2) / count;

	reported++;
	if (ticks % count == 0)
		printf("BENCH %s %llu\n", metric, (unsigned long long)(ticks / count));
	else
		printf("BENCH %s %llu.%llu\n", metric, (unsigned long long)(tenths / 10),
		       (unsigned long long)(tenths % 10));
}

void report_total(const char *name, uint64_t ticks, word_t count)
{
	char metric[64];

	snprintf(metric, sizeof(metric), "%s.total", name);
	report(metric, ticks, count);
}

void report_ratio(const char *metric, uint64_t a, uint64_t b)
{
	uint64_t hundredths = (a * 100 + b / 2) / b;

	reported++;
	printf("BENCH %s %llu.%02llu\n", metric, (unsigned long long)(hundredths / 100),
	       (unsigned long long)(hundredths % 100));
}

void report_failure(const char *what)
{
	failed++;
	printf("failed: %s\n", what);
}

unsigned report_end(void)
{
	printf("DONE pass=%u fail=%u\n", reported, failed);
	return failed;
}

const char *name_for(const char *format, unsigned n)
{
	static char name[48];

	snprintf(name, sizeof(name), format, n);
	return name;
}

unsigned mark_new(const char *name)
{
	if (last_mark == BENCH_MARKS - 1)
		return 0;
	printf("MARK %u %s\n", ++last_mark, name);
	return last_mark;
}
