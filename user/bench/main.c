/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - make all measurements, or those asked for, and power off. */
#include <string.h>

#include "../test/command_line.h"
#include "bench.h"

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

int main(void)
{
	const char *only = command_line("bench");

	lib_init();
	for (size_t i = 0; i < ARRAY_SIZE(measurements); i++) {
		if (!only || !*only || strcmp(only, measurements[i].name) == 0)
			measurements[i].measure();
	}
	(void)report_end();
	bench_power_off();
}
