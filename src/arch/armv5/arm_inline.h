/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_inline.h - short functions that differ between versions: ARMv5TE; part of arch_inline.h. */
#ifndef ARM_INLINE_H
#define ARM_INLINE_H

#include "arm_kernel_pte.h"
#include "arm_layout.h"
#include "compiler.h"
#include "types.h"

#define ARM_ASID_NONE	0

/* control.S */
void arch_control_irq_off(void);
void arch_control_irq_window(void);
void arch_control_idle(void);
void arch_control_set_root(paddr_t root);	/* and drop all translations */
paddr_t arch_control_root(void);
void arch_control_tlb_drop(word_t va, word_t quarter);
void arch_control_tlb_drop_all(void);

static inline void arch_irq_off(void)
{
	arch_control_irq_off();
}

static inline void arch_irq_window(void)
{
	arch_control_irq_window();
}

static inline void arch_idle(void)
{
	arch_control_idle();
}

/* --- caches that know virtual addresses only --------------------------------------------- */

/*
 * A line of user memory in a cache belongs to the space that is loaded, at its address there.  It
 * must go before the space does (arch_space_switch), before the frame is used at another address
 * (arch_window) or mapped there, and before another one appears at this one
 * (arch_translation_changed).  Once it has gone there is no other until user code has run, which
 * glue tells.  So what comes second during one stay in the kernel costs nothing.
 */
extern bool arch_user_lines;

void arch_cache_sync_all(void);

static inline void arch_user_ran(void)
{
	arch_user_lines = true;
}

static inline void arm_drop_user_lines(void)
{
	if (arch_user_lines) {
		arch_cache_sync_all();
		arch_user_lines = false;
	}
}

/*
 * The page at `va` of the kernel becomes another view of the frame at pa, which was used by its
 * address in kernel memory so far.
 */
static inline void arm_frame_viewed(word_t va, paddr_t pa)
{
	arch_cache_flush((void *)va, 0x1000);
	arch_cache_flush((void *)(pa + ARM_WINDOW), 0x1000);
}

/* --- translations ------------------------------------------------------------------------ */

/* The fast paths do not tell that user code ran, so this does not ask. */
static inline void arch_space_switch(paddr_t root, word_t asid)
{
	(void)asid;
	arch_cache_sync_all();
	arch_user_lines = false;
	arch_control_set_root(root);
}

static inline paddr_t arch_space_root(void)
{
	return arch_control_root();
}

/* A page of either size is up to four translations, a section one. */
static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits)
{
	(void)asid;
	arch_control_tlb_drop(va >> bits << bits, (word_t)1 << (bits - 2));
}

static inline void arch_tlb_flush_all(void)
{
	arch_control_tlb_drop_all();
}

/* The entries of the windows (mmu.c). */
extern pte_t arch_window_pte[];

/* A window is not cached, so nothing is left of it in a cache behind its use. */
static inline void *arch_window(unsigned slot, paddr_t pa, word_t view)
{
	word_t va = ARM_WINDOW_BASE + slot * 0x1000;
	pte_t pte = arm_kernel_page(pa, KMAP_WRITE | KMAP_BUFFERED);

	(void)view;
	arm_drop_user_lines();
	if (arch_window_pte[slot] != pte) {
		arm_entry_store(&arch_window_pte[slot], pte);
		arch_tlb_flush_page(ARM_ASID_NONE, va, 12);
	}
	return (void *)va;
}

/* --- floating point ---------------------------------------------------------------------- */

/* fpu.S: write and read FPEXC. */
#define ARM_FPEXC_EX	0x80000000u	/* an operation is put off for software to do */
void arch_fpu_control(word_t fpexc);
word_t arch_fpu_status(void);

/* cpu.c: once, when undefined instructions can be handled. */
void arch_find_fpu(void);

static inline void arch_fpu_enable(void)
{
	arch_fpu_control(ARM_FPEXC_EN);
}

static inline void arch_fpu_disable(void)
{
	arch_fpu_control(0);
}

#endif
