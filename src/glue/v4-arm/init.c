/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - hang the kernel's entry points into the CPU; the CPU's part of the KIP. */
#include "arch.h"
#include "bits.h"
#include "glue.h"
#include "glue_private.h"
#include "growth_page.h"
#include "kip.h"
#include "mmu.h"

/* Behind GLUE_UTCB_WORD: user code may see this page, and only its first word is used. */
static word_t utcb_page[PAGE_SIZE / sizeof(word_t)] __aligned(4096);

__init void glue_init_cpu(unsigned cpu)
{
	(void)cpu;
	arch_kernel_map(ARM_VECTORS, arch_image_phys(glue_vectors), PAGE_SIZE,
			GLUE_VECTORS_MAP);
	arch_kernel_map(GLUE_UTCB_WORD, arch_image_phys(utcb_page), PAGE_SIZE,
			KMAP_USER | KMAP_WRITE);
	glue_init_version();
}

void glue_map_kernel(paddr_t start, paddr_t end)
{
	arch_kernel_map(start + GLUE_PHYS_WINDOW, start, end - start, KMAP_WRITE);
	glue_map_view(start, end);
}

/* The other view of kernel memory, if there is one. */
#define VIEW	((ARM_KERNEL_VIEWS - 1) * (ARM_VIEW_BASE - ARM_DIRECT_BASE) + GLUE_PHYS_WINDOW)

__init void glue_prepare_kernel(paddr_t start, paddr_t end)
{
	arch_kernel_tables(start + GLUE_PHYS_WINDOW, end + GLUE_PHYS_WINDOW, growth_page);
	arch_kernel_tables(start + VIEW, end + VIEW, growth_page);
}

bool glue_kernel_prepared(paddr_t start, paddr_t end)
{
	return arch_kernel_has_tables(start + GLUE_PHYS_WINDOW, end + GLUE_PHYS_WINDOW) &&
	       arch_kernel_has_tables(start + VIEW, end + VIEW);
}

__init void glue_kip_init(struct kip *k)
{
	k->page_info = arch_pte_rights(arch_pte_leaf(0, RIGHT_R, 0, ARCH_PT_LEVELS - 1)) == RIGHT_R
		       ? RIGHTS_ALL : RIGHT_R | RIGHT_W;
	for (unsigned level = 0; level < ARCH_PT_LEVELS; level++)
		if (arch_pt_leaf_ok(level))
			k->page_info |= BIT(arch_pt_shift(level));
	k->ipc = glue_stub_offset(X2_IPC);
	k->lipc = glue_stub_offset(X2_IPC);	/* the same call */
	k->unmap = glue_stub_offset(X2_UNMAP);
	k->exchange_registers = glue_stub_offset(X2_EXREGS);
	k->thread_switch = glue_stub_offset(X2_THREAD_SWITCH);
	k->schedule = glue_stub_offset(X2_SCHEDULE);
	k->system_clock = glue_stub_offset(X2_SYSTEM_CLOCK);
	k->thread_control = glue_stub_offset(X2_THREAD_CONTROL);
	k->space_control = glue_stub_offset(X2_SPACE_CONTROL);
	k->processor_control = glue_stub_offset(X2_PROCESSOR_CONTROL);
	k->memory_control = glue_stub_offset(X2_MEMORY_CONTROL);
}
