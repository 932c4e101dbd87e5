/* SPDX-License-Identifier: BSD-2-Clause */
/* modules_builtin.c - the modules linked into the boot program, one image with all of them. */

/*
 * ci/mkmodules writes the table; the linker script of a CPU that has it names its ends.  Such a
 * machine passes one command line: options of the boot program and, behind a word "--", what is
 * appended to the command line of the last module.
 */
#include "boot.h"
#include "boot_lib.h"

struct builtin_module {
	const char *start, *end;
	const char *cmdline;
};

extern const struct builtin_module boot_modules_start[], boot_modules_end[];

/* The word "--" in a line, or its end. */
static const char *find_dashes(const char *s)
{
	bool begins = true;

	for (; *s; s++) {
		if (begins && s[0] == '-' && s[1] == '-' && (s[2] == ' ' || s[2] == '\0'))
			return s;
		begins = *s == ' ';
	}
	return s;
}

/* A copy of the first @len bytes of @line, with @extra behind it. */
static const char *copy_line(const char *line, size_t len, const char *extra)
{
	static char both[BOOT_LINE_MAX];
	size_t more = strlen(extra);

	if (len > sizeof(both) - 2)
		len = sizeof(both) - 2;
	if (more > sizeof(both) - 2 - len)
		more = sizeof(both) - 2 - len;
	memcpy(both, line, len);
	both[len] = ' ';
	memcpy(both + len + 1, extra, more);
	both[more ? len + 1 + more : len] = '\0';
	return boot_copy_string(both);
}

void boot_add_builtin(struct boot_env *env, const char *line)
{
	const char *dashes = find_dashes(line);
	const char *extra = dashes;

	env->cmdline = copy_line(line, (size_t)(dashes - line), "");
	while (*extra == '-' || *extra == ' ')
		extra++;
	for (const struct builtin_module *m = boot_modules_start; m < boot_modules_end; m++) {
		bool last = m + 1 == boot_modules_end;

		boot_add_module(env, arch_phys_of(m->start), (u64)(m->end - m->start),
				copy_line(m->cmdline, strlen(m->cmdline), last ? extra : ""));
	}
}
