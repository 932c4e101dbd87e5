/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint.c - breakpoints of the kernel debugger: ARMv5 (CONFIG_KDB).
 *
 * The CPU's own are for probes.  So a breakpoint is a `bkpt` in place of the program's instruction:
 * in the kernel's code, or in the frame that the current thread has at its address, whoever else
 * has it.  One that was hit is taken out until the next trap out of user code.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kdb.h"
#include "percpu.h"
#include "ptab.h"
#include "space.h"
#include "tcb.h"

#define BREAKPOINTS	4u
#define WINDOW		2u
#define CODE_BKPT	0xe1200070u
#define CODE_THUMB_BKPT	0xbe00u

static struct point {
	word_t va;		/* 0: none */
	paddr_t pa;		/* 0: the kernel's code */
	bool thumb;
	bool in;
	word_t code;		/* the program's */
} points[BREAKPOINTS];

static bool some_out;

/* Somebody may be using the window, so it is put back. */
static word_t exchange(const struct point *p, bool write, word_t code)
{
	pte_t was = arch_window_pte[WINDOW];
	void *at = (void *)p->va;
	word_t old;

	if (p->pa != 0)
		at = (char *)arch_window(WINDOW, ALIGN_DOWN(p->pa, PAGE_SIZE), ARCH_VIEW_CACHED) +
		     (p->pa & MASK(ARCH_PAGE_BITS));
	old = p->thumb ? *(volatile uint16_t *)at : *(volatile uint32_t *)at;
	if (write && p->thumb)
		*(volatile uint16_t *)at = (uint16_t)code;
	else if (write)
		*(volatile uint32_t *)at = code;
	arch_cache_sync_code(at, sizeof(word_t));
	if (p->pa != 0) {
		arm_entry_store(&arch_window_pte[WINDOW], was);
		arch_tlb_flush_page(ARM_ASID_NONE, ARM_WINDOW_BASE + WINDOW * PAGE_SIZE,
				    ARCH_PAGE_BITS);
	}
	return old;
}

static word_t bkpt(const struct point *p)
{
	return p->thumb ? CODE_THUMB_BKPT : CODE_BKPT;
}

static void put_in(struct point *p)
{
	p->code = exchange(p, true, bkpt(p));
	p->in = true;
}

/* What is not our instruction any more is another program's. */
static void take_out(struct point *p)
{
	if (p->in && exchange(p, false, 0) == bkpt(p))
		(void)exchange(p, true, p->code);
	p->in = false;
}

/* Where the code at p->va is; false if nowhere, or where no stack is. */
static bool find(struct point *p)
{
	extern char arch_image_start[], arch_image_text_end[];
	struct space *s = arch_self()->current->space;
	struct ptab_slot slot;

	if (p->va >= (word_t)glue_vectors && p->va < (word_t)glue_vectors + PAGE_SIZE)
		return false;
	p->pa = 0;
	if (p->va >= (word_t)arch_image_start && p->va < (word_t)arch_image_text_end)
		return true;
	if (p->va >= GLUE_USER_END || s == NULL)
		return false;
	ptab_find(s, p->va, &slot);
	if (!ptab_is_leaf(&slot))
		return false;
	p->pa = ptab_paddr(&slot, p->va);
	return true;
}

/* Thumb code is told by bit 0, as symbols have it, or by an address that ARM code cannot have. */
bool glue_breakpoint_set(unsigned n, word_t va)
{
	struct point p = { .va = va & ~(word_t)1, .thumb = (va & 3) != 0 };

	if (n >= BREAKPOINTS || !find(&p))
		return false;
	points[n] = p;
	put_in(&points[n]);
	return true;
}

void glue_breakpoint_clear(unsigned n)
{
	take_out(&points[n]);
	points[n].va = 0;
}

bool glue_breakpoint_hit(struct arch_frame *f)
{
	for (struct point *p = points; p < points + BREAKPOINTS; p++) {
		if (!p->in || p->va != f->pc)
			continue;
		kdb_enter("breakpoint", f);
		take_out(p);
		some_out = true;
		return true;
	}
	return false;
}

void glue_breakpoint_wake(void)
{
	for (struct point *p = points; some_out && p < points + BREAKPOINTS; p++)
		if (p->va != 0 && !p->in && exchange(p, false, 0) == p->code)
			put_in(p);
	some_out = false;
}

/* Nothing stops behind an instruction. */
bool glue_single_step(struct tcb *t)
{
	(void)t;
	return false;
}
