/* SPDX-License-Identifier: BSD-2-Clause */
/* asid.c - ASIDs given out to more spaces than there are, against what a TLB would hold. */

#include "asid.h"

#include "unit.h"

#define SPACES 10000u
#define LOADS  3000000u

static uint64_t asid[SPACES];
static unsigned owner[ARCH_ASIDS]; /* whose translations the TLB has under a number; 0: nobody's */

static void drop_all(void)
{
	for (unsigned i = 0; i < ARCH_ASIDS; i++)
		owner[i] = 0;
}

/* As glue loads a space: everything is dropped with a new generation. */
static bool load(struct asid_pool *pool, unsigned s)
{
	unsigned number;

	if (!asid_is_current(pool, asid[s])) {
		asid[s] = asid_take(pool);
		if (asid_is_first(asid[s]))
			drop_all();
	}
	number = asid[s] & ASID_NUMBER;
	if (owner[number] == 0)
		owner[number] = s + 1;
	return number != 0 && owner[number] == s + 1;
}

static bool random_loads(unsigned spaces)
{
	struct asid_pool pool = { ASID_FIRST };
	bool good = true;

	for (unsigned i = 0; i < SPACES; i++)
		asid[i] = 0;
	drop_all();
	for (unsigned i = 0; i < LOADS && good; i++) {
		unsigned s = unit_rnd(spaces);

		good = load(&pool, s);
		if (unit_rnd(64) == 0)
			asid[unit_rnd(spaces)] = 0; /* deleted; a new one in its place */
	}
	return good;
}

/* A few spaces keep what is cached of them for ever. */
static bool few_stay(void)
{
	struct asid_pool pool = { ASID_FIRST };

	for (unsigned i = 0; i < ARCH_ASIDS - 1; i++)
		asid[i] = 0;
	drop_all();
	for (unsigned i = 0; i < 100000; i++)
		if (!load(&pool, i % (ARCH_ASIDS - 1)))
			return false;
	return pool.last == ASID_FIRST + ARCH_ASIDS - 1;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	unit_report("asid/two-spaces", random_loads(2));
	unit_report("asid/all-numbers", random_loads(ARCH_ASIDS - 1));
	unit_report("asid/one-too-many", random_loads(ARCH_ASIDS));
	unit_report("asid/rollover", random_loads(SPACES));
	unit_report("asid/few-stay", few_stay());
	return unit_end();
}
