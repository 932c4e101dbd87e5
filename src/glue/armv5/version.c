/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * version.c - memory that kernel and users have at different addresses: ARMv5.
 *
 * Caches take two addresses of a frame for two frames.  The UTCB is the one thing that both write
 * at any time, so neither caches it: there is a second view of all kernel memory that is uncached,
 * and the pages of UTCBs are uncached for their users.  Writes may wait in the write buffer, which
 * goes by physical addresses.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "mmu.h"
#include "ptab.h"
#include "space.h"
#include "tcb.h"

#define VIEW	(ARM_VIEW_BASE - ARM_DIRECT_BASE)

void glue_map_view(paddr_t start, paddr_t end)
{
	arch_kernel_map(start + GLUE_PHYS_WINDOW + VIEW, start, end - start,
			KMAP_WRITE | KMAP_BUFFERED);
}

/* t->utcb is the address in cached memory, where it has been cleared. */
void glue_share_utcb(struct tcb *t, const struct space *s)
{
	struct space *own = (struct space *)s;
	word_t va = ALIGN_DOWN(t->utcb_block, PAGE_SIZE);
	struct ptab_slot slot;

	ptab_find(own, va, &slot);
	if (arch_pte_memtype(*slot.pte, slot.level) != ARCH_MEM_UNCACHED) {
		arch_cache_flush((void *)ALIGN_DOWN((word_t)t->utcb, PAGE_SIZE), PAGE_SIZE);
		ptab_change(own, va, &slot, RIGHT_R | RIGHT_W, ARCH_MEM_UNCACHED);
	}
	t->utcb = (struct utcb *)((word_t)t->utcb + VIEW);
}
