/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - address spaces: life time, KIP and UTCB areas, local ids (X2:spacectrl). */
#include "space.h"

#include "assert.h"
#include "glue.h"
#include "io.h"
#include "kip.h"
#include "kmem.h"
#include "map.h"
#include "ptab.h"
#include "reaper.h"
#include "sched.h"
#include "string.h"
#include "tcb.h"

#define LEAF_BITS	SPACE_LEAF_BITS
#define LEAF_MASK	((1u << LEAF_BITS) - 1)
#define SLOT_BITS_MAX	(2 * LEAF_BITS)		/* one directory page of leaves */
#define FREE_STEP	128			/* entries looked at in one step of freeing */
#define UTCBS_PER_PAGE	(1u << (ARCH_PAGE_BITS - GLUE_UTCB_BITS))

struct list space_all = { &space_all, &space_all };
struct space *sigma0_space;
static struct slab_cache space_slab;

void space_init(void)
{
	slab_init(&space_slab, sizeof(struct space), ARCH_CACHE_LINE, ARCH_PAGE_BITS, KMEM_SPACE);
}

struct space *space_create(void)
{
	struct space *s = slab_alloc(&space_slab);

	if (s == NULL)
		return NULL;
	memset(s, 0, sizeof(*s));
	s->redirector = TID_ANY;
	if (glue_space_init(s) != 0) {
		slab_free(&space_slab, s);
		return NULL;
	}
	list_insert_before(&space_all, &s->all_link);
	return s;
}

/* --- areas ------------------------------------------------------------------------------- */

/* An fpage of at least 2^min bits inside user memory? */
static bool area_ok(fpage_t f, unsigned min)
{
	word_t s = fpage_s(f), base = fpage_raw_base(f);

	return s >= min && s < WORD_BITS && IS_ALIGNED(base, BIT(s)) && base < GLUE_USER_END &&
	       BIT(s) <= GLUE_USER_END - base;
}

static bool areas_overlap(fpage_t a, fpage_t b)
{
	word_t a0 = fpage_raw_base(a), b0 = fpage_raw_base(b);
	word_t a1 = a0 + BIT(fpage_s(a)) - 1, b1 = b0 + BIT(fpage_s(b)) - 1;

	return a0 <= b1 && b0 <= a1;
}

enum x2_error space_check_areas(fpage_t kip_area, fpage_t utcb_area)
{
	if (!area_ok(utcb_area, ARCH_PAGE_BITS) ||
	    fpage_s(utcb_area) - GLUE_UTCB_BITS > SLOT_BITS_MAX)
		return ERR_UTCB_AREA;
	if (!area_ok(kip_area, GLUE_KIP_BITS) || areas_overlap(kip_area, utcb_area))
		return ERR_KIP_AREA;
	return ERR_OK;
}

bool space_is_kernel_object(const struct space *s, word_t va, unsigned bits)
{
	word_t last = va + MASK(bits);

	return (s->objects[0].first <= last && va < s->objects[0].end) ||
	       (s->objects[1].first <= last && va < s->objects[1].end);
}

int space_configure(struct space *s, fpage_t kip_area, fpage_t utcb_area)
{
	paddr_t kip = (word_t)&kip_page - GLUE_IMAGE_WINDOW;
	word_t at = fpage_raw_base(kip_area), was = fpage_raw_base(s->kip_area);
	bool again = (s->flags & SPACE_READY) != 0;

	if (!again || at != was) {
		if (ptab_map_object(s, at, kip, RIGHT_R | RIGHT_X) != 0)
			return -ERR_NO_MEM;
		if (again)
			ptab_unmap_object(s, was);
	}
	s->kip_area = kip_area;
	s->utcb_area = utcb_area;
	if (s->slots != NULL)
		s->utcb_size = BIT(fpage_s(utcb_area));
	s->objects[0].first = at;
	s->objects[0].end = at + BIT(fpage_s(kip_area));
	s->objects[1].first = fpage_raw_base(utcb_area);
	s->objects[1].end = s->objects[1].first + BIT(fpage_s(utcb_area));
	s->flags |= SPACE_READY;
	glue_space_configured(s);
	return 0;
}

/* --- UTCBs and local ids ----------------------------------------------------------------- */

/*
 * The place of slot `no` in the two-level table, or NULL: no such slot, or (without `make`) no
 * leaf for it, or no memory.
 */
static struct tcb **slot_of(struct space *s, word_t no, bool make)
{
	struct tcb **leaf;

	if (s->slots == NULL) {
		if (!make)
			return NULL;
		s->slots = kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_TABLE);
		if (s->slots == NULL)
			return NULL;
		s->utcb_size = BIT(fpage_s(s->utcb_area));
		(void)sched_preempt_point();
	}
	leaf = s->slots[no >> LEAF_BITS];
	if (leaf == NULL && make) {
		leaf = kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_TABLE);
		s->slots[no >> LEAF_BITS] = leaf;
		s->leaf_top = MAX(s->leaf_top, (unsigned)(no >> LEAF_BITS) + 1);
	}
	return leaf != NULL ? &leaf[no & LEAF_MASK] : NULL;
}

