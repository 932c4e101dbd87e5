/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - make all measurements, print `BENCH metric number` for each, power off. */
#include <stdio.h>
#include <string.h>

#include "../test/command_line.h"
#include "bench.h"

static unsigned reported, failed;

/* Given a name as argument, the program makes only those measurements. */
static const struct {
	const char *name;
	void (*measure)(void);
} measurements[] = {
	{ "ipc", measure_ipc },
	{ "string", measure_string },
	{ "map", measure_map },
	{ "fault", measure_fault },
	{ "call", measure_call },
	{ "irq", measure_irq },
	{ "scale", measure_scale },
};

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

void report_for(const char *format, unsigned n, uint64_t ticks, word_t count)
{
	char metric[64];

	snprintf(metric, sizeof(metric), format, n);
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

int main(void)
{
	const char *only = command_line("bench");

	lib_init();
	for (size_t i = 0; i < ARRAY_SIZE(measurements); i++) {
		if (!only || !*only || strcmp(only, measurements[i].name) == 0)
			measurements[i].measure();
	}
	printf("DONE pass=%u fail=%u\n", reported, failed);
	bench_power_off();
}
