/* SPDX-License-Identifier: BSD-2-Clause */
/* info_none.c - for CPUs whose loader passes nothing on: see arch_build_info. */
#include "boot.h"

u64 arch_build_info(const struct boot_env *e, const struct elf_image *image, void *buf, u64 phys,
		    struct boot_record *record, unsigned *records)
{
	(void)e;
	(void)image;
	(void)buf;
	(void)phys;
	(void)record;
	*records = 0;
	return 0;
}
