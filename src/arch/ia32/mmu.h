/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.h - the kernel's own translations; what glue may ask of mmu.c beyond arch.h. */
#ifndef MMU_H
#define MMU_H

#include "ia32_layout.h"
#include "types.h"
#include "x86_mmu.h"

/* Where common/device.c maps. */
#define ARCH_DEVICE_BASE	IA32_DEVICE_BASE
#define ARCH_DEVICE_END		IA32_DEVICE_END

/*
 * Map [pa, pa + bytes) at va in the kernel's part of all spaces, now and those to come; everything
 * page aligned, va inside the direct map or from IA32_TOP_BASE on.  4 MiB pages where they fit
 * exactly.  Replaces what was mapped there.  After arch_init_cpu(0), and before the first
 * arch_root_init() unless arch_kernel_tables() has been there; panics when the tables reserved for
 * boot do not suffice.
 */
void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags);

/*
 * Make the page tables for [va, end) of the direct map where there is nothing yet, before the
 * first arch_root_init(); page() gives a zeroed page of it, or NULL: then the rest has none.
 */
void arch_kernel_tables(word_t va, word_t end, void *(*page)(void));

/* Are there page tables for all of [va, end)? */
bool arch_kernel_has_tables(word_t va, word_t end);

/* Complete the root table of a new space, all zero so far: the kernel's part is that of all. */
void arch_root_init(void *root);

/* A root table without user part: what is loaded when no space is. */
paddr_t arch_kernel_root(void);

/* Called by arch_init_cpu: final rights of the image, large and global pages. */
void arch_mmu_init(void);

#endif
