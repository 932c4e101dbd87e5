/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_inline.h - short functions that differ between versions: ARMv7-A; part of arch_inline.h. */
#ifndef ARM_INLINE_H
#define ARM_INLINE_H

#include "arm_kernel_pte.h"
#include "arm_layout.h"
#include "compiler.h"
#include "types.h"

/* How tables are walked: cached, write back, allocating on writes, shared (TTBR0). */
#define ARM_TTBR_WALK	0x6a

#define ARM_ASID_NONE	0	/* nobody's: only global translations are used under it */

static inline void arch_irq_off(void)
{
	__asm__ volatile("cpsid i" : : : "memory");
}

/* A change of the mask is sure to have taken effect only behind the barrier. */
static inline void arch_irq_window(void)
{
	__asm__ volatile("cpsie i; isb; cpsid i" : : : "memory");
}

/* wfi ends with a pending interrupt even while it is masked, so none is lost before it. */
static inline void arch_idle(void)
{
	__asm__ volatile("dsb; wfi; cpsie i; isb; cpsid i" : : : "memory");
}

/*
 * Root and asid cannot change at once, and the CPU may walk tables ahead of time at any moment, so
 * nobody's asid comes in between: else translations of one space could be kept under the asid of
 * the other.  The first barrier also works around erratum 754322 of the Cortex-A9 (a walk begun
 * under the old asid ends under the new one).
 */
static inline void arch_space_switch(paddr_t root, word_t asid)
{
	__asm__ volatile("dsb\n\t"
			 "mcr p15, 0, %2, c13, c0, 1\n\t"	/* CONTEXTIDR */
			 "isb\n\t"
			 "mcr p15, 0, %0, c2, c0, 0\n\t"	/* TTBR0 */
			 "isb\n\t"
			 "mcr p15, 0, %1, c13, c0, 1\n\t"
			 "isb"
			 : : "r"(root | ARM_TTBR_WALK), "r"(asid), "r"(ARM_ASID_NONE) : "memory");
}

static inline paddr_t arch_space_root(void)
{
	paddr_t ttbr;

	__asm__ volatile("mrc p15, 0, %0, c2, c0, 0" : "=r"(ttbr));
	return ttbr & ~(paddr_t)ARM_TTBR_WALK;
}

/* Completes maintenance of TLBs and of branch prediction, which is by virtual address. */
static inline void arm_tlb_sync(void)
{
	__asm__ volatile("mcr p15, 0, %0, c7, c5, 6; dsb; isb" : : "r"(0) : "memory");
}

/* A page of any size is one translation. */
static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	(void)bits;
	__asm__ volatile("dsb; mcr p15, 0, %0, c8, c7, 1"	/* TLBIMVA */
			 : : "r"((va & ~(word_t)0xfff) | asid) : "memory");
	arm_tlb_sync();
}

static inline void arch_tlb_flush_asid(word_t asid)
{
	__asm__ volatile("dsb; mcr p15, 0, %0, c8, c7, 2" : : "r"(asid) : "memory");
	arm_tlb_sync();
}

static inline void arch_tlb_flush_all(void)
{
	__asm__ volatile("dsb; mcr p15, 0, %0, c8, c7, 0" : : "r"(0) : "memory");
	arm_tlb_sync();
}

/* Data caches do not care by which address a frame is used. */
static inline void arm_frame_viewed(word_t va, paddr_t pa)
{
	(void)va;
	(void)pa;
}

/* The entries of the windows (mmu.c). */
extern pte_t arch_window_pte[];

/*
 * Data caches behave as if they were physically indexed, so a window is coherent with the users'
 * mappings if it is of their type.
 */
static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	word_t va = ARM_WINDOW_BASE + slot * 0x1000;
	pte_t pte = arm_kernel_page(pa, KMAP_WRITE) | view;

	if (arch_window_pte[slot] != pte) {
		arch_pte_store(&arch_window_pte[slot], pte);
		arch_tlb_flush_page(ARM_ASID_NONE, va, 12);
	}
	return (void *)va;
}

/* fpu.S: write FPEXC; read MVFR0. */
void arch_fpu_control(word_t fpexc);
word_t arch_fpu_registers(void);

static inline void arch_fpu_enable(void)
{
	arch_fpu_control(ARM_FPEXC_EN);
}

static inline void arch_fpu_disable(void)
{
	arch_fpu_control(0);
}

#endif
