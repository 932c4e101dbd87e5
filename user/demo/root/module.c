/* SPDX-License-Identifier: BSD-2-Clause */
/* module.c - find the boot modules in the boot loader's records (X2:booting). */

#include <l4/bootinfo.h>
#include <l4/kip.h>
#include <stdio.h>
#include <string.h>

#include "root.h"

#define MODULE_MAX 16u

static struct module modules[MODULE_MAX];
static unsigned int module_count;

/* "dir/console.elf arguments" is the program "console". */
static void name_of(char name[DEMO_NAME_BYTES], const char *cmdline, const char *end)
{
	const char *p = cmdline;
	size_t n = 0;

	for (; p < end && *p != '\0' && *p != ' '; p++) {
		if (*p == '/')
			cmdline = p + 1;
	}
	for (; cmdline < p && *cmdline != '.' && n < DEMO_NAME_BYTES - 1; cmdline++)
		name[n++] = *cmdline;
	name[n] = '\0';
}

static void add(const L4_Boot_Module_t *rec, const char *end)
{
	struct module *m = &modules[module_count];

	if (module_count == MODULE_MAX)
		return;
	m->name[0] = '\0';
	if (rec->cmdline_offset != 0 && rec->cmdline_offset < (L4_Word_t)end - (L4_Word_t)rec)
		name_of(m->name, (const char *)rec + rec->cmdline_offset, end);
	if (!frame_get_range(rec->start, rec->size)) {
		printf("root: sigma0 refuses the memory of module '%s'\n", m->name);
		return;
	}
	m->data = (const unsigned char *)rec->start;
	m->size = rec->size;
	module_count++;
}

/* Every record must lie inside the structure: a wrong length must not lead anywhere. */
static void read_records(const void *info)
{
	const char *end = (const char *)info + L4_BootInfo_Size(info);
	const L4_BootRec_t *rec = L4_BootInfo_FirstEntry(info);

	for (L4_Word_t n = L4_BootInfo_Entries(info); n > 0; n--) {
		L4_Word_t room = (L4_Word_t)end - (L4_Word_t)rec;

		if ((const char *)rec >= end || room < sizeof(L4_BootRec_t))
			return;
		if (L4_BootRec_Type(rec) == L4_BootInfo_Module && room >= sizeof(L4_Boot_Module_t))
			add((const L4_Boot_Module_t *)rec, end);
		if (rec->offset_next == 0 || rec->offset_next >= room)
			return;
		rec = L4_BootRec_Next(rec);
	}
}

unsigned int module_init(void)
{
	L4_Word_t at = L4_BootInfo(L4_GetKernelInterface());
	const void *info = (const void *)at;

	if (at == 0 || !frame_get_range(at, sizeof(L4_BootInfo_t)) || !L4_BootInfo_Valid(info) ||
	    !frame_get_range(at, L4_BootInfo_Size(info))) {
		printf("root: the boot loader left no boot info\n");
		return 0;
	}
	read_records(info);
	return module_count;
}

const struct module *module_find(const char *name)
{
	for (unsigned int i = 0; i < module_count; i++) {
		if (strcmp(modules[i].name, name) == 0)
			return &modules[i];
	}
	return NULL;
}
