/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - hang the kernel's entry points into the CPU; the CPU's part of the KIP. */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kip.h"
#include "kip_links.h"
#include "kmem.h"
#include "mmu.h"
#include "x86_regs.h"

#define TRAP_STUB_BYTES	8

/* What GS:0 reads: a page of its own, which user code may see. */
word_t glue_utcb_page[PAGE_SIZE / sizeof(word_t)] __aligned(4096);

static __init unsigned ist_of(unsigned vector)
{
	switch (vector) {
	case X86_DB:
		return AMD64_IST_DB;
	case X86_NMI:
		return AMD64_IST_NMI;
	case X86_DF:
		return AMD64_IST_DF;
	case X86_MC:
		return AMD64_IST_MC;
	default:
		return 0;
	}
}

static __init void *zeroed_page(void)
{
	return kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_PTAB);
}

static __init word_t descriptors(void)
{
	return kip_page.kip.memory_info & MASK(WORD_BITS / 2);
}

/* The end of what the loader describes there, if that is memory; devices and firmware are not. */
static __init paddr_t end_of(const struct kip_memdesc *d)
{
	unsigned type = d->low & 15;

	if ((d->low & MEMDESC_VIRTUAL) == 0 &&
	    (type == MEMDESC_CONVENTIONAL || type == MEMDESC_RESERVED ||
	     type == MEMDESC_BOOTLOADER))
		return (d->high | MASK(10)) + 1;
	return 0;
}

static __init paddr_t ram_end(void)
{
	paddr_t end = 0;

	for (word_t i = 0; i < descriptors(); i++)
		end = MAX(end, end_of(&kip_page.mem[i]));
	return end;
}

/* All this is described as one piece of memory. */
static __init bool is_ram(paddr_t start, paddr_t end)
{
	for (word_t i = 0; i < descriptors(); i++) {
		const struct kip_memdesc *d = &kip_page.mem[i];

		if ((d->low & ~(word_t)MASK(10)) <= start && end <= end_of(d))
			return true;
	}
	return false;
}

__init void glue_init_cpu(unsigned cpu)
{
	(void)cpu;
	for (unsigned v = 0; v < 256; v++)
		arch_idt_set(v, (void (*)(void))(glue_trap_stubs + v * TRAP_STUB_BYTES),
			     v == X86_BP ? 3 : 0, ist_of(v));
	arch_direct_extend(ram_end(), is_ram, zeroed_page);
	arch_kernel_map(GLUE_STUBS, arch_image_phys(glue_stubs), PAGE_SIZE, KMAP_USER | KMAP_EXEC);
	arch_kernel_map(GLUE_UTCB_WORD, arch_image_phys(glue_utcb_page), PAGE_SIZE, KMAP_USER);
	arch_gs_load(GLUE_UTCB_WORD);
	arch_syscall_set(IS_ENABLED(CONFIG_ASM_FASTPATH) ? glue_fast_entry : glue_syscall_entry);
}

__init void glue_kip_init(struct kip *k)
{
	k->page_info = RIGHT_R | RIGHT_W | (arch_pte_nx != 0 ? RIGHT_X : 0);
	for (unsigned level = 0; level < ARCH_PT_LEVELS; level++)
		if (arch_pt_leaf_ok(level))
			k->page_info |= BIT(arch_pt_shift(level));
	kip_links_init(k, GLUE_STUBS, GLUE_STUB_BYTES);	/* the same in every space */
	k->memory_control = GLUE_STUBS + (word_t)(glue_stub_memory_control - glue_stubs);
}
