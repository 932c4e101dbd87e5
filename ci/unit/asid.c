/* SPDX-License-Identifier: BSD-2-Clause */
/* asid.c - PCIDs given out to more spaces than there are, against what a TLB would hold. */

#include "../../src/glue/v4-amd64/asid.h"

#include "unit.h"

#define SPACES 10000u
#define LOADS  3000000u

static uint64_t asid[SPACES];
static unsigned owner[ASID_PCIDS]; /* whose translations the TLB has under a PCID; 0: nobody's */

/* As glue loads a space. */
static bool load(struct asid_pool *pool, unsigned s)
{
	unsigned pcid;

	if (!asid_is_current(pool, asid[s]))
		asid[s] = asid_take(pool);
	pcid = asid[s] & CR3_PCID;
	if ((asid[s] & CR3_KEEP) == 0)
		owner[pcid] = s + 1;
	asid[s] |= CR3_KEEP;
	return pcid != 0 && owner[pcid] == s + 1;
}

static bool random_loads(unsigned spaces)
{
	struct asid_pool pool = { ASID_FIRST };
	bool good = true;

	for (unsigned i = 0; i < SPACES; i++)
		asid[i] = 0;
	for (unsigned i = 0; i < ASID_PCIDS; i++)
		owner[i] = 0;
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

	for (unsigned i = 0; i < 100; i++)
		asid[i] = 0;
	for (unsigned i = 0; i < 100000; i++)
		if (!load(&pool, i % 100))
			return false;
	return pool.last == ASID_FIRST + 100;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	unit_report("asid/two-spaces", random_loads(2));
	unit_report("asid/all-pcids", random_loads(ASID_PCIDS - 1));
	unit_report("asid/one-too-many", random_loads(ASID_PCIDS));
	unit_report("asid/rollover", random_loads(SPACES));
	unit_report("asid/few-stay", few_stay());
	return unit_end();
}
