/* SPDX-License-Identifier: BSD-2-Clause */
/* map.c - random map, grant, Unmap, access and destruction, in steps, against a naive model. */
#include "map_model.h"

#ifdef FAKE_TOY
#define TOY		1
#define OPERATIONS	80000ul
#define COMPARE_EVERY	8
#define PAGES_MAX	1000ul
#else
#define TOY		0
#define OPERATIONS	2500ul
#define PAGES_MAX	3000ul		/* in a space: a bigger one dies */
#define COMPARE_EVERY	64
#endif

#define LAST_LEVEL	(ARCH_PT_LEVELS - 1)

static unsigned top_level;		/* the largest pages */

static bool chance(unsigned percent)
{
	return fake_random(100) < percent;
}

/* A step of anything between a few nodes and what the kernel takes. */
static int random_credit(void)
{
	if (chance(30))
		return 20 + (int)fake_random(100);
	return 180 + (int)fake_random(chance(50) ? 200 : 1200);
}

/* An address among few, so that operations meet; the first and the last ones of users are. */
static word_t random_va(void)
{
	word_t va = 0;

	if (TOY)
		return fake_random(GLUE_USER_END >> ARCH_PAGE_BITS) << ARCH_PAGE_BITS;
	do {
		va = 0;
		for (unsigned l = 0; l <= LAST_LEVEL; l++) {
			word_t i = fake_random(4), last = MASK(arch_pt_bits(l));

			if (l == 0)
				last = (GLUE_USER_END - 1) >> arch_pt_shift(0);
			va += (i == 3 ? last : MIN(i, last)) << arch_pt_shift(l);
		}
	} while (va >= GLUE_USER_END);
	return va;
}

static unsigned random_bits(void)
{
	unsigned most = arch_pt_shift(top_level);
	unsigned level = top_level + (unsigned)fake_random(ARCH_PT_LEVELS - top_level);

	if (chance(70))
		return arch_pt_shift(level);
	return ARCH_PAGE_BITS + (unsigned)fake_random(most + 2 - ARCH_PAGE_BITS);
}

static unsigned random_rights(void)
{
	return chance(60) ? RIGHTS_ALL : (unsigned)fake_random(8);
}

/* --- one operation at a time ------------------------------------------------------------- */

struct map_args {
	unsigned from, to, rights;
	word_t src, dst;
	unsigned bits;
	bool grant;
};

static struct map_args random_map(void)
{
	struct map_args a = {
		.from = (unsigned)fake_random(FAKE_SPACES),
		.to = 1 + (unsigned)fake_random(FAKE_SPACES - 1),
		.rights = random_rights(),
		.bits = random_bits(),
		.grant = chance(25),
	};

	if (chance(3))
		a.to = 0;
	a.src = random_va() & ~MASK(a.bits);
	if (a.from == 0 && WORD_BITS == 32 && chance(20))
		a.src |= GLUE_USER_END;			/* frames that it has no address for */
	a.dst = (chance(40) && a.src < GLUE_USER_END ? a.src : random_va()) & ~MASK(a.bits);
	return a;
}

static void start_map(struct map_op *op, const struct map_args *a)
{
	map_start(op, fake_spaces[a->from], fake_spaces[a->to], 0,
		  fpage_make(a->src, a->bits, a->rights), fpage_make(a->dst, a->bits, 0), a->grant);
}

static void do_map(void)
{
	struct map_args a = random_map();
	struct map_op op;
	int r;

	start_map(&op, &a);
	do {
		int credit = random_credit();

		r = map_run(&op, &credit);
	} while (r == 1);
	CHECK(r == 0);
	if (a.rights != 0)
		model_map(a.from, a.to, a.src, a.dst, MASK(a.bits), a.rights, a.grant);
}

struct unmap_args {
	unsigned space, revoke;
	word_t va;
	unsigned bits;
	bool flush;
};

