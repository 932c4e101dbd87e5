/* SPDX-License-Identifier: BSD-2-Clause */
/* env.c - keep what the firmware said: copies of command lines, the table of modules. */
#include "boot.h"
#include "boot_lib.h"

static char strings[BOOT_STRINGS_MAX];
static size_t strings_used;

const char *boot_copy_string(const char *s)
{
	size_t room = sizeof(strings) - strings_used;
	size_t len = 0;
	char *copy = strings + strings_used;

	if (room == 0 || !s)
		return "";
	if (room > BOOT_LINE_MAX)
		room = BOOT_LINE_MAX;
	while (len < room - 1 && s[len])
		len++;
	if (s[len])
		boot_print("Pecan boot: warning: command line cut after %u characters: %s\n",
			   (unsigned)len, s);
	memcpy(copy, s, len);
	copy[len] = '\0';
	strings_used += len + 1;
	return copy;
}

/* The last path component of the first word, for messages. */
static void set_name(struct boot_module *m)
{
	const char *s = m->cmdline;
	const char *from = s;
	size_t len = 0;

	for (; *s && *s != ' '; s++) {
		if (*s == '/')
			from = s + 1;
	}
	while (len < sizeof(m->name) - 1 && from[len] && from[len] != ' ')
		len++;
	if (len == 0) {
		from = "unnamed";
		len = strlen(from);
	}
	memcpy(m->name, from, len);
	m->name[len] = '\0';
}

void boot_add_module(struct boot_env *env, u64 start, u64 size, const char *cmdline)
{
	struct boot_module *m = &env->module[env->module_count];

	if (env->module_count == BOOT_MAX_MODULES)
		boot_fail("too many modules, at most %u are supported", BOOT_MAX_MODULES);
	m->start = start;
	m->size = size;
	m->cmdline = cmdline;
	set_name(m);
	env->module_count++;
}
