/* SPDX-License-Identifier: BSD-2-Clause */
/* kmem.c - pages and slabs of the kernel's memory against an owner per page; random operations. */

#include "../../src/generic/kmem.h"

#include "assert.h"
#include "bits.h"
#include "unit.h"

#include <string.h>

#define POOL	(8u << 20)
#define CHUNKS	600u
#define STEPS	100000u
#define OBJECTS 3000u
#define CACHES	4u

struct chunk {
	unsigned char *p;
	unsigned bits;
	enum kmem_use use;
	unsigned char tag;
};

static struct chunk chunks[CHUNKS];
static word_t used[KMEM_USES];
static char *arena;

void panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	exit(2);
}

/* Marks the first and last bytes of every page and checks them before the chunk is freed. */
static void chunk_fill(const struct chunk *c)
{
	for (word_t at = 0; at < BIT(c->bits); at += PAGE_SIZE) {
		c->p[at] = c->tag;
		c->p[at + PAGE_SIZE - 1] = c->tag;
	}
}

static bool chunk_intact(const struct chunk *c)
{
	for (word_t at = 0; at < BIT(c->bits); at += PAGE_SIZE) {
		if (c->p[at] != c->tag || c->p[at + PAGE_SIZE - 1] != c->tag)
			return false;
	}
	return true;
}

static bool accounts_agree(void)
{
	word_t sum = 0;

	for (unsigned u = 0; u < KMEM_USES; u++) {
		if (kmem_used_bytes(u) != used[u])
			return false;
		sum += used[u];
	}
	return kmem_free_bytes() + sum == kmem_total_bytes();
}

static bool chunk_take(struct chunk *c, unsigned bits)
{
	c->bits = bits;
	c->use = unit_rnd(KMEM_USES);
	c->tag = (unsigned char)unit_rnd(256);
	c->p = unit_rnd(8) == 0 ? kmem_alloc_zeroed(bits, c->use) : kmem_alloc(bits, c->use);
	if (c->p == NULL)
		return false;
	UNIT_MUST(IS_ALIGNED((word_t)c->p, BIT(bits)));
	UNIT_MUST((char *)c->p >= arena && (char *)c->p + BIT(bits) <= arena + POOL);
	used[c->use] += BIT(bits);
	chunk_fill(c);
	return true;
}

static void chunk_give(struct chunk *c)
{
	UNIT_MUST(chunk_intact(c));
	kmem_free(c->p, c->bits, c->use);
	used[c->use] -= BIT(c->bits);
	c->p = NULL;
}

static void give_all(void)
{
	for (unsigned i = 0; i < CHUNKS; i++) {
		if (chunks[i].p != NULL)
			chunk_give(&chunks[i]);
	}
}

/* Three pieces with a hole of one page between two of them and one too small to be of use. */
static void test_add(void)
{
	word_t start = (word_t)arena;
	word_t middle = start + POOL / 2;

	kmem_add(start + PAGE_SIZE, middle - PAGE_SIZE);
	kmem_add(middle, start + POOL - 2 * PAGE_SIZE);
	kmem_add(start + POOL - PAGE_SIZE, start + POOL);
	unit_report("kmem/add", kmem_free_bytes() == kmem_total_bytes() &&
					kmem_total_bytes() <= POOL - 5 * PAGE_SIZE &&
					kmem_total_bytes() >= POOL - 9 * PAGE_SIZE);
}

static void test_zeroed(void)
{
	unsigned char *p = kmem_alloc(13, KMEM_TCB);
	bool good = p != NULL;

	memset(p, 0xa5, 8192);
	kmem_free(p, 13, KMEM_TCB);
	p = kmem_alloc_zeroed(13, KMEM_TCB);
	for (unsigned i = 0; i < 8192; i++)
		good = good && p[i] == 0;
	kmem_free(p, 13, KMEM_TCB);
	unit_report("kmem/zeroed", good);
}

/* How many chunks of a size the pool has when nothing else is taken. */
static unsigned capacity(unsigned bits)
{
	void *list = NULL, *p;
	unsigned n = 0;

	for (p = kmem_alloc(bits, KMEM_TABLE); p != NULL; p = kmem_alloc(bits, KMEM_TABLE), n++) {
		*(void **)p = list;
		list = p;
	}
	for (p = list; p != NULL; p = list) {
		list = *(void **)p;
		kmem_free(p, bits, KMEM_TABLE);
	}
	return n;
}

