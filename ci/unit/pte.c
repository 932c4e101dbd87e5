/* SPDX-License-Identifier: BSD-2-Clause */
/* pte.c - the page-table entries of a port: each promise of arch.h about arch_pte.h. */
#include "fake.h"

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)
#define PADDR_MAX	((paddr_t)-1 >> (8 * sizeof(paddr_t) - ARCH_PADDR_BITS))
#define MEMTYPES	8u
#define STATUSES	8u

/* A table is at a multiple of its size, and of a page (ptab_alloc_table). */
static paddr_t table_size(unsigned level)
{
	return MAX(BIT(arch_pt_bits(level)) * sizeof(pte_t), PAGE_SIZE);
}

static void test_geometry(void)
{
	CHECK(arch_pt_shift(LAST_LEVEL) == ARCH_PAGE_BITS);
	CHECK(arch_pt_leaf_ok(LAST_LEVEL));
	CHECK(arch_pt_shift(0) + arch_pt_bits(0) <= WORD_BITS);
	for (unsigned l = 0; l < LAST_LEVEL; l++) {
		CHECK(arch_pt_shift(l) == arch_pt_shift(l + 1) + arch_pt_bits(l + 1));
		CHECK(!arch_pt_leaf_ok(l) || arch_pt_leaf_ok(l + 1));	/* pages can be split */
	}
	fake_ok("pte/geometry");
}

static void test_empty(void)
{
	pte_t none;

	memset(&none, 0, sizeof(none));
	for (unsigned l = 0; l <= LAST_LEVEL; l++)
		CHECK(arch_pte_kind(none, l) == ARCH_PTE_EMPTY);
	fake_ok("pte/empty");
}

static void test_table(void)
{
	for (unsigned l = 0; l < LAST_LEVEL; l++) {
		for (unsigned i = 0; arch_pt_step(l) == 0 && i < 10000; i++) {
			paddr_t pa = fake_random(~0ul) ^ fake_random(~0ul) << 16;
			pte_t pte;

			pa = ALIGN_DOWN(pa & PADDR_MAX, table_size(l + 1));
			pte = arch_pte_make_table(pa);
			CHECK(arch_pte_kind(pte, l) == ARCH_PTE_TABLE);
			CHECK(arch_pte_table(pte) == pa);
		}
	}
	fake_ok("pte/table");
}

/* All that an entry says but its status. */
static void check_leaf(pte_t pte, paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	CHECK(arch_pte_kind(pte, level) == ARCH_PTE_LEAF);
	CHECK(arch_pte_paddr(pte, level) == pa);
	CHECK(arch_pte_rights(pte) == rights);
	CHECK(arch_pte_memtype(pte, level) == memtype);
}

/* The page behind, if there is one. */
static void check_next(pte_t pte, paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	if (pa > PADDR_MAX - ptab_size(level))
		return;
	check_leaf(arch_pte_next(pte, level), pa + ptab_size(level), rights, memtype, level);
	CHECK(arch_pte_status(arch_pte_next(pte, level)) == arch_pte_status(pte));
}

/* A port without status bits reports all of them always. */
static void check_status(pte_t pte, paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
{
	unsigned fresh = arch_pte_status(pte);
	static pte_t table[16] __attribute__((aligned(sizeof(pte_t) * 16)));
	pte_t *slot = table, old;

	CHECK(fresh == 0 || fresh == 7);
	for (unsigned status = 0; status < STATUSES; status++) {
		unsigned seen;

		arch_pte_store(slot, pte);
		arch_pte_mark(slot, status);
		CHECK(memcmp(slot, &(pte_t[]){ arch_pte_marked(pte, status) }, sizeof(*slot)) == 0);
		check_leaf(*slot, pa, rights, memtype, level);
		check_next(*slot, pa, rights, memtype, level);
		seen = arch_pte_status(*slot);
		CHECK((status & ~seen) == 0);
		CHECK(fresh != 0 || (seen & 2) == (status & 2));
		CHECK(fresh != 0 || status != 0 || seen == 0);
		CHECK(arch_pte_take_status(slot) == seen);
		CHECK(arch_pte_status(*slot) == fresh);
		check_leaf(*slot, pa, rights, memtype, level);
		arch_pte_mark(slot, status);
		old = arch_pte_exchange(slot, pte);
		CHECK(arch_pte_status(old) == seen && arch_pte_status(*slot) == fresh);
		check_leaf(old, pa, rights, memtype, level);
	}
}

static void test_leaf(void)
{
	static const paddr_t places[] = { 0, PADDR_MAX, PADDR_MAX / 3, 0x12345678 };

	for (unsigned l = 0; l <= LAST_LEVEL; l++) {
		if (!arch_pt_leaf_ok(l))
			continue;
		for (unsigned i = 0; i < ARRAY_SIZE(places) * 8 * MEMTYPES; i++) {
			paddr_t pa = ALIGN_DOWN(places[i / 8 / MEMTYPES], ptab_size(l));
			unsigned asked = i / MEMTYPES % 8, memtype = i % MEMTYPES, rights;

			if (!fake_memtype_ok(memtype))
				continue;
			rights = arch_pte_rights(arch_pte_leaf(pa, asked, memtype, l));
			CHECK((rights & 4) != 0 && (asked & ~rights) == 0);
			CHECK((rights & 2) == (asked & 2));
			CHECK(arch_pte_rights(arch_pte_leaf(pa, rights, memtype, l)) == rights);
			check_leaf(arch_pte_leaf(pa, asked, memtype, l), pa, rights, memtype, l);
			check_status(arch_pte_leaf(pa, asked, memtype, l), pa, rights, memtype, l);
		}
	}
	CHECK(fake_memtype_ok(0));
	fake_ok("pte/leaf");
}

int main(void)
{
	test_geometry();
	test_empty();
	test_table();
	test_leaf();
	return fake_done();
}
