/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - arm: what the loader passed, and facts the generic part needs. */
#include "../../boot_lib.h"
#include "../../bootinfo.h"
#include "../../fdt.h"
#include "arm_boot.h"
#include "atags.h"

#define MEM_RESERVED 2
#define TREE_MAX     (2 * MIB)

u32 arm_tree;
static u32 arm_tree_bytes;

static struct boot_env env;

const struct elf_target arch_target = {
	.machines = {ELF_EM_ARM},
	.big = false,
	.phys_limit = 0xffffffff,
};

/* The kernel sees the first 224 MiB of RAM as its own memory; user space ends at its UTCB areas. */
const struct plan_limits arch_limits32 = {
	.load_floor = BOOT_RAM_BASE,
	.alloc_floor = BOOT_RAM_BASE + 1 * MIB,
	.alloc_last = BOOT_RAM_BASE + 224 * MIB - 1,
	.kmem_last = BOOT_RAM_BASE + 224 * MIB - 1,
	.ram_last = 0xffffffff,
	.map_last = 0xdfefffff,
};

const struct plan_limits arch_limits64; /* no kernel of this CPU has 64 bits */

void arch_sync_code(u64 addr, u64 size)
{
	(void)addr; /* data caches are off; arch_enter empties that of instructions */
	(void)size;
}

/* The root task finds the device tree where the loader has put it. */
u64 arch_build_info(const struct boot_info *to, struct boot_record *record)
{
	(void)to;
	record->type = arm_tree != 0 ? BOOTINFO_FDT : BOOT_NO_RECORD;
	record->count = 2;
	record->word[0] = arm_tree;
	record->word[1] = arm_tree_bytes;
	return 0;
}

static const char *read_tree(u32 tree, const char **bootargs)
{
	struct fdt fdt;
	const char *defect = fdt_open(&fdt, arch_phys(tree), TREE_MAX);

	if (defect)
		return defect;
	arm_tree = tree;
	arm_tree_bytes = fdt.size;
	*bootargs = fdt.bootargs;
	if (!fdt_memory(&fdt, &env.map, tree, MEM_RESERVED))
		return "the memory map has too many entries";
	return NULL;
}

/* A list of tags begins with the size of its first one, in words; a device tree does not. */
void arm_start(u32 machine, u32 given)
{
	const char *bootargs = NULL, *defect;
	const u32 *list;

	(void)machine;
	if (given == 0)
		given = BOOT_RAM_BASE; /* where QEMU puts a device tree for an ELF file */
	list = arch_phys(given);
	if (given == 0 || given % 4 != 0)
		defect = "the loader passes neither a device tree nor a list of tags";
	else if (list[0] == ATAG_CORE_WORDS || list[0] == ATAG_CORE_EMPTY)
		defect = atags_read(list, &env.map, MEM_RESERVED, &bootargs);
	else
		defect = read_tree(given, &bootargs);
	if (defect)
		boot_fail("%s (at 0x%x)", defect, (unsigned)given);
	boot_add_builtin(&env, bootargs ? bootargs : "");
	boot_main(&env);
}
