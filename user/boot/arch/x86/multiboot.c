/* SPDX-License-Identifier: BSD-2-Clause */
/* multiboot.c - x86: read the Multiboot information; facts about PCs the generic part needs. */
#include "multiboot.h"

#include "../../boot_lib.h"

struct mbi x86_mbi;

static struct boot_env env;

const struct elf_target arch_target = {
	.machines = {ELF_EM_386, ELF_EM_X86_64},
	.big = false,
	.phys_limit = 0xffffffff,
};

/*
 * Page 0 is the BIOS's and below 1 MiB kernels start CPUs.  A 32-bit kernel sees the first 240 MiB
 * as its own memory; user space ends below its UTCB areas.
 */
const struct plan_limits arch_limits32 = {
	.load_floor = 0x1000,
	.alloc_floor = 1 * MIB,
	.alloc_last = 240 * MIB - 1,
	.kmem_last = 240 * MIB - 1,
	.ram_last = 0xffffffff,
	.map_last = 0xafffffff,
};

const struct plan_limits arch_limits64 = {
	.load_floor = 0x1000,
	.alloc_floor = 1 * MIB,
	.alloc_last = 1024 * MIB - 1,
	.kmem_last = 1024 * MIB - 1,
	.ram_last = ~0ull,
	.map_last = 0xffffffff,
};

void arch_sync_code(u64 addr, u64 size)
{
	(void)addr; /* x86 keeps instruction fetch coherent */
	(void)size;
}

bool arch_shared_range(unsigned n, struct mem_range *range)
{
	static const struct mem_range ranges[] = {
		{0xa0000, 0xbffff}, /* VGA */
		{0xc0000, 0xeffff}, /* expansion ROMs */
	};

	if (n >= COUNT_OF(ranges))
		return false;
	*range = ranges[n];
	return true;
}

static void read_mmap(u32 addr, u32 length)
{
	u32 at = 0;

	while (length - at >= sizeof(struct mbi_mmap)) {
		const struct mbi_mmap *e = arch_phys(addr + at);

		if (e->size < sizeof(*e) - sizeof(e->size))
			break;
		if (!memmap_add(&env.map, (u64)e->base_high << 32 | e->base_low,
				(u64)e->length_high << 32 | e->length_low, e->type)) {
			boot_print("Pecan boot: warning: memory map cut after %u entries\n",
				   MEMMAP_MAX);
			break;
		}
		if (e->size > length - at - sizeof(e->size))
			break;
		at += e->size + sizeof(e->size);
	}
}

static void read_memory(const struct mbi *mbi)
{
	if (mbi->flags & MBI_MMAP)
		read_mmap(mbi->mmap_addr, mbi->mmap_length);
	if (env.map.count == 0 && (mbi->flags & MBI_MEMORY)) {
		boot_print("Pecan boot: no memory map, using mem_lower and mem_upper\n");
		memmap_add(&env.map, 0, (u64)mbi->mem_lower << 10, MEM_USABLE);
		memmap_add(&env.map, 1 * MIB, (u64)mbi->mem_upper << 10, MEM_USABLE);
	}
}

static void read_modules(const struct mbi *mbi)
{
	const struct mbi_module *m = arch_phys(mbi->mods_addr);

	if (!(mbi->flags & MBI_MODULES))
		return;
	for (u32 i = 0; i < mbi->mods_count; i++, m++) {
		if (m->end < m->start)
			boot_fail(
				"module %u: the loader says it ends (0x%x) before it starts (0x%x)",
				(unsigned)i, (unsigned)m->end, (unsigned)m->start);
		boot_add_module(&env, m->start, m->end - m->start,
				boot_copy_string(m->cmdline ? arch_phys(m->cmdline) : ""));
	}
}

static void start_multiboot2(u32 addr)
{
	x86_read_machine2(addr, &x86_mbi);
	x86_console_init(&x86_mbi);
	x86_read_modules2(addr, &env);
	boot_main(&env);
}

void x86_start(u32 magic, u32 mbi_addr)
{
	const struct mbi *mbi = arch_phys(mbi_addr);

	if (magic == MBI2_LOADER_MAGIC)
		start_multiboot2(mbi_addr);
	x86_console_init(magic == MBI_LOADER_MAGIC ? mbi : NULL);
	if (magic != MBI_LOADER_MAGIC)
		boot_fail("not started by a Multiboot loader (eax is 0x%x)", (unsigned)magic);
	memcpy(&x86_mbi, mbi,
	       (mbi->flags & MBI_FRAMEBUFFER) ? sizeof(x86_mbi)
					      : offsetof(struct mbi, fb_addr_low));
	env.cmdline = boot_copy_string((mbi->flags & MBI_CMDLINE) ? arch_phys(mbi->cmdline) : "");
	read_memory(mbi);
	read_modules(mbi);
	boot_main(&env);
}
