/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.h - what the CPU tells about a fault, and code that is executed first: ARMv7-A. */
#ifndef FAULT_H
#define FAULT_H

#include "arch.h"
#include "arch_arm.h"
#include "arm_fault.h"
#include "map.h"
#include "sched.h"
#include "space.h"
#include "tcb.h"

/* Part of a Thumb instruction may be on the next page. */
static inline word_t glue_fetch_address(word_t pc)
{
	(void)pc;
	return arm_fetch_fault_address();
}

static inline unsigned glue_fetch_status(void)
{
	return arm_fetch_fault_status();
}

static inline unsigned glue_data_access(struct tcb *t)
{
	(void)t;
	return (arm_dfsr() & ARM_DFSR_WRITE) != 0 ? RIGHT_W : RIGHT_R;
}

/*
 * What has been written to a page may still be in the data caches only: the page becomes code.  Of
 * a large page that is much, so interrupts are let in; they change no page tables.
 */
static inline void glue_sync_page(struct space *s, word_t va)
{
	struct ptab_slot slot;

	ptab_find(s, va, &slot);
	if (slot.level == 0) {
		for (word_t at = 0; arch_cache_sync_step(&at);)
			(void)sched_preempt_point();
		return;
	}
	for (word_t i = 0; i < ptab_size(slot.level); i += PAGE_SIZE) {
		paddr_t pa = arch_pte_paddr(*slot.pte, slot.level) + i;

		arch_cache_sync_code(arch_window(2, pa, ARCH_VIEW_CACHED), PAGE_SIZE);
		if (slot.level != ARCH_PT_LEVELS - 1)
			(void)sched_preempt_point();
	}
}

/* True: t may execute the page of va, and has not done so before. */
static inline bool glue_fetch_touch(struct tcb *t, word_t va)
{
	if (!map_touch(t->space, va, RIGHT_X))
		return false;
	glue_sync_page(t->space, va);
	return true;
}

#endif
