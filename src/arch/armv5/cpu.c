/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - the CPU and its page-table entries: ARMv5TE. */
#include "arch.h"
#include "arch_arm.h"
#include "arm_private.h"
#include "compiler.h"
#include "mmu.h"
#include "print.h"

#define TABLE_BYTES	1024	/* of the second level */

bool arch_user_lines;

static bool have_fpu;

static __init word_t main_id(void)
{
	word_t v;

	__asm__ volatile("mrc p15, 0, %0, c0, c0, 0" : "=r"(v));
	return v;
}

/* Neither register nor bit tells whether there is an FPU, so this needs the undefined trap. */
__init void arch_find_fpu(void)
{
	have_fpu = arch_probe_fpu() != 0;
	if (have_fpu)
		arch_fpu_disable();
	kprintf("fpu: %s\n", have_fpu ? "vfp" : "none");
}

bool arch_has_fpu(void)
{
	return have_fpu;
}

/*
 * Page walks do not look into the data cache.  A leaf that goes, or becomes uncached, leaves
 * nothing in the caches, and one that comes finds its frame in memory, wherever the space may have
 * written it; rights and status are looked at in every access, whatever the caches hold.
 */
void arch_pte_write(pte_t *slot, pte_t pte)
{
	pte_t old = *slot;

	if ((pte & 3) == ARM_L1_TABLE)
		arch_cache_flush((void *)(arch_pte_table(pte) + ARM_WINDOW), TABLE_BYTES);
	*(volatile pte_t *)slot = pte;
	__asm__ volatile("mcr p15, 0, %0, c7, c10, 1; mcr p15, 0, %1, c7, c10, 4"
			 : : "r"(slot), "r"(0) : "memory");
	if (((old | pte) & PTE_LEAF) != 0 &&
	    ((old ^ pte) & (~(pte_t)0xfff | PTE_LEAF | PTE_C)) != 0)
		arm_drop_user_lines();
}

/* Its registers are the same for all programs, who would see each other there: JOSCR.CD, not CV. */
static __init void close_jazelle(void)
{
	__asm__ volatile("mcr p14, 7, %0, c1, c0, 0" : : "r"(1));
}

__init void arch_init_cpu(unsigned cpu)
{
	arch_mmu_init();
	close_jazelle();
	kprintf("cpu%u: ARMv5 %x\n", cpu, (unsigned)main_id());
}
