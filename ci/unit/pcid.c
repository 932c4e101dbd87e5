/* SPDX-License-Identifier: BSD-2-Clause */
/* pcid.c - PCIDs given out to more spaces than there are, against what a TLB would hold. */

#include "../../src/glue/v4-amd64/pcid.h"

#include "unit.h"

#define SPACES 10000u
#define STEPS  1000000u

static uint64_t pcid[SPACES];	/* 0: no such space */
static unsigned holds[PCIDS];	/* whose translations the TLB has under a PCID; 0: nobody's */
static struct pcid_pool pool;

static void make(unsigned s)
{
	pcid[s] = pcid_take(&pool);
	holds[pcid[s] & CR3_PCID] = 0;
}

/* Loads space s; false if the TLB would then translate with entries of another space. */
static bool load(unsigned s)
{
	unsigned n = pcid[s] & CR3_PCID;

	if ((pcid[s] & CR3_KEEP) == 0)
		holds[n] = 0;
	if (n == 0 || (holds[n] != 0 && holds[n] != s + 1))
		return false;
	holds[n] = s + 1;
	return true;
}

static void reset(void)
{
	pool = (struct pcid_pool){ 0 };
	for (unsigned i = 0; i < SPACES; i++)
		pcid[i] = 0;
	for (unsigned i = 0; i < PCIDS; i++)
		holds[i] = 0;
}

static bool random_spaces(unsigned spaces)
{
	reset();
	for (unsigned i = 0; i < STEPS; i++) {
		unsigned s = unit_rnd(spaces);

		if (pcid[s] == 0) {
			make(s);
		} else if (unit_rnd(16) == 0) {
			pcid_give_back(&pool, pcid[s]);
			pcid[s] = 0;
		} else if (!load(s)) {
			return false;
		}
	}
	return true;
}

/* As many as there are PCIDs to give have one of their own, and get one again. */
static bool own_pcids(void)
{
	reset();
	for (unsigned round = 0; round < 2; round++) {
		for (unsigned i = 0; i < PCIDS - 2; i++) {
			make(i);
			if ((pcid[i] & CR3_KEEP) == 0)
				return false;
		}
		make(PCIDS);
		if (pcid[PCIDS] != PCID_SHARED)
			return false;
		for (unsigned i = 0; i < PCIDS - 2; i++)
			pcid_give_back(&pool, pcid[i]);
		pcid_give_back(&pool, pcid[PCIDS]);
	}
	return true;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	unit_report("pcid/two-spaces", random_spaces(2));
	unit_report("pcid/all-pcids", random_spaces(PCIDS - 2));
	unit_report("pcid/one-too-many", random_spaces(PCIDS - 1));
	unit_report("pcid/many-too-many", random_spaces(SPACES));
	unit_report("pcid/own-pcids", own_pcids());
	return unit_end();
}
