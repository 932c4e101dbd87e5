/* SPDX-License-Identifier: BSD-2-Clause */
/* asid.c - ASIDs given out to more spaces than there are, against what a TLB would hold. */

#include "asid.h"

#include "unit.h"

#define SPACES 10000u
#define LOADS  3000000u

static uint64_t asid[SPACES];
static unsigned owner[ARCH_ASIDS]; /* whose translations the TLB has under a number; 0: nobody's */

/* What a CPU drops: a number when it is loaded first, or everything with a new generation. */
enum scheme { BY_NUMBER, BY_GENERATION };

static void drop_all(void)
{
	for (unsigned i = 0; i < ARCH_ASIDS; i++)
		owner[i] = 0;
}

/* As glue loads a space. */
static bool load(struct asid_pool *pool, unsigned s, enum scheme scheme)
{
	unsigned number;

	if (!asid_is_current(pool, asid[s])) {
		asid[s] = asid_take(pool);
		if (scheme == BY_GENERATION && asid_is_first(asid[s]))
			drop_all();
	}
	number = asid[s] & ASID_NUMBER;
	if (scheme == BY_NUMBER && (asid[s] & ASID_LOADED) == 0)
		owner[number] = 0;
	asid[s] |= ASID_LOADED;
	if (owner[number] == 0)
		owner[number] = s + 1;
	return number != 0 && owner[number] == s + 1;
}

static bool random_loads(unsigned spaces, enum scheme scheme)
{
	struct asid_pool pool = { ASID_FIRST };
	bool good = true;

	for (unsigned i = 0; i < SPACES; i++)
		asid[i] = 0;
	drop_all();
	for (unsigned i = 0; i < LOADS && good; i++) {
		unsigned s = unit_rnd(spaces);

		good = load(&pool, s, scheme);
		if (unit_rnd(64) == 0)
			asid[unit_rnd(spaces)] = 0; /* deleted; a new one in its place */
	}
	return good;
}

/* A few spaces keep what is cached of them for ever. */
static bool few_stay(enum scheme scheme)
{
	struct asid_pool pool = { ASID_FIRST };

	for (unsigned i = 0; i < ARCH_ASIDS - 1; i++)
		asid[i] = 0;
	drop_all();
	for (unsigned i = 0; i < 100000; i++)
		if (!load(&pool, i % (ARCH_ASIDS - 1), scheme))
			return false;
	return pool.last == ASID_FIRST + ARCH_ASIDS - 1;
}

static void report(const char *name, bool (*test)(unsigned, enum scheme), unsigned spaces)
{
	char text[64];

	snprintf(text, sizeof(text), "asid/%s", name);
	unit_report(text, test(spaces, BY_NUMBER));
	snprintf(text, sizeof(text), "asid/%s-by-generation", name);
	unit_report(text, test(spaces, BY_GENERATION));
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	report("two-spaces", random_loads, 2);
	report("all-numbers", random_loads, ARCH_ASIDS - 1);
	report("one-too-many", random_loads, ARCH_ASIDS);
	report("rollover", random_loads, SPACES);
	unit_report("asid/few-stay", few_stay(BY_NUMBER));
	unit_report("asid/few-stay-by-generation", few_stay(BY_GENERATION));
	return unit_end();
}
