/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - bring the CPU into the kernel's operating state. */
#include "cpu.h"

#include "arch.h"
#include "assert.h"
#include "compiler.h"
#include "config.h"
#include "mips64_private.h"
#include "print.h"

/* What users may read by rdhwr: CPU number, synci step, cycle counter and its rate. */
#define HWRENA_USER	0x0f

bool arch_fpu_present;
paddr_t arch_ram_last;

bool arch_in_ram(paddr_t pa)
{
	return pa <= arch_ram_last && pa - CONFIG_DEVICES_BASE >= CONFIG_DEVICES_BYTES;
}

static __init word_t config1(void)
{
	word_t v;

	__asm__ volatile("mfc0 %0, $16, 1" : "=r"(v));
	return v;
}

static __init void print_features(unsigned cpu)
{
	word_t id;

	__asm__ volatile("mfc0 %0, $15" : "=r"(id));
	kprintf("cpu%u: mips64r2 %x: %u TLB entries, %s endian%s\n", cpu, (unsigned)id,
		arch_tlb_entries, ARCH_BIG_ENDIAN ? "big" : "little",
		arch_fpu_present ? ", FPU" : "");
}

/* EBase is written while BEV is set; afterwards the vectors are the kernel's. */
__init void arch_init_cpu(unsigned cpu)
{
	arch_tlb_entries = CONFIG1_TLB(config1());
	arch_fpu_present = (config1() & CONFIG1_FP) != 0;
	__asm__ volatile("mtc0 %0, $15, 1; ehb" : : "r"((int)(word_t)arch_vectors));
	__asm__ volatile("mtc0 $0, $13; mtc0 $0, $5; mtc0 $0, $6; mtc0 %0, $7; ehb"
			 : : "r"(HWRENA_USER));		/* Cause PageMask Wired HWREna */
	arch_set_status(ARCH_STATUS_KERNEL);
	arch_tlb_flush_all();
	print_features(cpu);
}

/* From the vector, with ERL set. */
__noreturn void arch_cache_error(word_t at);

__noreturn void arch_cache_error(word_t at)
{
	arch_set_status(ARCH_STATUS_KERNEL);
	panic("cache error at %p", (void *)at);
}

/* Not called: ARCH_SPARSE_BASE is 0. */
void arch_sparse_map(word_t offset, paddr_t pa)
{
	(void)offset;
	(void)pa;
}

/* Nothing to map: xkphys shows all there is. */
__init void *arch_map_device(paddr_t pa, size_t bytes)
{
	(void)bytes;
	return (void *)(pa + MIPS64_UNCACHED_BASE);
}
