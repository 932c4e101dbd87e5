/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - arm: what the loader passed, and facts the generic part needs. */
#include "../../boot_lib.h"
#include "../../bootinfo.h"
#include "../../fdt.h"
#include "arm_boot.h"

#define MIB	     (1ull << 20)
#define MEM_RESERVED 2
#define TREE_MAX     (2 * MIB)

extern char boot_image_start[], boot_image_end[];

u32 arm_tree;

static struct boot_env env;

static const u16 machines[] = {ELF_EM_ARM};

const struct elf_target arch_target = {
	.machines = machines,
	.machine_count = COUNT_OF(machines),
	.big = false,
	.phys_limit = 0xffffffff,
};

/* The kernel sees the first 256 MiB of RAM as its own memory; user space ends at its UTCB areas. */
const struct plan_limits arch_limits32 = {
	.load_floor = BOOT_RAM_BASE,
	.alloc_floor = BOOT_RAM_BASE + 1 * MIB,
	.alloc_last = BOOT_RAM_BASE + 256 * MIB - 1,
	.kmem_last = BOOT_RAM_BASE + 256 * MIB - 1,
	.ram_last = 0xffffffff,
	.map_last = 0xdfefffff,
};

const struct plan_limits arch_limits64; /* no kernel of this CPU has 64 bits */

struct mem_range arch_self(void)
{
	struct mem_range r = {(uintptr_t)boot_image_start, (uintptr_t)boot_image_end - 1};

	return r;
}

void *arch_phys(u64 addr)
{
	return (void *)(uintptr_t)addr;
}

u64 arch_phys_of(const void *p)
{
	return (uintptr_t)p;
}

void arch_sync_code(u64 addr, u64 size)
{
	(void)addr; /* data caches are off; arch_enter empties that of instructions */
	(void)size;
}

/* All that is not memory may be device registers, which the list of memory says of everything. */
bool arch_shared_range(unsigned n, struct mem_range *range)
{
	(void)n;
	(void)range;
	return false;
}

/* The root task finds the device tree where the loader has put it. */
u64 arch_build_info(const struct boot_env *e, const struct elf_image *image, void *buf, u64 phys,
		    struct boot_record *record, unsigned *records)
{
	(void)e;
	(void)image;
	(void)buf;
	(void)phys;
	record->type = BOOTINFO_FDT;
	record->count = 1;
	record->word[0] = arm_tree;
	*records = arm_tree != 0;
	return 0;
}

void arm_start(u32 machine, u32 tree)
{
	struct fdt fdt;
	const char *defect;

	(void)machine;
	if (tree == 0)
		tree = BOOT_RAM_BASE; /* where QEMU puts it for an ELF file */
	defect = fdt_open(&fdt, arch_phys(tree), TREE_MAX);
	if (defect)
		boot_fail("%s (at 0x%x)", defect, (unsigned)tree);
	arm_tree = tree;
	if (!fdt_memory(&fdt, &env.map, tree, MEM_RESERVED))
		boot_fail("the memory map has too many entries");
	boot_add_builtin(&env, fdt.bootargs ? fdt.bootargs : "");
	boot_main(&env);
}
