/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.c - the kernel's own translations: image, direct map, windows, devices. */
#include "mmu.h"

#include "amd64_private.h"
#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "string.h"

#define LARGE_BYTES	((paddr_t)1 << 21)
#define HUGE_BYTES	((paddr_t)1 << 30)
#define ROOT_BYTES	((paddr_t)1 << 39)	/* what an entry of the root covers */
#define ENTRIES		512u
#define WINDOWS		ARCH_WINDOWS

#define RAM_BITS	(PTE_P | PTE_W | PTE_A | PTE_D | PTE_G)
#define TABLE_BITS	(PTE_P | PTE_W | PTE_A)

/* Filled by start.S, which says what they are. */
extern pte_t arch_root[ENTRIES];
extern pte_t arch_direct_pdpt[ENTRIES];
extern pte_t arch_direct_pd[4 * ENTRIES];
extern pte_t arch_direct_pt[2 * ENTRIES];
extern pte_t arch_image_pt[2 * ENTRIES];
extern pte_t arch_top_pt[ENTRIES];
extern pte_t arch_sparse_pt[ENTRIES];

/* Bounds of the image (linker.lds.S); text is code, ro is code and constants. */
extern char arch_image_start[], arch_image_end[];
extern char arch_image_text_end[], arch_image_ro_end[];

paddr_t arch_direct_end = AMD64_DIRECT_BOOT;

_Static_assert(AMD64_IMAGE_BYTES == 2 * ENTRIES * PAGE_SIZE, "the tables of the image");
_Static_assert(AMD64_DIRECT_BOOT == 4 * HUGE_BYTES, "the tables of the direct map");

paddr_t arch_image_phys(const void *p)
{
	return (word_t)p - AMD64_IMAGE_BASE;
}

/* --- windows and devices ----------------------------------------------------------------- */

static pte_t *top_entry(word_t va)
{
	ASSERT(va >= AMD64_TOP_BASE && va < AMD64_GLUE_END);
	return &arch_top_pt[(va - AMD64_TOP_BASE) / PAGE_SIZE];
}

void *arch_window_far(unsigned slot, paddr_t pa)
{
	word_t va = AMD64_WINDOW_BASE + slot * PAGE_SIZE;
	pte_t *pte = top_entry(va);

	arch_pte_store(pte, pa | RAM_BITS | arch_pte_nx);
	__asm__ volatile("invlpg %0" : : "m"(*(const char *)va) : "memory");
	return (void *)va;
}

__init void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags)
{
	pte_t bits = PTE_P | PTE_A | PTE_D | PTE_G;

	ASSERT(IS_ALIGNED(va | pa | bytes, PAGE_SIZE));
	bits |= x86_kmap_bits(flags);
	if ((flags & KMAP_EXEC) == 0)
		bits |= arch_pte_nx;
	for (; bytes != 0; bytes -= PAGE_SIZE, va += PAGE_SIZE, pa += PAGE_SIZE) {
		arch_pte_store(top_entry(va), pa | bits);
		__asm__ volatile("invlpg %0" : : "m"(*(const char *)va) : "memory");
	}
}

void arch_sparse_map(word_t offset, paddr_t pa)
{
	const char *va = (const char *)(AMD64_SPARSE_BASE + offset);

	ASSERT(offset < AMD64_SPARSE_BYTES);
	arch_pte_store(&arch_sparse_pt[offset / PAGE_SIZE], pa | RAM_BITS | arch_pte_nx);
	__asm__ volatile("invlpg %0" : : "m"(*va) : "memory");
}

/* --- direct map -------------------------------------------------------------------------- */

static __init pte_t *new_table(void *(*page)(void))
{
	pte_t *table = page();

	if (table == NULL)
		panic("no memory for the kernel's map of all RAM");
	return table;
}

static __init paddr_t direct_phys(const void *p)
{
	return (word_t)p - AMD64_DIRECT_BASE;
}

