/* SPDX-License-Identifier: BSD-2-Clause */
/* command_line.c - find this program's arguments in the generic boot information. */

#include "command_line.h"

#include <l4/bootinfo.h>
#include <l4/kip.h>
#include <l4/sigma0.h>
#include <string.h>

static char arguments[128];

/* Make the bytes of the structure readable; its pages come one to one from sigma0. */
static int map_range(L4_Word_t at, L4_Word_t bytes, L4_Word_t page)
{
	L4_Word_t end = at + bytes;

	for (L4_Word_t p = at & ~(page - 1); p < end; p += page) {
		L4_Fpage_t f = L4_FpageAddRights(L4_Fpage(p, page), L4_Readable);

		if (L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, f)))
			return 0;
	}
	return 1;
}

/* The arguments in "dir/name.elf arg ..." if the name is the program's. */
static const char *match(const char *line, const char *program)
{
	const char *end = line;
	const char *name = line;
	size_t length = strlen(program);

	while (*end && *end != ' ') {
		if (*end++ == '/')
			name = end;
	}
	if ((size_t)(end - name) < length || memcmp(name, program, length) != 0)
		return NULL;
	if (name + length != end && name[length] != '.')
		return NULL;
	while (*end == ' ')
		end++;
	return end;
}

const char *command_line(const char *program)
{
	void *kip = L4_GetKernelInterface();
	L4_Word_t page = L4_PageSizeMask(kip) & -L4_PageSizeMask(kip);
	L4_Word_t info = L4_BootInfo(kip);
	L4_BootRec_t *record;

	if (!info || !map_range(info, 8 * sizeof(L4_Word_t), page) ||
	    !L4_BootInfo_Valid((void *)info) ||
	    !map_range(info, L4_BootInfo_Size((void *)info), page))
		return NULL;
	record = L4_BootInfo_FirstEntry((void *)info);
	for (L4_Word_t n = L4_BootInfo_Entries((void *)info); n > 0; n--) {
		const char *line = NULL, *found = NULL;

		if (L4_BootRec_Type(record) == L4_BootInfo_Module)
			line = L4_Module_Cmdline(record);
		else if (L4_BootRec_Type(record) == L4_BootInfo_SimpleExec)
			line = L4_SimpleExec_Cmdline(record);
		if (line)
			found = match(line, program);
		if (found && *found) {
			size_t length = strlen(found);

			if (length >= sizeof(arguments))
				length = sizeof(arguments) - 1;
			memcpy(arguments, found, length);
			return arguments;
		}
		record = L4_BootRec_Next(record);
	}
	return NULL;
}
