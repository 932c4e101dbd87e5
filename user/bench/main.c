/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - make all measurements, or those asked for, and power off. */
#include <string.h>

#include "../test/command_line.h"
#include "bench.h"

/* Given names as arguments, the program makes only those measurements; otherwise the usual ones. */
static const struct {
	const char *name;
	void (*measure)(void);
	bool unusual;
} measurements[] = {
	{ "ipc", measure_ipc, false },
	{ "string", measure_string, false },
	{ "map", measure_map, false },
	{ "fault", measure_fault, false },
	{ "call", measure_call, false },
	{ "irq", measure_irq, false },
	{ "kinds", measure_kinds, false },
	{ "scale", measure_scale, false },
	{ "irqoff", measure_irqoff, true },
};

static bool has_word(const char *line, const char *word)
{
	const size_t length = strlen(word);

	while (*line) {
		if (strncmp(line, word, length) == 0 && (line[length] == ' ' || !line[length]))
			return true;
		while (*line && *line != ' ')
			line++;
		while (*line == ' ')
			line++;
	}
	return false;
}

int main(void)
{
	const char *only = command_line("bench");

	lib_init();
	for (size_t i = 0; i < ARRAY_SIZE(measurements); i++) {
		bool wanted = only && *only ? has_word(only, measurements[i].name) :
					      !measurements[i].unusual;

		if (wanted)
			measurements[i].measure();
	}
	(void)report_end();
	bench_power_off();
}
