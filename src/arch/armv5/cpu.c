/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - the CPU: ARMv5TE. */
#include "arch.h"
#include "arch_arm.h"
#include "arm_private.h"
#include "compiler.h"
#include "mmu.h"
#include "print.h"

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