static struct unmap_args random_unmap(void)
{
	struct unmap_args a = {
		.space = (unsigned)fake_random(FAKE_SPACES),
		.revoke = chance(40) ? RIGHTS_ALL : chance(50) ? 0 : (unsigned)fake_random(8),
		.bits = chance(3) ? WORD_BITS : random_bits(),
		.flush = chance(40),
	};

	a.va = random_va() & ~MASK(a.bits);
	return a;
}

static void start_unmap(struct unmap_op *op, const struct unmap_args *a)
{
	fpage_t f = a->bits == WORD_BITS ? (fpage_t){ FPAGE_COMPLETE.raw | a->revoke } :
					   fpage_make(a->va, a->bits, a->revoke);

	unmap_start(op, fake_spaces[a->space], f, a->flush);
}

static void do_unmap(void)
{
	struct unmap_args a = random_unmap();
	struct unmap_op op;
	int credit;

	start_unmap(&op, &a);
	do
		credit = random_credit();
	while (!unmap_run(&op, &credit));
	CHECK(op.status == model_unmap(a.space, a.va, MIN(a.va | MASK(a.bits), GLUE_USER_END - 1),
				       a.revoke, a.flush));
}

static void do_access(void)
{
	unsigned s = (unsigned)fake_random(FAKE_SPACES);
	word_t va = random_va() + fake_random(PAGE_SIZE);
	unsigned access = 1u << fake_random(3);

	if (space_is_kernel_object(fake_spaces[s], va, 0))
		return;
	CHECK(fake_access(s, va, access) == model_access(s, va, access));
}

static void do_memtype(void)
{
	unsigned s = (unsigned)fake_random(FAKE_SPACES), bits = random_bits();
	unsigned memtype = fake_memtype();
	word_t va = random_va() & ~MASK(bits), at = va;
	int r;

	do
		r = map_memory_control(fake_spaces[s], &at, va | MASK(bits), memtype);
	while (r == 1);
	CHECK(r == 0);
	model_memtype(s, va, va | MASK(bits), memtype);
}

static void do_destroy(unsigned s)
{
	word_t cursor = 0;

	while (!map_destroy(fake_spaces[s], &cursor))
		continue;
	fake_space_free(s);
	fake_space_make(s);
	model_destroy(s);
}

static void do_something(void)
{
	unsigned what = (unsigned)fake_random(1000);

	if (what < 350)
		do_map();
	else if (what < 600)
		do_unmap();
	else if (what < 975)
		do_access();
	else if (what < 993)
		do_memtype();
	else
		do_destroy((unsigned)fake_random(FAKE_SPACES));
	for (unsigned s = 0; s < FAKE_SPACES; s++)
		if (model_pages(s) > PAGES_MAX)
			do_destroy(s);
}

static void test_model(void)
{
	unsigned long mapped = 0;

	for (unsigned long i = 0; i < OPERATIONS; i++) {
		do_something();
		if (fake_random(COMPARE_EVERY) == 0)
			model_compare();
		mapped += model_pages(1);
	}
	model_compare();
	CHECK(mapped / OPERATIONS > 3);		/* the test does not run empty */
	fake_ok("map/model");
}

/* --- several at a time ------------------------------------------------------------------- */

#define FLIGHT	24

struct flight {
	enum { IDLE, MAPPING, UNMAPPING } state;
	struct map_args m;
	struct unmap_args u;
	struct map_op map;
	struct unmap_op unmap;
	bool disturbed;			/* somebody may have mapped into its space meanwhile */
};

static struct flight flights[FLIGHT];

static void flight_start(struct flight *f)
{
	f->disturbed = false;
	if (chance(50)) {
		f->state = MAPPING;
		f->m = random_map();
		start_map(&f->map, &f->m);
		for (unsigned i = 0; i < FLIGHT; i++)
			if (flights[i].state == UNMAPPING && flights[i].u.space == f->m.to)
				flights[i].disturbed = true;
		return;
	}
	f->state = UNMAPPING;
	f->u = random_unmap();
	start_unmap(&f->unmap, &f->u);
	for (unsigned i = 0; i < FLIGHT; i++)
		if (flights[i].state == MAPPING && flights[i].m.to == f->u.space)
			f->disturbed = true;
}

