/* SPDX-License-Identifier: BSD-2-Clause */
/* info_none.c - for CPUs whose loader passes nothing on: see arch_build_info. */
#include "boot.h"

u64 arch_build_info(const struct boot_info *to, struct boot_record *record)
{
	(void)to;
	record->type = BOOT_NO_RECORD;
	return 0;
}
