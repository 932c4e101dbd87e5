/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - bring the CPU into the kernel's operating state. */
#include "cpu.h"

#include "arch.h"
#include "compiler.h"
#include "mips64_private.h"
#include "print.h"

/* What users may read by rdhwr: CPU number, synci step, cycle counter and its rate. */
#define HWRENA_USER	0x0f

bool arch_fpu_present;
struct arch_ram arch_ram[MIPS64_RAM_PIECES];

__init void arch_add_ram(paddr_t first, paddr_t last)
{
	unsigned i = 0;

	while (i < MIPS64_RAM_PIECES - 1 && arch_ram[i].bytes != 0)
		i++;
	arch_ram[i] = (struct arch_ram){ first, last - first + 1 };
}

static word_t config1(void)
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

/* All lines of a cache, by index. */
#define EACH_LINE(operation, cache)							\
	for (word_t n = 0; n < CONFIG1_LINES(c, cache); n++) {				\
		if (n % LINES_STEP == 0)						\
			arch_irq_window();						\
		__asm__ volatile("cache %0, 0(%1)" : : "i"(operation),			\
				 "r"(MIPS64_IMAGE_BASE + n * CONFIG1_LINE(c, cache))	\
				 : "memory");						\
	}
#define LINES_STEP	256		/* between two windows for interrupts */

void arch_cache_sync_all(void)
{
	const word_t c = config1();

	if (CONFIG1_LINE(c, CONFIG1_D) != 0)
		EACH_LINE(CACHE_INDEX_WRITEBACK_INV_D, CONFIG1_D);
	__asm__ volatile("sync" : : : "memory");
	if (CONFIG1_LINE(c, CONFIG1_I) != 0)
		EACH_LINE(CACHE_INDEX_INV_I, CONFIG1_I);
	__asm__ volatile("sync; ehb" : : : "memory");
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
