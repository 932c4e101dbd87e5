/* SPDX-License-Identifier: BSD-2-Clause */
/* memflush.c - caches flushed for user programs by MemoryControl (X2:memctrl). */
#include "arch.h"
#include "map.h"
#include "space.h"

#define COST_PAGE	500

/* The page of va, through a window; a larger one is done page by page as well. */
static int flush_page(struct space *s, word_t va, unsigned what)
{
	struct ptab_slot slot;
	void *page;

	ptab_find(s, va, &slot);
	if (!ptab_is_leaf(&slot) && s == sigma0_space && map_sigma0(va) == 0)
		ptab_find(s, va, &slot);
	if (!ptab_is_leaf(&slot))
		return -ERR_NO_PRIVILEGE;
	page = arch_window(2, ALIGN_DOWN(ptab_paddr(&slot, va), PAGE_SIZE));
	if ((what & RIGHT_R) != 0)
		arch_cache_flush(page, PAGE_SIZE);
	if ((what & RIGHT_X) != 0)
		arch_cache_sync_code(page, PAGE_SIZE);
	return 0;
}

int map_flush_caches(struct space *s, word_t *va, word_t end, unsigned what)
{
	word_t last = MIN(end, GLUE_USER_END - 1);
	int credit = MAP_CREDIT;

	while (*va <= last && credit > 0) {
		int err = flush_page(s, *va, what);

		if (err)
			return err;
		*va = ALIGN_DOWN(*va, PAGE_SIZE) + PAGE_SIZE;
		credit -= COST_PAGE;
	}
	return *va <= last;
}
