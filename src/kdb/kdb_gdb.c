/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kdb_gdb.c - facts for ci/gdb/pecan.py that are in no debugging information: what a page-table
 * entry says, how the links of mapping nodes are packed.
 */
#include "arch.h"
#include "bits.h"
#include "kdb.h"
#include "mapdb.h"

/*
 * Of one level: log2 of entries and of bytes for each; the bits `mask` of an entry shifted left by
 * `move` (right if negative) are where its table or page is; offset of the companion (ptab.h).
 */
struct kdb_geometry {
	uint8_t bits, shift, step;
	int8_t table_move, leaf_move;
	word_t table_mask, leaf_mask;
	word_t companion;
};

extern struct kdb_geometry kdb_geometry[ARCH_PT_LEVELS];
extern const word_t kdb_phys_window, kdb_user_last, kdb_page_bits, kdb_link_align, kdb_link_base;

struct kdb_geometry kdb_geometry[ARCH_PT_LEVELS];
const word_t kdb_phys_window = GLUE_PHYS_WINDOW;
const word_t kdb_user_last = GLUE_USER_END - 1;
const word_t kdb_page_bits = ARCH_PAGE_BITS;
const word_t kdb_link_align = MAPDB_ALIGN;
const word_t kdb_link_base = MAPDB_BASE;

#define PADDR_MASK	(ARCH_PADDR_BITS < WORD_BITS ? MASK(ARCH_PADDR_BITS % WORD_BITS) : WORD_MAX)

/* Address bit `bit` is where in an entry?  `with` has it set, `without` has not. */
static int8_t move_of(unsigned bit, pte_t with, pte_t without)
{
	return (int8_t)((int)bit - __builtin_ctzll((uint64_t)with ^ (uint64_t)without));
}

static unsigned table_bits(unsigned level)
{
	return arch_pt_bits(level) + arch_pt_step(level) + bit_ffs(sizeof(pte_t));
}

void kdb_describe(void)
{
	for (unsigned level = 0; level < ARCH_PT_LEVELS; level++) {
		unsigned below = level + 1 < ARCH_PT_LEVELS ? level + 1 : level;
		unsigned page = arch_pt_shift(level), table = table_bits(below);

		kdb_geometry[level] = (struct kdb_geometry){
			.bits = (uint8_t)arch_pt_bits(level),
			.shift = (uint8_t)page,
			.step = (uint8_t)arch_pt_step(level),
			.table_move = move_of(table, arch_pte_make_table(BIT(table)),
					      arch_pte_make_table(0)),
			.leaf_move = move_of(page, arch_pte_leaf(BIT(page), 4, 0, level),
					     arch_pte_leaf(0, 4, 0, level)),
			.table_mask = PADDR_MASK & ~MASK(table),
			.leaf_mask = PADDR_MASK & ~MASK(page),
			.companion = BIT(table_bits(level)),
		};
	}
}