/* The entry for the GiB at pa in the table below the root. */
static __init pte_t *huge_entry(paddr_t pa, void *(*page)(void))
{
	pte_t *root = &arch_root[(AMD64_DIRECT_BASE >> 39 & (ENTRIES - 1)) + pa / ROOT_BYTES];
	pte_t *table = arch_direct_pdpt;

	if (pa >= ROOT_BYTES) {
		if (*root == 0)
			*root = direct_phys(new_table(page)) | TABLE_BITS;
		table = (pte_t *)(arch_pte_table(*root) + AMD64_DIRECT_BASE);
	}
	return &table[pa / HUGE_BYTES % ENTRIES];
}

__init void arch_direct_extend(paddr_t end, bool (*is_ram)(paddr_t start, paddr_t end),
			       void *(*page)(void))
{
	paddr_t pa = arch_direct_end;

	end = MIN(ALIGN_UP(end, HUGE_BYTES), AMD64_DIRECT_MAX);
	for (; pa < end; pa += HUGE_BYTES) {
		pte_t *entry = huge_entry(pa, page);
		pte_t *pd;

		if (arch_pte_huge && is_ram(pa, pa + HUGE_BYTES)) {
			*entry = pa | RAM_BITS | PTE_PS | arch_pte_nx;
			continue;
		}
		pd = new_table(page);
		for (unsigned i = 0; i < ENTRIES; i++)
			pd[i] = (pa + i * LARGE_BYTES) | RAM_BITS | PTE_PS | arch_pte_nx;
		*entry = direct_phys(pd) | TABLE_BITS;
	}
	arch_direct_end = MAX(arch_direct_end, end);
}

void arch_root_init(void *root)
{
	pte_t *r = root;

	memset(r, 0, ENTRIES / 2 * sizeof(*r));
	memcpy(r + ENTRIES / 2, arch_root + ENTRIES / 2, ENTRIES / 2 * sizeof(*r));
}

/* --- rights ------------------------------------------------------------------------------ */

/*
 * start.S has mapped the first 4 MiB writable and executable at the image's place.  Keep of this
 * the image, its constants read-only, its data not executable.
 */
static __init void protect_image(void)
{
	paddr_t start = arch_image_phys(arch_image_start);
	paddr_t text_end = arch_image_phys(arch_image_text_end);
	paddr_t ro_end = arch_image_phys(arch_image_ro_end);
	paddr_t end = ALIGN_UP(arch_image_phys(arch_image_end), PAGE_SIZE);

	for (paddr_t pa = 0; pa < AMD64_IMAGE_BYTES; pa += PAGE_SIZE) {
		pte_t pte = pa | PTE_P | PTE_A | PTE_D | PTE_G;

		if (pa >= text_end)
			pte |= arch_pte_nx;
		if (pa >= ro_end)
			pte |= PTE_W;
		arch_image_pt[pa / PAGE_SIZE] = pa < start || pa >= end ? 0 : pte;
	}
	arch_image_pt[arch_image_phys(arch_stack_guard) / PAGE_SIZE] = 0;
	for (unsigned i = 0; i < AMD64_ISTS; i++)
		arch_image_pt[arch_image_phys(arch_ist_stacks + i * IST_STRIDE) / PAGE_SIZE] = 0;
}

/* Nothing in the direct map is executable; what the image has read-only is so there, too. */
static __init void protect_direct(void)
{
	paddr_t start = arch_image_phys(arch_image_start);
	paddr_t ro_end = arch_image_phys(arch_image_ro_end);

	for (unsigned i = 0; i < ARRAY_SIZE(arch_direct_pt); i++) {
		paddr_t pa = i * PAGE_SIZE;
		pte_t pte = pa | RAM_BITS | arch_pte_nx;

		arch_direct_pt[i] = pa >= start && pa < ro_end ? pte & ~(pte_t)PTE_W : pte;
	}
	for (unsigned i = 0; i < ARRAY_SIZE(arch_direct_pd); i++)
		arch_direct_pd[i] |= RAM_BITS | arch_pte_nx;
	for (unsigned i = 0; i < 2; i++)
		arch_direct_pd[i] = arch_image_phys(arch_direct_pt + i * ENTRIES) | TABLE_BITS;
}

__init void arch_mmu_init(void)
{
	protect_image();
	protect_direct();
	arch_tlb_flush_all();
	arch_cr4_set(CR4_PGE);
}
