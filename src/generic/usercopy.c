/* SPDX-License-Identifier: BSD-2-Clause */
/* usercopy.c - copy from one space to another, page by page through the kernel's windows. */
#include "arch.h"
#include "map.h"
#include "space.h"

/* One side of a copy: where it stands and the entry of its page, kept from page to page. */
struct side {
	struct space *space;
	word_t va;
	unsigned rights;
	struct ptab_slot slot;
	bool have_slot;
};

/*
 * Physical address of side->va, or false if a user access would fault there.  The next page of the
 * same table is found without a walk: nothing changes tables between two preemption points.
 */
static inline bool side_translate(struct side *d, paddr_t *pa)
{
	pte_t pte;

	if (d->have_slot && (d->va & MASK(arch_pt_shift(d->slot.level - 1))) != 0) {
		d->slot.pte++;
		d->slot.link++;
	} else {
		if (d->va >= GLUE_USER_END)
			return false;
		ptab_find(d->space, d->va, &d->slot);
		d->have_slot = d->slot.level == ARCH_PT_LEVELS - 1;
	}
	pte = *d->slot.pte;
	if (arch_pte_kind(pte, d->slot.level) != ARCH_PTE_LEAF ||
	    (d->rights & ~arch_pte_rights(pte)) != 0)
		return false;
	if (d->slot.link->node == NULL || (d->rights & ~arch_pte_status(pte)) != 0)
		return map_translate(d->space, d->va, d->rights, pa);
	*pa = ptab_paddr(&d->slot, d->va);
	return true;
}

static inline char *window(unsigned n, paddr_t pa)
{
	return (char *)arch_window(n, pa & ~MASK(ARCH_PAGE_BITS)) + (pa & MASK(ARCH_PAGE_BITS));
}

enum copy_end map_copy_spaces(struct space *to, word_t dst, struct space *from, word_t src,
			      size_t len, size_t *copied)
{
	struct side s = { .space = from, .va = src, .rights = RIGHT_R };
	struct side d = { .space = to, .va = dst, .rights = RIGHT_R | RIGHT_W };
	paddr_t spa = 0, dpa = 0;
	size_t s_left = 0, d_left = 0, n;

	for (*copied = 0; *copied < len; *copied += n) {
		if (s_left == 0) {
			if (!side_translate(&s, &spa))
				return COPY_SOURCE_FAULT;
			s_left = PAGE_SIZE - (s.va & MASK(ARCH_PAGE_BITS));
		}
		if (d_left == 0) {
			if (!side_translate(&d, &dpa))
				return COPY_DESTINATION_FAULT;
			d_left = PAGE_SIZE - (d.va & MASK(ARCH_PAGE_BITS));
		}
		n = MIN(MIN(s_left, d_left), len - *copied);
		arch_copy(window(0, dpa), window(1, spa), n);
		s.va += n;
		spa += n;
		s_left -= n;
		d.va += n;
		dpa += n;
		d_left -= n;
	}
	return COPY_DONE;
}
