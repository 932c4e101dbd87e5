/* SPDX-License-Identifier: BSD-2-Clause */
/* sigma0.c - sigma0's allocator against a model that keeps an owner for every kilobyte. */

#include "../../user/sigma0/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNIT	  1024u
#define UNITS	  4096u /* a machine of 4 MiB */
#define LAST	  ((pool_word)UNITS * UNIT - 1)
#define LOW_UNITS 1024u /* the first MiB, handed out last */
#define CAPACITY  2048u
#define THREADS	  6u

static struct pool_range *table;
static struct pool pool;
static pool_word model[UNITS];
static unsigned int test_no, failures;
static unsigned long long seed;

static unsigned int rnd(unsigned int below)
{
	seed = (seed * 6364136223846793005ull + 1442695040888963407ull) & 0xffffffffffffffffull;
	return (unsigned int)(seed >> 33) % below;
}

static void report(const char *name, bool good)
{
	test_no++;
	failures += !good;
	printf("%sok %u sigma0/%s\n", good ? "" : "not ", test_no, name);
}

static pool_word thread(unsigned int n)
{
	return ((pool_word)(50 + n) << 14) | 1;
}

/* Table in order, neighbours different, covering everything; same owners as the model. */
static bool same(void)
{
	pool_word at = 0;

	if (pool.count > pool.capacity || pool.range[0].start != 0)
		return false;
	for (size_t i = 1; i < pool.count; i++) {
		if (pool.range[i].start <= pool.range[i - 1].start || pool.range[i].start > LAST ||
		    pool.range[i].owner == pool.range[i - 1].owner)
			return false;
	}
	for (size_t i = 0; i < pool.count; i++) {
		pool_word end = i + 1 < pool.count ? pool.range[i + 1].start : LAST + 1;

		for (; at < end; at += UNIT) {
			if (model[at / UNIT] != pool.range[i].owner)
				return false;
		}
	}
	return true;
}

static void start(size_t capacity)
{
	free(table);
	table = malloc(capacity * sizeof(table[0]));
	pool_init(&pool, table, capacity, LAST, POOL_DEVICE);
	for (unsigned int i = 0; i < UNITS; i++)
		model[i] = POOL_DEVICE;
}

static void set(unsigned int low, unsigned int high, pool_word owner)
{
	if (!pool_set(&pool, (pool_word)low * UNIT, (pool_word)(high + 1) * UNIT - 1, owner))
		return;
	for (unsigned int i = low; i <= high; i++)
		model[i] = owner;
}

/* A list of descriptors as a loader might write it: any order, overlaps, single kilobytes. */
static void random_descriptors(void)
{
	static const pool_word owners[] = {POOL_FREE,	POOL_FREE,   POOL_FREE, POOL_DEVICE,
					   POOL_KERNEL, POOL_SHARED, POOL_NONE};
	unsigned int n = 1 + rnd(24);

	while (n--) {
		unsigned int low = rnd(UNITS);
		unsigned int high = low + rnd(rnd(2) ? 8 : UNITS);

		set(low, high < UNITS ? high : UNITS - 1, owners[rnd(7)]);
	}
}

static bool model_lets(unsigned int low, unsigned int n, pool_word who, bool by_fault)
{
	for (unsigned int i = low; i < low + n; i++) {
		pool_word o = model[i];

		if (o != who && o != POOL_FREE && o != POOL_SHARED &&
		    (by_fault || o != POOL_DEVICE))
			return false;
	}
	return true;
}

static void model_claim(unsigned int low, unsigned int n, pool_word who)
{
	for (unsigned int i = low; i < low + n; i++) {
		if (model[i] == POOL_FREE || model[i] == POOL_DEVICE)
			model[i] = who;
	}
}

static bool claim(unsigned int low, unsigned int n, pool_word who, bool by_fault)
{
	pool_word from = (pool_word)low * UNIT;
	pool_word to = from + (pool_word)n * UNIT - 1;
	bool lets = by_fault ? pool_obtainable_by_fault(&pool, from, to, who)
			     : pool_obtainable(&pool, from, to, who);

	if (lets != model_lets(low, n, who, by_fault))
		return false;
	if (lets && pool_claim(&pool, from, to, who))
		model_claim(low, n, who);
	return true;
}

/* Lowest aligned conventional block of n units that starts in from..to; UNITS if none. */
static unsigned int model_find_in(unsigned int from, unsigned int to, unsigned int n)
{
	for (unsigned int base = (from + n - 1) / n * n; base < to && base + n <= UNITS;
	     base += n) {
		unsigned int i = 0;

		while (i < n && model[base + i] == POOL_FREE)
			i++;
		if (i == n)
			return base;
	}
	return UNITS;
}

static unsigned int model_find(unsigned int n)
{
	unsigned int base = model_find_in(LOW_UNITS, UNITS, n);

	return base < UNITS ? base : model_find_in(0, LOW_UNITS, n);
}

