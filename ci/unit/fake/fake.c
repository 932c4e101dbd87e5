/* SPDX-License-Identifier: BSD-2-Clause */
/* fake.c - the world around the mapping layer on the host: memory that can fail, spaces, a TLB. */
#include "fake.h"

#include "assert.h"
#include "fake_walker.h"
#include "kip.h"
#include "kmem.h"
#include "percpu.h"

#include <stdarg.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)	ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n)	ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define POISON(p, n)	((void)(p), (void)(n))
#define UNPOISON(p, n)	((void)(p), (void)(n))
#endif

#define POOL_BITS	28u
#define SIZES		32u

word_t fake_window;
paddr_t fake_window_pa;
word_t fake_window_view, fake_flushes;
struct percpu fake_percpu;
paddr_t fake_root;
struct space *fake_spaces[FAKE_SPACES];
struct space *sigma0_space;
word_t fake_object;
paddr_t fake_reserved_first, fake_reserved_last;
long fake_memory_left = -1;
long fake_outstanding;
unsigned long long fake_seed = 1;
static unsigned passed;

/* --- kernel memory ----------------------------------------------------------------------- */

static char *pool, *pool_next;
static void *free_list[SIZES * 2];

/* Take or give 2^(i/2) bytes, half as much again for odd i. */
static size_t size_of(unsigned i)
{
	return ((size_t)1 << (i / 2)) + (i % 2 ? ((size_t)1 << (i / 2)) / 2 : 0);
}

static void *take(unsigned i, size_t align)
{
	void *p = free_list[i];

	if (fake_memory_left == 0)
		return NULL;
	if (fake_memory_left > 0)
		fake_memory_left--;
	if (p) {
		UNPOISON(p, size_of(i));
		free_list[i] = *(void **)p;
	} else {
		pool_next = (char *)ALIGN_UP((word_t)pool_next, (word_t)align);
		p = pool_next;
		pool_next += size_of(i);
		if (pool_next > pool + ((size_t)1 << POOL_BITS))
			fake_fail(__FILE__, __LINE__, "the pool of the test is too small");
	}
	memset(p, 0xa5, size_of(i));
	fake_outstanding++;
	return p;
}

static void give(void *p, unsigned i)
{
	memset(p, 0x5a, size_of(i));
	*(void **)p = free_list[i];
	free_list[i] = p;
	POISON(p, size_of(i));
	fake_outstanding--;
}

void *kmem_alloc(unsigned bits, enum kmem_use use)
{
	(void)use;
	return take(bits * 2, (size_t)1 << bits);
}

void kmem_free(void *p, unsigned bits, enum kmem_use use)
{
	(void)use;
	give(p, bits * 2);
}

void slab_init(struct slab_cache *c, unsigned size, unsigned align, unsigned bits,
	       enum kmem_use use)
{
	(void)align;
	(void)bits;
	(void)use;
	c->size = size;
}

/* 24 bytes and powers of two are what there is. */
static unsigned slab_index(const struct slab_cache *c)
{
	return c->size == 24 ? 9 : 2 * bit_ffs(c->size);
}

void *slab_alloc(struct slab_cache *c)
{
	return take(slab_index(c), c->size == 24 ? 8 : c->size);
}

void slab_free(struct slab_cache *c, void *obj)
{
	give(obj, slab_index(c));
}

/* --- page walker ------------------------------------------------------------------------- */

/* Of ports whose entries tell it. */
#ifndef FAKE_WALKER
#define FAKE_WALKER	0
#endif

/* A copy of the pool behind it holds what the walker was told; all zero until then. */
static const char *seen(const void *p)
{
	return (const char *)p + BIT(POOL_BITS);
}

void fake_written(const void *p, size_t len)
{
	if (pool && (word_t)p - (word_t)pool < BIT(POOL_BITS))
		memcpy((char *)p + BIT(POOL_BITS), p, len);
}