static void test_random_pages(void)
{
	unsigned before[KMEM_MAX_BITS + 1], refused = 0;
	bool same = true;

	for (unsigned b = ARCH_PAGE_BITS; b <= KMEM_MAX_BITS; b++)
		before[b] = capacity(b);
	for (unsigned i = 0; i < STEPS; i++) {
		struct chunk *c = &chunks[unit_rnd(CHUNKS)];

		if (c->p != NULL)
			chunk_give(c);
		else
			refused += !chunk_take(c, ARCH_PAGE_BITS + unit_rnd(unit_rnd(20) + 1) / 2);
		UNIT_MUST(accounts_agree());
	}
	give_all();
	for (unsigned b = ARCH_PAGE_BITS; b <= KMEM_MAX_BITS; b++)
		same = same && capacity(b) == before[b];
	unit_report("kmem/random-pages", refused != 0 && kmem_free_bytes() == kmem_total_bytes());
	unit_report("kmem/merges-again", same);
	unit_report("kmem/all-pages", before[ARCH_PAGE_BITS] * PAGE_SIZE == kmem_total_bytes());
	unit_report("kmem/too-large", kmem_alloc(KMEM_MAX_BITS + 1, KMEM_TCB) == NULL &&
					      kmem_alloc(KMEM_MAX_BITS, KMEM_TCB) == NULL);
}

struct object {
	unsigned char *p;
	unsigned char tag;
	unsigned cache;
};

static void test_random_slabs(void)
{
	static const unsigned size[CACHES] = { 1, 24, 200, 1000 };
	static const unsigned align[CACHES] = { 1, 8, 64, 16 };
	static const unsigned bits[CACHES] = { 12, 12, 12, 14 };
	static struct slab_cache cache[CACHES];
	static struct object objects[OBJECTS];
	word_t count[CACHES] = { 0 };

	for (unsigned c = 0; c < CACHES; c++)
		slab_init(&cache[c], size[c], align[c], bits[c], KMEM_MAPNODE);
	for (unsigned i = 0; i < STEPS * 3; i++) {
		struct object *o = &objects[unit_rnd(OBJECTS)];
		bool giving = i > STEPS * 2 || o->p != NULL;

		if (giving && o->p != NULL) {
			for (unsigned b = 0; b < size[o->cache]; b++)
				UNIT_MUST(o->p[b] == o->tag);
			slab_free(&cache[o->cache], o->p);
			count[o->cache]--;
			o->p = NULL;
		} else if (!giving) {
			o->cache = unit_rnd(CACHES);
			o->tag = (unsigned char)unit_rnd(256);
			o->p = slab_alloc(&cache[o->cache]);
			UNIT_MUST(o->p != NULL && IS_ALIGNED((word_t)o->p, align[o->cache]));
			memset(o->p, o->tag, size[o->cache]);
			count[o->cache]++;
		}
		UNIT_MUST(cache[o->cache].objects == count[o->cache]);
	}
	for (unsigned i = 0; i < OBJECTS; i++) {
		if (objects[i].p != NULL)
			slab_free(&cache[objects[i].cache], objects[i].p);
	}
	unit_report("kmem/random-slabs", kmem_used_bytes(KMEM_MAPNODE) == 0 &&
						 kmem_free_bytes() == kmem_total_bytes());
}

static void test_slab_exhaustion(void)
{
	struct slab_cache c;
	void *list = NULL, *p;
	word_t n = 0;

	slab_init(&c, 64, 64, 12, KMEM_FPU);
	for (p = slab_alloc(&c); p != NULL; p = slab_alloc(&c), n++) {
		*(void **)p = list;
		list = p;
	}
	UNIT_MUST(n == kmem_total_bytes() / PAGE_SIZE * c.per_slab && kmem_free_bytes() == 0);
	for (p = list; p != NULL; p = list) {
		list = *(void **)p;
		slab_free(&c, p);
	}
	unit_report("kmem/slab-exhaustion", kmem_free_bytes() == kmem_total_bytes());
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	if (posix_memalign((void **)&arena, POOL, POOL) != 0)
		return 1;
	test_add();
	test_zeroed();
	test_random_pages();
	test_random_slabs();
	test_slab_exhaustion();
	free(arena);
	return unit_end();
}