static bool claim_any(unsigned int log2_units, pool_word who)
{
	unsigned int n = 1u << log2_units;
	unsigned int want = model_find(n);
	pool_word base;

	if (!pool_find_free(&pool, 10 + log2_units, &base))
		return want == UNITS;
	if (want == UNITS || base != (pool_word)want * UNIT)
		return false;
	if (pool_claim(&pool, base, base + (pool_word)n * UNIT - 1, who))
		model_claim(want, n, who);
	return true;
}

static bool random_request(void)
{
	unsigned int log2 = rnd(2) ? 2 : rnd(12);
	unsigned int n = 1u << log2;
	pool_word who = thread(rnd(THREADS));

	if (rnd(3) == 0)
		return claim_any(log2, who);
	return claim(rnd(UNITS / n) * n, n, who, rnd(2));
}

static bool free_bytes_agree(void)
{
	pool_word sum = 0;

	for (unsigned int i = 0; i < UNITS; i++)
		sum += model[i] == POOL_FREE ? UNIT : 0;
	return sum == pool_free_bytes(&pool);
}

static bool random_run(size_t capacity, unsigned int requests)
{
	start(capacity);
	random_descriptors();
	if (!same())
		return false;
	while (requests--) {
		if (!random_request() || !same() || !free_bytes_agree())
			return false;
	}
	return true;
}

static void test_random(const char *name, size_t capacity)
{
	for (unsigned int run = 0; run < 150; run++) {
		unsigned long first = seed;

		if (!random_run(capacity, 200)) {
			printf("# seed %lu\n", first);
			report(name, false);
			return;
		}
	}
	report(name, true);
}

/* Every page of one size, in ascending order with low memory last, then none. */
static void test_get_any_ends(void)
{
	unsigned int n = 0, low = 0;
	pool_word base, before = 0;
	bool good = true;

	start(CAPACITY);
	set(0, UNITS - 1, POOL_FREE);
	while (pool_find_free(&pool, 12, &base)) {
		low += base < LOW_UNITS * UNIT;
		good &= low ? n >= (UNITS - LOW_UNITS) / 4 : base >= before;
		good &= pool_claim(&pool, base, base + 4095, thread(n % 2));
		before = base;
		n++;
	}
	report("get-any-gives-each-page-once", good && n == UNITS / 4 && low == LOW_UNITS / 4);
	report("get-any-ends", !pool_find_free(&pool, 12, &base) && pool_free_bytes(&pool) == 0);
}

static void test_full_table(void)
{
	struct pool_range *more = malloc(64 * sizeof(*more));
	struct pool_range *old;
	unsigned int n = 0;

	start(16);
	set(0, UNITS - 1, POOL_FREE);
	while (n < 64 && pool_claim(&pool, n * 8192, n * 8192 + 4095, thread(0)))
		n++;
	report("full-table-refuses", n < 16 && pool.count <= 16);
	report("full-table-still-answers", pool_owner(&pool, 0) == thread(0) &&
						   pool_claim(&pool, 0, 4095, thread(0)) &&
						   !pool_obtainable(&pool, 0, 4095, thread(1)));
	old = pool_move_table(&pool, more, 64);
	report("larger-table-goes-on",
	       old == table && pool_owner(&pool, 8192) == thread(0) &&
		       pool_claim(&pool, n * 8192, n * 8192 + 4095, thread(0)));
	table = more;
	free(old);
}

static void test_last_page(void)
{
	pool_word top = ~(pool_word)0;
	pool_word base;

	free(table);
	table = malloc(8 * sizeof(table[0]));
	pool_init(&pool, table, 8, top, POOL_DEVICE);
	report("last-page-of-the-address-space",
	       pool_obtainable(&pool, top - 4095, top, thread(0)) &&
		       pool_claim(&pool, top - 4095, top, thread(0)) &&
		       pool_owner(&pool, top) == thread(0) &&
		       pool_owner(&pool, top - 4096) == POOL_DEVICE && pool.count == 2);
	report("size-beyond-the-address-space",
	       !pool_find_free(&pool, POOL_SIZES, &base) &&
		       !pool_find_free(&pool, POOL_SIZES - 1, &base));
	report("whole-address-space", !pool_obtainable(&pool, 0, top, thread(1)) &&
					      pool_claim(&pool, 0, top, thread(0)) &&
					      pool.count == 1);
	report("inverted-range", !pool_obtainable(&pool, 4096, 0, thread(0)));
}

int main(int argc, char **argv)
{
	seed = argc > 1 ? strtoul(argv[1], NULL, 0) : 1;
	test_get_any_ends();
	test_full_table();
	test_last_page();
	test_random("random-requests", CAPACITY);
	test_random("random-requests-small-table", 24);
	free(table);
	printf("DONE pass=%u fail=%u\n", test_no - failures, failures);
	return failures != 0;
}
