/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - mips64: from the firmware's arguments to the generic part, and facts it needs. */
#include "../../boot_lib.h"
#include "../../uart_16550.h"
#include "mips_boot.h"

#define CACHE_STEP 16u /* no line is shorter */
#define CFG_VI     8u

static struct boot_env env;

const struct elf_target arch_target = {
	.machines = {ELF_EM_MIPS},
	.big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__,
	.phys_limit = 0xfffffffff,
};

const struct plan_limits arch_limits32; /* no kernel of this CPU has 32 bits */

/* Firmware has its stack and tables in the first pages; images in ckseg0 lie below 256 MiB. */
const struct plan_limits arch_limits64 = {
	.load_floor = 0x1000,
	.alloc_floor = 1 * MIB,
	.alloc_last = 256 * MIB - 1,
	.kmem_last = 256 * MIB - 1,
	.ram_last = ~0ull,
	.map_last = 0xffffffff,
};

void *arch_phys(u64 addr)
{
	return (void *)(XKPHYS_CACHED + addr);
}

u64 arch_phys_of(const void *p)
{
	u64 addr = (u64)p;

	return addr >= CKSEG0 ? (addr - CKSEG0) % CKSEG_BYTES : addr - XKPHYS_CACHED;
}

void arch_sync_code(u64 addr, u64 size)
{
	const char *p = arch_phys(align_down(addr, CACHE_STEP)), *end = arch_phys(addr + size);

	for (; p < end; p += CACHE_STEP)
		__asm__ volatile("synci 0(%0)" : : "r"(p) : "memory");
	__asm__ volatile("sync" : : : "memory");
}

void mips_start(u64 argc, u64 argv, u64 envp)
{
	const char *line;
	u32 config;

	uart_init();
	__asm__("mfc0 %0, $16" : "=r"(config));
	if (config & CFG_VI)
		boot_fail("this CPU's instruction cache goes by virtual addresses alone");
	line = firmware_line(argc, argv);
	firmware_memory(&env.map, envp);
	boot_add_builtin(&env, line);
	boot_main(&env);
}
