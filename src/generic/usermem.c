/* SPDX-License-Identifier: BSD-2-Clause */
/* usermem.c - the kernel's own access to user memory; memory types of user pages (X2:memctrl). */
#include "arch.h"
#include "map.h"
#include "space.h"
#include "string.h"

#define COST_PAGE	150

bool map_touch(struct space *s, word_t va, unsigned access)
{
	struct ptab_slot slot;

	if (va >= GLUE_USER_END || !map_find_page(s, va, access, &slot))
		return false;
	arch_pte_mark(slot.pte, access | RIGHT_R);
	space_flush_page(s, va, slot.level);
	return true;
}

bool map_translate(struct space *s, word_t va, unsigned rights, paddr_t *pa)
{
	struct ptab_slot slot;

	if (va >= GLUE_USER_END || !map_find_page(s, va, rights, &slot))
		return false;
	*pa = ptab_paddr(&slot, va);
	if (!arch_is_memory(*pa))
		return false;
	if (!slot.link->node && space_is_kernel_object(s, va, ARCH_PAGE_BITS)) {
		word_t offset = va - fpage_base(s->kip_area);

		if (offset > MASK(fpage_bits(s->kip_area)) || (rights & RIGHT_W) != 0)
			return false;
	}
	arch_pte_mark(slot.pte, rights | RIGHT_R);
	return true;
}

/* Bytes from va to the end of its page, at most len. */
static size_t piece(word_t va, size_t len)
{
	return MIN(len, PAGE_SIZE - (va & MASK(ARCH_PAGE_BITS)));
}

/* The kernel's address of a byte of user memory, through window `window`. */
static char *user_byte(unsigned window, paddr_t pa)
{
	return (char *)arch_window(window, ALIGN_DOWN(pa, PAGE_SIZE)) + (pa & MASK(ARCH_PAGE_BITS));
}

size_t map_copy_from_user(struct space *s, void *dst, word_t src, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t n = piece(src + done, len - done);
		paddr_t pa;

		if (!map_translate(s, src + done, RIGHT_R, &pa))
			break;
		memcpy((char *)dst + done, user_byte(2, pa), n);
		done += n;
	}
	return done;
}

size_t map_copy_to_user(struct space *s, word_t dst, const void *src, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t n = piece(dst + done, len - done);
		paddr_t pa;

		if (!map_translate(s, dst + done, RIGHT_R | RIGHT_W, &pa))
			break;
		memcpy(user_byte(2, pa), (const char *)src + done, n);
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

/* One page, one part of splitting it, or one hole; *va advances. */
static int memtype_page(struct space *s, word_t *va, word_t last, unsigned memtype, int *credit)
{
	struct ptab_slot slot;
	word_t base, end;

	*credit -= COST_PAGE;
	ptab_find(s, *va, &slot);
	base = ALIGN_DOWN(*va, ptab_size(slot.level));
	end = base + ptab_size(slot.level) - 1;
	if (!ptab_is_leaf(&slot) && s == sigma0_space) {
		int err = map_sigma0(*va);

		if (err != -ERR_INVALID_PARAM)
			return err;
		end = *va | MASK(ARCH_PAGE_BITS);
	} else if (ptab_is_leaf(&slot) &&
		   (slot.link->node ||
		    !space_is_kernel_object(s, base, arch_pt_shift(slot.level)))) {
		if (base < *va || end > last)
			return split_page(s, base, &slot, credit);
		ptab_change(s, *va, &slot, arch_pte_rights(*slot.pte), memtype);
	}
	*va = end + 1;
	return 0;
}

int map_set_memtype(struct space *s, word_t *va, word_t end, unsigned memtype)
{
	word_t last = MIN(end, GLUE_USER_END - 1);
	int credit = MAP_CREDIT;

	while (*va <= last && credit > 0) {
		int err = memtype_page(s, va, last, memtype, &credit);

		if (err)
			return err;
	}
	return *va <= last;
}