/* Unmap with flush has been completed: is nothing left? */
static void check_unmapped(const struct unmap_args *a)
{
	word_t va = a->va, last = MIN(a->va | MASK(a->bits), GLUE_USER_END - 1);
	int credit = 1 << 30;
	struct ptab_slot slot;

	for (; va <= last; va += PAGE_SIZE) {
		if (ptab_next(fake_spaces[a->space], &va, last, &slot, &credit) != PTAB_PAGE)
			return;
		CHECK(space_is_kernel_object(fake_spaces[a->space], va, ARCH_PAGE_BITS));
	}
}

static void flight_step(struct flight *f)
{
	int credit = random_credit(), r;

	if (f->state == MAPPING) {
		r = map_run(&f->map, &credit);
		if (r != 1)
			f->state = IDLE;
	} else if (f->state == UNMAPPING && unmap_run(&f->unmap, &credit)) {
		f->state = IDLE;
		if (f->u.flush && (f->u.revoke & RIGHT_R) != 0 && !f->disturbed && f->u.space != 0)
			check_unmapped(&f->u);
	}
}

static void flight_cancel(struct flight *f)
{
	if (f->state == MAPPING)
		map_cancel(&f->map);
	if (f->state == UNMAPPING)
		unmap_cancel(&f->unmap);
	f->state = IDLE;
}

/* A space dies: operations on it are cancelled, then it is taken apart between others' steps. */
static void flight_destroy(unsigned s)
{
	word_t cursor = 0;

	for (unsigned i = 0; i < FLIGHT; i++) {
		struct flight *f = &flights[i];

		if ((f->state == MAPPING && (f->m.from == s || f->m.to == s)) ||
		    (f->state == UNMAPPING && f->u.space == s))
			flight_cancel(f);
	}
	while (!map_destroy(fake_spaces[s], &cursor))
		for (unsigned i = 0; i < 2; i++)
			flight_step(&flights[fake_random(FLIGHT)]);
	fake_space_free(s);
	fake_space_make(s);
}

static void land_all(void)
{
	for (unsigned i = 0; i < FLIGHT; i++)
		while (flights[i].state != IDLE)
			flight_step(&flights[fake_random(FLIGHT)]);
}

static void test_interleaved(void)
{
	for (unsigned long i = 0; i < OPERATIONS * 2; i++) {
		struct flight *f = &flights[fake_random(chance(70) ? 3 : FLIGHT)];

		if (f->state == IDLE)
			flight_start(f);
		else if (chance(1))
			flight_cancel(f);
		else
			flight_step(f);
		if (chance(10))
			fake_access((unsigned)fake_random(FAKE_SPACES), random_va(),
				    1u << fake_random(3));
		if (fake_random(2000) == 0)
			flight_destroy((unsigned)fake_random(FAKE_SPACES));
		if (fake_random(COMPARE_EVERY * 12) == 0) {
			land_all();
			model_check_kernel();
			model_load();
			model_compare();
			for (unsigned n = 0; n < FAKE_SPACES; n++)
				if (model_pages(n) > PAGES_MAX)
					flight_destroy(n);
		}
	}
	land_all();
	model_check_kernel();
	fake_ok("map/interleaved");
}

/* --- out of memory ----------------------------------------------------------------------- */

static void fail_map(void)
{
	struct map_args a = random_map();
	struct map_op op;
	int r;

	start_map(&op, &a);
	do {
		int credit = random_credit();

		r = map_run(&op, &credit);
	} while (r == 1);
	CHECK(r == 0 || (r == -ERR_NO_MEM && fake_memory_left == 0));
}

static void fail_unmap(void)
{
	struct unmap_args a = random_unmap();
	struct unmap_op op;
	int credit;

	start_unmap(&op, &a);
	do
		credit = random_credit();
	while (!unmap_run(&op, &credit));
	if (a.flush && (a.revoke & RIGHT_R) != 0)
		check_unmapped(&a);
}