static void check_seen(const pte_t *table, unsigned level)
{
	word_t n = BIT(arch_pt_bits(level)), step = arch_pt_step(level);

	CHECK(memcmp(table, seen(table), (n << step) * sizeof(*table)) == 0);
	for (word_t i = 0; step == 0 && i < n; i++)
		if (arch_pte_kind(table[i], level) == ARCH_PTE_TABLE)
			check_seen((pte_t *)(arch_pte_table(table[i]) + fake_window), level + 1);
}

void fake_walker_check(void)
{
	for (unsigned i = 0; FAKE_WALKER && i < FAKE_SPACES; i++)
		check_seen((pte_t *)(fake_spaces[i]->glue.root + fake_window), 0);
}

/* --- spaces ------------------------------------------------------------------------------ */

bool space_is_kernel_object(const struct space *s, word_t va, unsigned bits)
{
	(void)s;
	return va <= (fake_object | MASK(FAKE_OBJECT_BITS)) && (va | MASK(bits)) >= fake_object;
}

bool kip_memory_is_reserved(paddr_t start, paddr_t end)
{
	return start <= fake_reserved_last && end >= fake_reserved_first;
}

void fake_space_make(unsigned i)
{
	struct space *s = fake_spaces[i];
	long left = fake_memory_left;

	fake_memory_left = -1;
	s->glue.root = (word_t)ptab_alloc_table(0) - fake_window;
	fake_written((void *)(s->glue.root + fake_window), sizeof(pte_t) << arch_pt_bits(0));
	s->glue.asid = i;
	CHECK(ptab_map_object(s, fake_object, 0x1000 * (i + 1), RIGHT_R) == 0);
	fake_memory_left = left;
}

void fake_space_free(unsigned i)
{
	struct space *s = fake_spaces[i];

	ptab_free_table((void *)(s->glue.root + fake_window), 0);
	fake_flushed(i, 0, true);
}

/* No interrupt comes. */
bool sched_preempt_point(void)
{
	return false;
}

