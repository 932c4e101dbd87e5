/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.h - the kernel's own translations; what glue may ask of mmu.c beyond arch.h. */
#ifndef MMU_H
#define MMU_H

#include "amd64_layout.h"
#include "types.h"
#include "x86_mmu.h"

#define KMAP_EXEC	0x8		/* beside those of x86_mmu.h */

/* Where common/device.c maps. */
#define ARCH_DEVICE_BASE	AMD64_DEVICE_BASE
#define ARCH_DEVICE_END		AMD64_DEVICE_END

/*
 * Map [pa, pa + bytes), page aligned, at va from AMD64_TOP_BASE on, in all spaces.  Replaces what
 * was mapped there.
 */
void arch_kernel_map(word_t va, paddr_t pa, word_t bytes, unsigned flags);

/*
 * Extend the direct map to [0, end); `page` gives zeroed pages in the direct map, or NULL.  What
 * the MTRRs say may change inside a GiB that is not all RAM, and a page with two memory types is
 * undefined: such a GiB has 2 MiB pages.  Boot only, before the first arch_root_init(); panics
 * without memory.
 */
void arch_direct_extend(paddr_t end, bool (*is_ram)(paddr_t start, paddr_t end),
			void *(*page)(void));

/* Fill the root table of a new space: user part empty, kernel part the same as everywhere. */
void arch_root_init(void *root);

/* Called by arch_init_cpu: final rights of the image, global pages. */
void arch_mmu_init(void);

/* Physical address of a part of the image. */
paddr_t arch_image_phys(const void *p);

#endif
