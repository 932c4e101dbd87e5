/* SPDX-License-Identifier: BSD-2-Clause */
/* tlb.c - take translations out of the TLB. */
#include "arch.h"
#include "compiler.h"
#include "cp0.h"
#include "mips64_private.h"

#define PAIR_BITS	(ARCH_PAGE_BITS + 1)

unsigned arch_tlb_entries = 1;

static word_t entry_hi(void)
{
	word_t v;

	__asm__ volatile("dmfc0 %0, $10" : "=r"(v));
	return v;
}

static void set_entry_hi(word_t v)
{
	__asm__ volatile("dmtc0 %0, $10; ehb" : : "r"(v) : "memory");
}

/* Before entries are cleared: no page on either side, the smallest PageMask. */
static void clear_begin(void)
{
	__asm__ volatile("mtc0 $0, $5; dmtc0 $0, $2; dmtc0 $0, $3" : : : "memory");
}

/*
 * Overwrite entry `index` with one that never matches: an address that does not go through the TLB,
 * another one for each entry, because no two may be equal.
 */
static inline void clear_entry(word_t index)
{
	__asm__ volatile("dmtc0 %0, $10; mtc0 %1, $0; ehb; tlbwi"
			 : : "r"(MIPS64_IMAGE_BASE + (index << PAIR_BITS)), "r"(index)
			 : "memory");
}

/* The entry that translates va for asid, if there is one. */
static void drop(word_t asid, word_t va)
{
	int index;

	set_entry_hi((va & ~(((word_t)1 << PAIR_BITS) - 1)) | (asid & ENTRYHI_ASID));
	__asm__ volatile("tlbp; ehb; mfc0 %0, $0" : "=r"(index) : : "memory");
	if (index >= 0) {
		clear_begin();
		clear_entry((word_t)index);
	}
}

/* A page larger than 4 KiB may have two entries, one for each half (refill.S). */
void arch_tlb_drop_page(word_t asid, word_t va, unsigned bits)
{
	word_t was = entry_hi();

	drop(asid, va);
	if (bits > ARCH_PAGE_BITS)
		drop(asid, va ^ (word_t)1 << (bits - 1));
	set_entry_hi(was);
}

void arch_tlb_drop_all(void)
{
	word_t was = entry_hi();

	clear_begin();
	for (word_t i = arch_tlb_entries; i-- != 0;)
		clear_entry(i);
	set_entry_hi(was);
}
