/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - hang the kernel's entry points into the CPU; the CPU's part of the KIP. */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "growth_page.h"
#include "kip.h"
#include "kip_links.h"
#include "mmu.h"
#include "x86_regs.h"

#define TRAP_STUB_BYTES	8

/* What GS:0 reads: a page of its own, which user code may see; only its first word is used. */
word_t glue_utcb_page[PAGE_SIZE / sizeof(word_t)] __aligned(4096);

/*
 * The stack of a debug trap before the first instruction behind sysenter, which itself needs none.
 */
static word_t sysenter_stack[256];

word_t glue_ipc_vector = GLUE_VECTOR_SYSCALL + X2_IPC;

static void install_sysenter(void)
{
	if (!arch_has_sysenter())
		return;
	glue_ipc_vector = GLUE_VECTOR_SYSENTER;
	arch_sysenter_set((word_t)(IS_ENABLED(CONFIG_ASM_FASTPATH) ? glue_fast_sysenter
								   : glue_sysenter),
			  (word_t)(sysenter_stack + ARRAY_SIZE(sysenter_stack)));
}

_Static_assert(GLUE_VECTOR_SYSCALL + X2_CALLS <= GLUE_VECTOR_UNUSED, "a vector per call");

/* Vectors that nobody uses have a gate, too: firmware may have left an interrupt pending. */
static word_t stub_of(unsigned v)
{
	const unsigned extra = GLUE_VECTOR_UNUSED_END - 1 - GLUE_VECTOR_UNUSED;
	unsigned stub = v <= GLUE_VECTOR_UNUSED ? v : v - MIN(v - GLUE_VECTOR_UNUSED, extra);

	return (word_t)glue_trap_stubs + stub * TRAP_STUB_BYTES;
}

void glue_init_cpu(unsigned cpu)
{
	(void)cpu;
	for (unsigned v = 0; v < 256; v++) {
		bool user = v == X86_BP || v == X86_OF ||
			    (v >= GLUE_VECTOR_SYSCALL && v < GLUE_VECTOR_SYSCALL + X2_CALLS);

		if (v != X86_DF && v != X86_NMI)
			arch_idt_set(v, (void (*)(void))stub_of(v), user ? 3 : 0);
	}
	arch_kernel_map(GLUE_UTCB_WORD, (paddr_t)glue_utcb_page - GLUE_PHYS_WINDOW, PAGE_SIZE,
			KMAP_USER);
	arch_gdt_set(IA32_UTCB_SEG, DESC_SEGMENT(GLUE_UTCB_WORD, sizeof(word_t) - 1,
						 DESC_DATA_RO | DESC_DPL(3), DESC_32BIT));
	__asm__ volatile("movl %0, %%fs; movl %1, %%gs" : : "r"(IA32_UDS), "r"(IA32_UTCB_SEG));
	install_sysenter();
}

void glue_map_kernel(paddr_t start, paddr_t end)
{
	arch_kernel_map(start + GLUE_PHYS_WINDOW, start, end - start, KMAP_WRITE);
}

__init void glue_prepare_kernel(paddr_t start, paddr_t end)
{
	arch_kernel_tables(start + GLUE_PHYS_WINDOW, end + GLUE_PHYS_WINDOW, growth_page);
}

bool glue_kernel_prepared(paddr_t start, paddr_t end)
{
	return arch_kernel_has_tables(start + GLUE_PHYS_WINDOW, end + GLUE_PHYS_WINDOW);
}

void glue_kip_init(struct kip *k)
{
	k->page_info = PAGE_SIZE | RIGHT_R | RIGHT_W;	/* x follows r */
	if (arch_pt_leaf_ok(0))
		k->page_info |= BIT(arch_pt_shift(0));
	kip_links_init(k, (word_t)(glue_stubs - (char *)&kip_page), GLUE_STUB_BYTES);
	if (arch_has_sysenter())
		k->ipc = (word_t)(glue_stub_ipc_fast - (char *)&kip_page);
	k->lipc = k->ipc;
}