static void test_no_memory(void)
{
	unsigned long failed = 0;

	for (unsigned long i = 0; i < OPERATIONS; i++) {
		fake_memory_left = chance(50) ? -1 : (long)fake_random(4);
		if (chance(60))
			fail_map();
		else
			fail_unmap();
		failed += fake_memory_left == 0;
		fake_memory_left = -1;
		if (fake_random(COMPARE_EVERY) != 0)
			continue;
		model_check_kernel();
		model_load();
		for (unsigned s = 0; s < FAKE_SPACES; s++)
			if (model_pages(s) > PAGES_MAX)
				do_destroy(s);
	}
	CHECK(failed > OPERATIONS / 20);
	model_check_kernel();
	fake_ok("map/no-memory");
}

/* When all spaces are gone, so is all memory. */
static void test_leak(void)
{
	for (unsigned s = FAKE_SPACES; s-- > 0;) {
		word_t cursor = 0;

		while (!map_destroy(fake_spaces[s], &cursor))
			continue;
		fake_space_free(s);
	}
	CHECK(fake_outstanding == 0);
	fake_ok("map/leak");
}

/* --- a page replaced in the middle of its grant ------------------------------------------- */

static void map_all(unsigned from, word_t src, unsigned to, word_t dst, unsigned bits)
{
	struct map_op op;

	map_start(&op, fake_spaces[from], fake_spaces[to], 0, fpage_make(src, bits, RIGHTS_ALL),
		  fpage_make(dst, bits, 0), false);
	while (map_step(&op) == 1)
		continue;
}

static void flush_all(unsigned space, word_t va, unsigned bits)
{
	struct unmap_op op;

	unmap_start(&op, fake_spaces[space], fpage_make(va, bits, RIGHTS_ALL), true);
	while (!unmap_step(&op))
		continue;
}

/*
 * Space 1 grants 16 KiB, of which there is one page of 4 KiB, a piece; while it is taken from those
 * who have it 16 KiB of a larger page come there, with a child.  That has to go, too.
 */
static void test_replaced(void)
{
	const word_t v = 0x80000, child = 0x30000;
	int credit = 700;
	struct ptab_slot slot;
	struct map_op grant;

	for (unsigned s = 0; s < FAKE_SPACES; s++)
		do_destroy(s);
	map_all(0, 0x50000, 1, v, 16);
	flush_all(1, v + 0x1000, 12);
	for (word_t i = 0; i < 32; i++)
		map_all(1, v, 3, 0x80000 + i * PAGE_SIZE, 12);
	map_start(&grant, fake_spaces[1], fake_spaces[2], 0, fpage_make(v, 14, RIGHTS_ALL),
		  fpage_make(0x90000, 14, 0), true);
	CHECK(map_run(&grant, &credit) == 1 && !grant.clear.done && grant.src == v);

	flush_all(1, v, 16);
	map_all(0, 0x60000, 1, v, 16);
	flush_all(1, v + 0x4000, 14);
	map_all(1, v + 0x1000, 3, child, 12);
	while (map_step(&grant) == 1)
		continue;
	ptab_find(fake_spaces[3], child, &slot);
	CHECK(!ptab_is_leaf(&slot));
	ptab_find(fake_spaces[2], 0x90000, &slot);
	CHECK(ptab_is_leaf(&slot) && ptab_paddr(&slot, 0x90000) == 0x60000);
	flush_all(1, v, 16);
	for (unsigned s = 0; s < FAKE_SPACES; s++)
		do_destroy(s);
	fake_ok("map/replaced-in-grant");
}

int main(void)
{
	fake_init();
	while (!arch_pt_leaf_ok(top_level))
		top_level++;
	test_model();
	test_interleaved();
	model_load();
	test_no_memory();
	if (TOY) {
		model_load();
		test_replaced();
	}
	test_leak();
	return fake_done();
}
