/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.c - the kernel's own translations: image, direct map, windows, devices. */
#include "mmu.h"

#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "ia32_private.h"
#include "string.h"

#define LARGE_BYTES	((word_t)1 << 22)
#define ENTRIES		1024u
#define SPARE_TABLES	16u	/* two for each piece of kernel memory, more on CPUs without PSE */

extern uint32_t arch_root[ENTRIES];
extern uint32_t arch_image_table[ENTRIES];

/* Bounds of the image (linker.lds.S); ro is code and constants. */
extern char arch_image_start[], arch_image_end[], arch_image_ro_end[];
extern char arch_stack_guard[], arch_df_stack_guard[];

static uint32_t sparse_table[ENTRIES] __aligned(4096);
static uint32_t spare_tables[SPARE_TABLES][ENTRIES] __aligned(4096);
static unsigned spare_used;
static uint32_t global_bit;	/* PTE_G if the CPU has it */
static bool have_large;

uint32_t arch_window_bits = PTE_P | PTE_W | PTE_A | PTE_D;

static uint32_t phys(const void *p)
{
	return (uint32_t)p - IA32_KERNEL_BASE;
}

static uint32_t *table_at(uint32_t pde)
{
	return (uint32_t *)((pde & ~(uint32_t)0xfff) + IA32_KERNEL_BASE);
}

/* The entry of va in a page table, which is made if there is none. */
static uint32_t *entry_of(word_t va)
{
	uint32_t *pde = &arch_root[va >> 22];

	if ((*pde & PTE_P) == 0) {
		if (spare_used == SPARE_TABLES)
			panic("kernel memory at %p: no page table left", (void *)va);
		*pde = phys(spare_tables[spare_used++]) | PTE_P | PTE_W;
	}
	ASSERT((*pde & PTE_PS) == 0);
	return &table_at(*pde)[FIELD_GET(va, 12, 10)];
}

static bool is_kernel_range(word_t va, word_t bytes)
{
	if (!IS_ALIGNED(va | bytes, PAGE_SIZE))
		return false;
	return (va >= IA32_KERNEL_BASE && va <= IA32_DIRECT_END && bytes <= IA32_DIRECT_END - va) ||
	       (va >= IA32_TOP_BASE && bytes <= IA32_GLUE_END - va);
}

void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags)
{
	uint32_t bits = PTE_P | PTE_A | PTE_D | global_bit;

	if (!is_kernel_range(va, bytes) || !IS_ALIGNED(pa, PAGE_SIZE))
		panic("kernel mapping of %p, %zx bytes", (void *)va, (size_t)bytes);
	bits |= x86_kmap_bits(flags);
	while (bytes != 0) {
		word_t step = PAGE_SIZE;

		if (have_large && IS_ALIGNED(va | pa, LARGE_BYTES) && bytes >= LARGE_BYTES &&
		    (arch_root[va >> 22] & PTE_P) == 0) {
			step = LARGE_BYTES;
			arch_root[va >> 22] = pa | bits | PTE_PS;
		} else {
			*entry_of(va) = pa | bits;
			arch_tlb_flush_page(0, va, ARCH_PAGE_BITS);
		}
		va += step;
		pa += step;
		bytes -= step;
	}
}

__init void arch_kernel_tables(word_t va, word_t end, void *(*page)(void))
{
	for (unsigned i = va >> 22; i <= (end - 1) >> 22; i++) {
		void *table = (arch_root[i] & PTE_P) == 0 ? page() : NULL;

		if (table != NULL)
			arch_root[i] = phys(table) | PTE_P | PTE_W;
	}
}

bool arch_kernel_has_tables(word_t va, word_t end)
{
	for (unsigned i = va >> 22; i <= (end - 1) >> 22; i++)
		if ((arch_root[i] & PTE_P) == 0)
			return false;
	return true;
}

void arch_sparse_map(word_t offset, paddr_t pa)
{
	ASSERT(offset < IA32_SPARSE_BYTES);
	sparse_table[offset / PAGE_SIZE] = pa | PTE_P | PTE_W | PTE_A | PTE_D | global_bit;
	arch_tlb_flush_page(0, IA32_SPARSE_BASE + offset, ARCH_PAGE_BITS);
}

void arch_root_init(void *root)
{
	uint32_t *r = root;
	unsigned first = IA32_KERNEL_BASE >> 22;

	memcpy(r + first, arch_root + first, (ENTRIES - first) * sizeof(*r));
}

paddr_t arch_kernel_root(void)
{
	return phys(arch_root);
}

/*
 * start.S has mapped the first 4 MiB writable.  Keep of this the image, its code and constants
 * read-only, and nothing below the stacks.
 */
static __init void protect_image(void)
{
	uint32_t start = phys(arch_image_start);
	uint32_t ro_end = phys(arch_image_ro_end);
	uint32_t end = ALIGN_UP(phys(arch_image_end), PAGE_SIZE);

	for (uint32_t i = 0; i < ENTRIES; i++) {
		uint32_t pa = i * PAGE_SIZE;
		uint32_t pte = pa | PTE_P | PTE_A | PTE_D | global_bit;

		if (pa >= ro_end)
			pte |= PTE_W;
		if (pa < start || pa >= end)
			pte = 0;
		arch_image_table[i] = pte;
	}
	arch_image_table[phys(arch_stack_guard) / PAGE_SIZE] = 0;
	arch_image_table[phys(arch_df_stack_guard) / PAGE_SIZE] = 0;
}

__init void arch_mmu_init(void)
{
	have_large = (arch_features & CPUID_1_EDX_PSE) != 0;
	if (have_large)
		arch_cr4_set(CR4_PSE);
	if ((arch_features & CPUID_1_EDX_PGE) != 0)
		global_bit = PTE_G;
	arch_window_bits |= global_bit;
	protect_image();
	arch_root[IA32_SPARSE_BASE >> 22] = phys(sparse_table) | PTE_P | PTE_W;
	arch_tlb_flush_all();
	if (global_bit != 0)
		arch_cr4_set(CR4_PGE);
}