struct tcb *space_lookup_local(const struct space *s, tid_t local)
{
	word_t off = glue_utcb_block(local) - s->objects[1].first;
	struct tcb **leaf;
	struct tcb *t;

	if (off >= s->utcb_size)
		return NULL;
	leaf = s->slots[off >> (GLUE_UTCB_BITS + LEAF_BITS)];
	if (leaf == NULL)
		return NULL;
	t = leaf[(off >> GLUE_UTCB_BITS) & LEAF_MASK];
	return t != NULL && tid_eq(t->lid, local) ? t : NULL;
}

/* Is any other UTCB on the page of slot `no` in use? */
static bool page_in_use(struct space *s, word_t no)
{
	word_t first = ALIGN_DOWN(no, UTCBS_PER_PAGE);

	for (word_t i = first; i < first + UTCBS_PER_PAGE; i++)
		if (*slot_of(s, i, false) != NULL)
			return true;
	return false;
}

/* Kernel address of the UTCB page mapped at va. */
static word_t page_address(const struct space *s, word_t va)
{
	struct ptab_slot slot;

	ptab_find(s, va, &slot);
	ASSERT(ptab_is_leaf(&slot));
	return ptab_paddr(&slot, va) + GLUE_PHYS_WINDOW;
}

static int page_make(struct space *s, word_t va)
{
	void *page = kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_UTCB);
	int err;

	if (page == NULL)
		return -ERR_NO_MEM;
	(void)sched_preempt_point();
	err = ptab_map_object(s, va, (word_t)page - GLUE_PHYS_WINDOW, RIGHT_R | RIGHT_W);
	if (err != 0)
		kmem_free(page, ARCH_PAGE_BITS, KMEM_UTCB);
	return err;
}

int space_utcb_attach(struct space *s, struct tcb *t, word_t block)
{
	word_t no = (block - fpage_raw_base(s->utcb_area)) >> GLUE_UTCB_BITS;
	word_t page_va = ALIGN_DOWN(block, PAGE_SIZE);
	struct tcb **slot = slot_of(s, no, true);
	int err;

	if (slot == NULL)
		return -ERR_NO_MEM;
	(void)sched_preempt_point();	/* each page that is cleared takes its time */
	if (*slot != NULL)
		return -ERR_UTCB_AREA;
	if (!page_in_use(s, no)) {
		err = page_make(s, page_va);
		if (err != 0)
			return err;
	}
	t->utcb = (struct utcb *)(page_address(s, page_va) + (block - page_va));
	t->lid = glue_local_id(block);
	t->utcb_block = block;
	*slot = t;
	glue_utcb_attached(t, s);
	return 0;
}

void space_utcb_release(struct space *s, tid_t local)
{
	word_t block = glue_utcb_block(local);
	word_t no = (block - fpage_raw_base(s->utcb_area)) >> GLUE_UTCB_BITS;
	word_t page_va = ALIGN_DOWN(block, PAGE_SIZE);
	word_t page;

	*slot_of(s, no, false) = NULL;
	if (page_in_use(s, no))
		return;
	page = page_address(s, page_va);
	ptab_unmap_object(s, page_va);
	kmem_free((void *)page, ARCH_PAGE_BITS, KMEM_UTCB);
}

void space_utcb_detach(struct space *s, struct tcb *t)
{
	space_utcb_release(s, t->lid);
	t->utcb = NULL;
	t->lid = TID_NIL;
}

/* --- page table in use, end of life ------------------------------------------------------ */

void space_activate(struct space *s)
{
	if (!space_is_loaded(s))
		arch_space_switch(s->glue.root, s->glue.asid);
}

/* All UTCB pages are gone with their threads; what is left are the slot tables. */
static bool free_slots(struct space *s)
{
	if (s->slots == NULL)
		return true;
	for (unsigned n = 0; s->leaf_top > 0; n++) {
		struct tcb **leaf = s->slots[--s->leaf_top];

		if (leaf != NULL)
			kmem_free(leaf, ARCH_PAGE_BITS, KMEM_TABLE);
		if (leaf != NULL || n == FREE_STEP)
			return false;
	}
	kmem_free(s->slots, ARCH_PAGE_BITS, KMEM_TABLE);
	s->slots = NULL;
	return true;
}

bool space_reap(struct space *s)
{
	ASSERT(!space_is_loaded(s));
	if (!map_destroy(s, &s->cursor) || !free_slots(s) || !io_space_reap(s))
		return false;
	map_forget_memtype(s);
	list_remove(&s->all_link);
	if (s == sigma0_space)
		sigma0_space = NULL;
	glue_space_destroy(s);
	slab_free(&space_slab, s);
	return true;
}