void fake_init(void)
{
	const char *seed = getenv("SEED");

	fake_seed = seed ? strtoull(seed, NULL, 0) : 1;
	pool = mmap(NULL, (size_t)3 << POOL_BITS, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	CHECK((void *)pool != MAP_FAILED);
	pool = (char *)ALIGN_UP((word_t)pool, BIT(POOL_BITS));
	pool_next = pool + PAGE_SIZE;
	fake_window = (word_t)pool;
	mapdb_init();
	fake_object = BIT(arch_pt_shift(0)) + 2 * PAGE_SIZE;
	fake_reserved_first = 2 * BIT(arch_pt_shift(0)) + PAGE_SIZE;
	fake_reserved_last = fake_reserved_first + 6 * PAGE_SIZE - 1;
	for (unsigned i = 0; i < FAKE_SPACES; i++) {
		/* In the pool: links of the mapping database reach nothing else. */
		pool_next = (char *)ALIGN_UP((word_t)pool_next, 64);
		fake_spaces[i] = (struct space *)pool_next;
		pool_next += sizeof(struct space);
		fake_space_make(i);
	}
	sigma0_space = fake_spaces[0];
	fake_root = 0;
}

/* --- TLB --------------------------------------------------------------------------------- */

#define TLB_ENTRIES	64

static struct tlb_entry {
	bool valid;
	unsigned asid, rights, marked, level;
	word_t base;
	paddr_t pa;
} tlb[TLB_ENTRIES];
static unsigned tlb_next;

void fake_flushed(word_t asid, word_t va, bool all)
{
	for (unsigned i = 0; i < TLB_ENTRIES; i++) {
		struct tlb_entry *e = &tlb[i];

		if (e->valid && e->asid == asid &&
		    (all || ALIGN_DOWN(va, ptab_size(e->level)) == e->base))
			e->valid = false;
	}
}

/* A TLB without identifiers holds translations of one space at a time. */
static void run_in(unsigned asid)
{
	if (ARCH_ASIDS != 0 || space_is_loaded(fake_spaces[asid]))
		return;
	for (unsigned i = 0; i < TLB_ENTRIES; i++)
		tlb[i].valid = false;
	fake_root = fake_spaces[asid]->glue.root;
}

bool fake_access(unsigned asid, word_t va, unsigned access)
{
	struct ptab_slot slot;
	struct tlb_entry *e;

	run_in(asid);
	for (unsigned i = 0; i < TLB_ENTRIES; i++) {
		e = &tlb[i];
		if (e->valid && e->asid == asid && ALIGN_DOWN(va, ptab_size(e->level)) == e->base &&
		    (access & ~e->rights & RIGHTS_ALL) == 0 && (access & ~e->marked) == 0)
			return true;
	}
	if (!map_touch(fake_spaces[asid], va, access))
		return false;
	ptab_find(fake_spaces[asid], va, &slot);
	e = &tlb[tlb_next++ % TLB_ENTRIES];
	*e = (struct tlb_entry){
		.valid = true,
		.asid = asid,
		.rights = arch_pte_rights(*slot.pte),
		.marked = arch_pte_status(*slot.pte),
		.level = slot.level,
		.base = ALIGN_DOWN(va, ptab_size(slot.level)),
		.pa = arch_pte_paddr(*slot.pte, slot.level),
	};
	return true;
}

void fake_tlb_check(void)
{
	for (unsigned i = 0; i < TLB_ENTRIES; i++) {
		struct tlb_entry *e = &tlb[i];
		struct ptab_slot slot;

		if (!e->valid)
			continue;
		ptab_find(fake_spaces[e->asid], e->base, &slot);
		CHECK(ptab_is_leaf(&slot) && slot.level == e->level);
		CHECK(arch_pte_paddr(*slot.pte, slot.level) == e->pa);
		CHECK((e->rights & ~arch_pte_rights(*slot.pte)) == 0);
		CHECK((e->marked & ~arch_pte_status(*slot.pte)) == 0);
	}
}

void *fake_frame(paddr_t pa)
{
	static char frames[16][4096];

	return frames[(pa >> ARCH_PAGE_BITS) % 16];
}

void arch_cache_flush(const void *va, size_t len)
{
	CHECK(va == fake_frame(fake_window_pa) && len == PAGE_SIZE);
	fake_flushes++;
}

void arch_cache_sync_code(const void *va, size_t len)
{
	(void)va;
	(void)len;
}

/* --- what differs between CPUs ----------------------------------------------------------- */

unsigned fake_rights(unsigned rights)
{
	return arch_pte_rights(arch_pte_leaf(0, rights, 0, ARCH_PT_LEVELS - 1));
}

unsigned fake_status(unsigned status)
{
	pte_t pte = arch_pte_leaf(0, RIGHTS_ALL, 0, ARCH_PT_LEVELS - 1);

	pte = arch_pte_marked(pte, status);
	return arch_pte_status(pte);
}

bool fake_memtype_ok(unsigned memtype)
{
	for (unsigned l = 0; l < ARCH_PT_LEVELS; l++)
		if (arch_pt_leaf_ok(l) &&
		    arch_pte_memtype(arch_pte_leaf(0, RIGHTS_ALL, memtype, l), l) != memtype)
			return false;
	return true;
}

unsigned fake_memtype(void)
{
	unsigned memtype;

	do
		memtype = (unsigned)fake_random(8);
	while (!fake_memtype_ok(memtype));
	return memtype;
}

/* --- results ----------------------------------------------------------------------------- */

unsigned long fake_random(unsigned long below)
{
	fake_seed ^= fake_seed << 13;
	fake_seed ^= fake_seed >> 7;
	fake_seed ^= fake_seed << 17;
	return (unsigned long)(fake_seed >> 11) % below;
}

void fake_fail(const char *file, int line, const char *what)
{
	printf("not ok %u %s:%d: %s (random state %llu)\nDONE pass=%u fail=1\n", passed + 1, file,
	       line, what, fake_seed, passed);
	fflush(stdout);
	abort();
}

void panic(const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	fake_fail("panic", 0, text);
}

void fake_ok(const char *name)
{
	printf("ok %u %s\n", ++passed, name);
	fflush(stdout);
}

int fake_done(void)
{
	printf("DONE pass=%u fail=0\n", passed);
	return 0;
}
