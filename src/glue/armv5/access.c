/* SPDX-License-Identifier: BSD-2-Clause */
/* access.c - whether an instruction reads or writes memory: ARMv5 does not tell it of a fault. */
#include "arch.h"
#include "fault.h"
#include "glue.h"
#include "map.h"
#include "ptab.h"
#include "tcb.h"

/* Of ARM code: everything that stores, and swp, which does both. */
static bool arm_writes(word_t i)
{
	if ((i & 0x0e000090) == 0x00000090) {	/* halfwords, pairs, swp; stores have L clear */
		if ((i & 0x60) == 0x00)
			return true;
		if ((i & 0x00100000) == 0)	/* 01: strh; 10: ldrd; 11: strd */
			return (i & 0x60) != 0x40;
		return false;
	}
	return (i & 0x00100000) == 0;
}

/* Of Thumb code: by the upper five bits, but for those with an offset in a register. */
static bool thumb_writes(word_t i)
{
	switch (i >> 12) {
	case 5:				/* offset in a register */
		return (i >> 9 & 7) <= 2;
	case 6:				/* words and bytes, halfwords, words on the stack */
	case 7:
	case 8:
	case 9:
	case 12:			/* several words */
	case 11:			/* push and pop */
		return (i & 0x0800) == 0;
	default:
		return false;
	}
}

/*
 * The word at va in the memory of the current user, whose instruction it has just been: with the
 * user's rights and by its address, so that the data cache is right about it.
 */
static word_t read_as_user(word_t va)
{
	word_t v;

	__asm__ volatile("ldrt %0, [%1]" : "=&r"(v) : "r"(va) : "memory");
	return v;
}

unsigned glue_data_access(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	struct ptab_slot slot;
	word_t code;
	bool writes;

	if (f->pc == GLUE_SWAP)
		return RIGHT_W;			/* in the end, wherever it was */
	if (f->pc >= GLUE_USER_END)
		return RIGHT_R;
	ptab_find(t->space, f->pc, &slot);
	if (!ptab_is_leaf(&slot) || arch_pte_status(*slot.pte) == 0)
		return RIGHT_R;			/* it was in the cache only */
	code = read_as_user(f->pc & ~(word_t)3);
	writes = (f->cpsr & PSR_T) == 0 ? arm_writes(code)
					: thumb_writes(code >> (f->pc & 2) * 8 & 0xffff);
	return writes ? RIGHT_W : RIGHT_R;
}
