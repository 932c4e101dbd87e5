/* SPDX-License-Identifier: BSD-2-Clause */
/* usermem.c - the kernel's own access to user memory; what MemoryControl does (X2:memctrl). */
#include "arch.h"
#include "map.h"
#include "space.h"
#include "string.h"

#define COST_PAGE	150
#define COST_FLUSH	500

bool map_touch(struct space *s, word_t va, unsigned access)
{
	struct ptab_slot slot;

	if (va >= GLUE_USER_END || !map_find_page(s, va, access, &slot))
		return false;
	arch_pte_mark(slot.pte, access | RIGHT_R);
	space_flush_page(s, va, slot.level);
	return true;
}

bool map_translate(struct space *s, word_t va, unsigned rights, struct map_page *page)
{
	struct ptab_slot slot;

	if (va >= GLUE_USER_END || !map_find_page(s, va, rights, &slot))
		return false;
	page->pa = ptab_paddr(&slot, va);
	page->view = arch_pte_view(*slot.pte);
	if (!arch_is_memory(page->pa))
		return false;
	arch_pte_mark(slot.pte, rights | RIGHT_R);
	return true;
}

size_t map_copy_from_user(struct space *s, void *dst, word_t src, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t offset = (src + done) & MASK(ARCH_PAGE_BITS);
		size_t n = MIN(len - done, PAGE_SIZE - offset);
		struct map_page page;

		if (!map_translate(s, src + done, RIGHT_R, &page))
			break;
		memcpy((char *)dst + done,
		       (char *)arch_window(2, page.pa - offset, page.view) + offset, n);
		done += n;
	}
	return done;
}

/* --- memory types ------------------------------------------------------------------------ */

/*
 * A larger page that is concerned only in part is split, in steps, by one caller at a time; another
 * caller makes the first begin anew.
 */
static struct {
	struct space *space;
	struct ptab_split split;
} splitting;

void map_forget_memtype(const struct space *s)
{
	if (splitting.space == s)
		ptab_split_cancel(&splitting.split);
}

static int split_page(struct space *s, word_t base, struct ptab_slot *slot, int *credit)
{
	if (splitting.space != s)
		ptab_split_cancel(&splitting.split);
	splitting.space = s;
	return MIN(map_split(&splitting.split, s, base, slot, credit), 0);
}

/* A small page, through a window; what has RIGHT_R: data, RIGHT_X: code. */
static void flush_frame(paddr_t pa, unsigned what)
{
	void *page = arch_window(2, ALIGN_DOWN(pa, PAGE_SIZE), ARCH_VIEW_CACHED);

	if ((what & RIGHT_R) != 0)
		arch_cache_flush(page, PAGE_SIZE);
	if ((what & RIGHT_X) != 0)
		arch_cache_sync_code(page, PAGE_SIZE);
}

/* Give the page of slot, which begins at base, its type.  1: done; else as split_page. */
static int set_type(struct space *s, word_t base, struct ptab_slot *slot, bool whole,
		    unsigned memtype, int *credit)
{
	if (!whole)
		return split_page(s, base, slot, credit);
	ptab_change(s, base, slot, arch_pte_rights(*slot->pte), memtype);
	return 1;
}

/*
 * One page, one part of splitting it, or one hole; *va advances.  Where caches are controlled it is
 * one small page of memory: nothing of the other type stays in them, and the larger page around it
 * has the new type already or gets it now.
 */
static int control_page(struct space *s, word_t *va, word_t last, unsigned attribute, int *credit)
{
	bool flush = map_is_flush((int)attribute);
	struct ptab_slot slot;
	word_t base, end;

	*credit -= COST_PAGE;
	ptab_find(s, *va, &slot);
	base = ALIGN_DOWN(*va, ptab_size(slot.level));
	end = base + ptab_size(slot.level) - 1;
	if (!ptab_is_leaf(&slot)) {
		if (s == sigma0_space) {
			int err = map_sigma0(*va);

			if (err != -ERR_INVALID_PARAM)
				return err;
			end = *va | MASK(ARCH_PAGE_BITS);
		}
		if (flush)
			return -ERR_NO_PRIVILEGE;
	} else if (flush || slot.link->node ||
		   !space_is_kernel_object(s, base, arch_pt_shift(slot.level))) {
		paddr_t pa = arch_pte_paddr(*slot.pte, slot.level);
		bool cached = IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) && arch_is_memory(pa);

		if (!flush &&
		    (!cached || arch_pte_memtype(*slot.pte, slot.level) != attribute)) {
			int n = set_type(s, base, &slot, base >= *va && end <= last, attribute,
					 credit);

			if (n <= 0)
				return n;
		}
		if (cached) {
			flush_frame(pa + (*va - base), flush ? attribute & RIGHTS_ALL : RIGHT_R);
			*credit -= COST_FLUSH;
			end = *va | MASK(ARCH_PAGE_BITS);
		}
	}
	*va = end + 1;
	return 0;
}

int map_memory_control(struct space *s, word_t *va, word_t end, unsigned attribute)
{
	word_t last = MIN(end, GLUE_USER_END - 1);
	int credit = MAP_CREDIT;

	while (*va <= last && credit > 0) {
		int err = control_page(s, va, last, attribute, &credit);

		if (err)
			return err;
	}
	return *va <= last;
}
