/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - find out what the CPU can do and switch on what the kernel uses: ARMv7-A. */
#include "arch.h"
#include "arch_arm.h"
#include "arm_private.h"
#include "compiler.h"
#include "mmu.h"
#include "print.h"

#define CPACR_VFP	0x00f00000u	/* coprocessors 10 and 11 for everybody */
#define TEECR_XED	1u
#define PMCR_ON		1u
#define PMCR_RESET	4u		/* of the cycle counter */
#define PMCNTEN_CYCLES	0x80000000u
#define PMUSERENR_ON	1u
#define MMFR3_WALK	20		/* field: page walks look into the data caches */
#define MMFR0_PXN	4		/* of field VMSA: this and more have PXN */
#define MVFR0_REGISTERS	2		/* of field A_SIMD: 32 registers */

pte_t arch_pte_table_pxn, arch_pte_section_pxn;
bool arch_walks_cached;
word_t arch_fpu_short;			/* not 0: d16 to d31 do not exist (fpu.S) */

static bool have_fpu;

static __init word_t main_id(void)
{
	word_t v;

	__asm__ volatile("mrc p15, 0, %0, c0, c0, 0" : "=r"(v));
	return v;
}

static __init bool has_pxn(void)
{
	word_t mmfr0;

	__asm__ volatile("mrc p15, 0, %0, c0, c1, 4" : "=r"(mmfr0));
	return (mmfr0 & 15) >= MMFR0_PXN;
}

static __init bool walks_are_cached(void)
{
	word_t mmfr3;

	__asm__ volatile("mrc p15, 0, %0, c0, c1, 7" : "=r"(mmfr3));
	return (mmfr3 >> MMFR3_WALK & 15) != 0;
}

/* An FPU that is not there cannot be enabled in CPACR. */
static __init void init_fpu(void)
{
	word_t cpacr;

	__asm__ volatile("mrc p15, 0, %0, c1, c0, 2" : "=r"(cpacr));
	__asm__ volatile("mcr p15, 0, %1, c1, c0, 2; isb; mrc p15, 0, %0, c1, c0, 2"
			 : "=r"(cpacr) : "r"(cpacr | CPACR_VFP));
	have_fpu = (cpacr & CPACR_VFP) == CPACR_VFP;
	if (!have_fpu)
		return;
	arch_fpu_short = (arch_fpu_registers() & 15) != MVFR0_REGISTERS;
	arch_fpu_disable();
}

/* A counter of cycles for user code, as other CPUs have it always. */
static __init void init_cycle_counter(void)
{
	word_t dfr0;

	__asm__ volatile("mrc p15, 0, %0, c0, c1, 2" : "=r"(dfr0));
	if ((dfr0 >> 24 & 15) == 0 || (dfr0 >> 24 & 15) == 15)
		return;
	__asm__ volatile("mcr p15, 0, %0, c9, c12, 0" : : "r"(PMCR_ON | PMCR_RESET));
	__asm__ volatile("mcr p15, 0, %0, c9, c12, 1" : : "r"(PMCNTEN_CYCLES));
	__asm__ volatile("mcr p15, 0, %0, c9, c14, 0" : : "r"(PMUSERENR_ON));
}

/* Users could write the base register of ThumbEE's handlers, which is that of all threads. */
static __init void init_thumbee(void)
{
	word_t pfr0;

	__asm__ volatile("mrc p15, 0, %0, c0, c1, 0" : "=r"(pfr0));
	if ((pfr0 >> 12 & 15) != 0)
		__asm__ volatile("mcr p14, 6, %0, c0, c0, 0" : : "r"(TEECR_XED));
}

bool arch_has_fpu(void)
{
	return have_fpu;
}

__init void arch_init_cpu(unsigned cpu)
{
	if (has_pxn()) {
		arch_pte_table_pxn = PTE_TABLE_PXN;
		arch_pte_section_pxn = PTE_SECTION_PXN;
	}
	arch_walks_cached = walks_are_cached();
	arch_mmu_init();
	init_fpu();
	init_cycle_counter();
	init_thumbee();
	kprintf("cpu%u: ARMv7 %x:%s%s%s\n", cpu, (unsigned)main_id(), have_fpu ? " vfp" : "",
		have_fpu && arch_fpu_short == 0 ? " d32" : "",
		arch_pte_table_pxn != 0 ? " pxn" : "");
}
