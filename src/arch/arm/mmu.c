/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.c - the kernel's own translations: image, kernel memory, windows, devices, vectors. */
#include "mmu.h"

#include "arch.h"
#include "arm_kernel_pte.h"
#include "arm_private.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "string.h"

#define SECTION_BYTES	((word_t)1 << 20)
#define ROOT_ENTRIES	4096u
#define ENTRIES		256u
#define SPARE_TABLES	(32u * ARM_KERNEL_VIEWS)	/* two for each piece of kernel memory */

/* Filled by start.S, which says what they are. */
extern pte_t arch_root[ROOT_ENTRIES];
extern pte_t arch_image_table[ENTRIES];

/* Bounds of the image (linker.lds.S); text is code, ro is code and constants. */
extern char arch_image_start[], arch_image_end[];
extern char arch_image_text_end[], arch_image_ro_end[];

/* Until the loader's description has been read there is none. */
paddr_t arch_ram_first = CONFIG_RAM_BASE, arch_ram_last;

static pte_t sparse_table[ENTRIES] __aligned(1024);
static pte_t spare_tables[SPARE_TABLES][ENTRIES] __aligned(1024);
static unsigned spare_used;

_Static_assert(sizeof(spare_tables[0]) == 1024, "tables are aligned to their size");

paddr_t arch_image_phys(const void *p)
{
	return (word_t)p - ARM_WINDOW;
}

static pte_t *table_at(pte_t entry)
{
	return (pte_t *)(arch_pte_table(entry) + ARM_WINDOW);
}

/* The entry of va in a page table, which is made if there is none. */
static pte_t *entry_of(word_t va)
{
	pte_t *l1 = &arch_root[va / SECTION_BYTES];

	if (*l1 == 0) {
		if (spare_used == SPARE_TABLES)
			panic("kernel memory at %p: no page table left", (void *)va);
		arm_entry_store(l1, arm_kernel_table(arch_image_phys(spare_tables[spare_used++])));
	}
	ASSERT((*l1 & 3) == ARM_L1_TABLE);
	return &table_at(*l1)[FIELD_GET(va, 12, 8)];
}

void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags)
{
	ASSERT(va >= ARM_DIRECT_BASE && IS_ALIGNED(va | pa | bytes, PAGE_SIZE));
	while (bytes != 0) {
		word_t step = PAGE_SIZE;

		if ((flags & ~KMAP_BUFFERED) == KMAP_WRITE && bytes >= SECTION_BYTES &&
		    IS_ALIGNED(va | pa, SECTION_BYTES) && arch_root[va / SECTION_BYTES] == 0) {
			step = SECTION_BYTES;
			arm_entry_store(&arch_root[va / SECTION_BYTES],
					 arm_kernel_section(pa, flags));
		} else {
			arm_entry_store(entry_of(va), arm_kernel_page(pa, flags));
			arch_tlb_flush_page(ARM_ASID_NONE, va, ARCH_PAGE_BITS);
		}
		va += step;
		pa += step;
		bytes -= step;
	}
}

__init void arch_kernel_tables(word_t va, word_t end, void *(*page)(void))
{
	char *next = NULL;	/* what is left of a page holds no table yet */

	for (unsigned i = va / SECTION_BYTES; i <= (end - 1) / SECTION_BYTES; i++) {
		if (arch_root[i] != 0)
			continue;
		if (IS_ALIGNED((word_t)next, PAGE_SIZE)) {
			next = page();
			if (next == NULL)
				return;
			arch_tables_written(next, PAGE_SIZE);
		}
		arm_entry_store(&arch_root[i], arm_kernel_table(arch_image_phys(next)));
		next += ENTRIES * sizeof(pte_t);
	}
}

bool arch_kernel_has_tables(word_t va, word_t end)
{
	for (unsigned i = va / SECTION_BYTES; i <= (end - 1) / SECTION_BYTES; i++)
		if (arch_root[i] == 0)
			return false;
	return true;
}

/* Its table of the second level is made at boot, so later calls change nothing but that. */
void arch_sparse_map(word_t offset, paddr_t pa)
{
	pte_t *entry = &sparse_table[offset / PAGE_SIZE];

	ASSERT(offset < ARM_SPARSE_BYTES);
	arm_frame_viewed(ARM_SPARSE_BASE + offset, pa);
	arm_entry_store(entry, arm_kernel_page(pa, KMAP_WRITE));
	arch_tlb_flush_page(ARM_ASID_NONE, ARM_SPARSE_BASE + offset, ARCH_PAGE_BITS);
}

void arch_root_init(void *root)
{
	pte_t *r = root;
	unsigned first = ARM_DIRECT_BASE / SECTION_BYTES;

	memcpy(r + first, arch_root + first, (ROOT_ENTRIES - first) * sizeof(*r));
	arch_tables_written(r, ROOT_ENTRIES * sizeof(*r));
}

/*
 * start.S has mapped the MiB of the image writable and executable.  Keep of this the image, its
 * code read-only, its constants read-only, its data not executable, and nothing below the stacks.
 */
static __init void protect_image(void)
{
	paddr_t base = ALIGN_DOWN(arch_image_phys(arch_image_start), SECTION_BYTES);
	paddr_t start = arch_image_phys(arch_image_start);
	paddr_t text_end = arch_image_phys(arch_image_text_end);
	paddr_t ro_end = arch_image_phys(arch_image_ro_end);
	paddr_t end = ALIGN_UP(arch_image_phys(arch_image_end), PAGE_SIZE);

	for (unsigned i = 0; i < ENTRIES; i++) {
		paddr_t pa = base + i * PAGE_SIZE;
		unsigned flags = pa < text_end ? KMAP_EXEC : pa < ro_end ? 0 : KMAP_WRITE;
		pte_t pte = arm_kernel_page(pa, flags);

		if (pa < start || pa >= end || pa == arch_image_phys(arch_stack_guard))
			pte = 0;
		arm_entry_store(&arch_image_table[i], pte);
	}
}

__init void arch_mmu_init(void)
{
	protect_image();
	arm_entry_store(&arch_root[(word_t)arch_image_start / SECTION_BYTES],
			 arm_kernel_table(arch_image_phys(arch_image_table)));
	arm_entry_store(&arch_root[ARM_SPARSE_BASE / SECTION_BYTES],
			 arm_kernel_table(arch_image_phys(sparse_table)));
	arch_tlb_flush_all();
}
