/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.h - the kernel's own translations; what glue may ask of mmu.c beyond arch.h. */
#ifndef MMU_H
#define MMU_H

#include "arm_layout.h"
#include "types.h"

/* Rights and kinds of a kernel mapping. */
#define KMAP_WRITE	0x1
#define KMAP_USER	0x2		/* user code may read it */
#define KMAP_UNCACHED	0x4
#define KMAP_EXEC	0x8
#define KMAP_BUFFERED	0x10		/* memory: not cached, but writes may wait */

/* Where common/device.c maps. */
#define ARCH_DEVICE_BASE	ARM_DEVICE_BASE
#define ARCH_DEVICE_END		ARM_DEVICE_END

/*
 * Map [pa, pa + bytes) at va in the kernel's part of all spaces, now and those to come; everything
 * page aligned, va in an area of arm_layout.h.  Sections where they fit exactly.  Replaces what
 * was mapped there.  Before the first arch_root_init() unless arch_kernel_tables() has been there;
 * panics when the tables reserved for boot do not suffice.
 */
void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags);

/*
 * Make the page tables for [va, end) of the kernel's memory where there is nothing yet, before the
 * first arch_root_init(); page() gives a zeroed page of it, or NULL: then the rest has none.
 */
void arch_kernel_tables(word_t va, word_t end, void *(*page)(void));

/* Are there page tables for all of [va, end)? */
bool arch_kernel_has_tables(word_t va, word_t end);

/* Complete the root table of a new space, all zero so far: the kernel's part is that of all. */
void arch_root_init(void *root);

/* Called by arch_init_cpu: final rights of the image. */
void arch_mmu_init(void);

/* Physical address of a part of the kernel's image. */
paddr_t arch_image_phys(const void *p);

#endif
