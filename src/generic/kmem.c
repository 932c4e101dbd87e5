/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kmem.c - buddy allocator of the kernel's memory, and slabs of equal objects.
 *
 * A chunk of 2^bits bytes is aligned to its size; its buddy is the other half of the chunk of
 * 2^(bits+1) bytes around it.  Each range given to the pool keeps at its start a byte per page,
 * which for the first page of a chunk says FREE or TAKEN and its bits, for others 0.  Free chunks
 * of a size are linked through their own first bytes.
 */
#include "kmem.h"

#include "assert.h"
#include "bits.h"
#include "string.h"

#define FREE	0x80u
#define TAKEN	0x40u

struct range {
	struct range *next;
	word_t start;			/* first page handed out, behind this struct and state[] */
	word_t end;
	uint8_t state[];
};

static struct range *ranges;
static struct list free_chunks[KMEM_MAX_BITS + 1];
static word_t free_sizes;		/* bit b: free_chunks[b] is not empty */
bool kmem_low;
static word_t free_bytes;
static word_t total_bytes;
static word_t used_bytes[KMEM_USES];

_Static_assert(KMEM_MAX_BITS < WORD_BITS, "a bit per size");
_Static_assert(KMEM_MAX_BITS < TAKEN, "bits fit beside the state");

static struct range *range_of(word_t p)
{
	struct range *r = ranges;

	while (r != NULL && (p < r->start || p >= r->end))
		r = r->next;
	return r;
}

static uint8_t *state_of(struct range *r, word_t p)
{
	return &r->state[(p - r->start) / PAGE_SIZE];
}

static void chunk_add(struct range *r, word_t p, unsigned bits)
{
	*state_of(r, p) = (uint8_t)(FREE | bits);
	list_insert_after(&free_chunks[bits], (struct list *)p);
	free_sizes |= BIT(bits);
}

static void chunk_remove(struct range *r, word_t p, unsigned bits)
{
	*state_of(r, p) = 0;
	list_remove((struct list *)p);
	if (list_empty(&free_chunks[bits]))
		free_sizes &= ~BIT(bits);
}

void kmem_add(word_t start, word_t end)
{
	struct range *r = (struct range *)start;
	word_t pages, head;

	if (ranges == NULL)
		for (unsigned b = 0; b <= KMEM_MAX_BITS; b++)
			list_init(&free_chunks[b]);
	ASSERT(IS_ALIGNED(start | end, PAGE_SIZE));
	pages = (end - start) / PAGE_SIZE;
	head = ALIGN_UP(sizeof(*r) + pages, PAGE_SIZE);
	if (start >= end || head >= end - start)
		return;			/* no room for more than its own description */
	r->next = ranges;
	r->start = start + head;
	r->end = end;
	memset(r->state, 0, pages);
	ranges = r;
	total_bytes += end - r->start;
	free_bytes += end - r->start;
	for (word_t p = r->start; p < end;) {
		unsigned bits = MIN(bit_ffs(p), (unsigned)KMEM_MAX_BITS);

		while (BIT(bits) > end - p)
			bits--;
		chunk_add(r, p, bits);
		p += BIT(bits);
	}
}

void *kmem_alloc(unsigned bits, enum kmem_use use)
{
	word_t sizes, p;
	struct range *r;
	unsigned b;

	ASSERT(bits >= ARCH_PAGE_BITS);
	if (bits > KMEM_MAX_BITS)
		return NULL;
	sizes = free_sizes & ~MASK(bits);
	if (IS_ENABLED(CONFIG_KMEM_GROW) && (sizes == 0 || free_bytes - BIT(bits) < KMEM_LOW))
		kmem_low = true;
	if (sizes == 0)
		return NULL;
	b = bit_ffs(sizes);
	p = (word_t)free_chunks[b].next;
	r = range_of(p);
	chunk_remove(r, p, b);
	while (b > bits) {
		b--;
		chunk_add(r, p + BIT(b), b);
	}
	*state_of(r, p) = (uint8_t)(TAKEN | bits);
	free_bytes -= BIT(bits);
	used_bytes[use] += BIT(bits);
	return (void *)p;
}

void *kmem_alloc_zeroed(unsigned bits, enum kmem_use use)
{
	void *p = kmem_alloc(bits, use);

	if (p != NULL)
		memset(p, 0, BIT(bits));
	return p;
}

void kmem_free(void *chunk, unsigned bits, enum kmem_use use)
{
	word_t p = (word_t)chunk;
	struct range *r = range_of(p);

	ASSERT(r != NULL && *state_of(r, p) == (TAKEN | bits));
	free_bytes += BIT(bits);
	used_bytes[use] -= BIT(bits);
	for (; bits < KMEM_MAX_BITS; bits++) {
		word_t buddy = p ^ BIT(bits);

		if (buddy < r->start || buddy >= r->end || *state_of(r, buddy) != (FREE | bits))
			break;
		chunk_remove(r, buddy, bits);
		*state_of(r, p) = 0;
		p &= ~BIT(bits);
	}
	chunk_add(r, p, bits);
}

word_t kmem_free_bytes(void)
{
	return free_bytes;
}

word_t kmem_total_bytes(void)
{
	return total_bytes;
}

word_t kmem_used_bytes(enum kmem_use use)
{
	return used_bytes[use];
}

/* At the start of every slab; the objects follow. */
struct slab {
	struct list link;		/* in the cache's partial, or unlinked when full */
	void *free;			/* freed objects, linked through their first word */
	unsigned used;
	unsigned fresh;			/* objects from this index on have never been used */
};

static word_t first_object(const struct slab_cache *c)
{
	return BIT(c->bits) - (word_t)c->per_slab * c->size;
}

/*
 * Objects fill the slab's end, so that a size which is a multiple of the alignment aligns them:
 * the end of the slab is aligned to anything.
 */
void slab_init(struct slab_cache *c, unsigned size, unsigned align, unsigned bits,
	       enum kmem_use use)
{
	list_init(&c->partial);
	c->size = ALIGN_UP(MAX(size, (unsigned)sizeof(void *)),
			   MAX(align, (unsigned)sizeof(void *)));
	c->bits = bits;
	c->use = use;
	c->objects = 0;
	c->per_slab = (unsigned)((BIT(bits) - sizeof(struct slab)) / c->size);
	ASSERT(c->per_slab != 0);
	if (IS_ENABLED(CONFIG_KDB)) {
		c->next = slab_caches;
		slab_caches = c;
	}
}

static struct slab *slab_new(struct slab_cache *c)
{
	struct slab *s = kmem_alloc(c->bits, c->use);

	if (s == NULL)
		return NULL;
	s->free = NULL;
	s->used = 0;
	s->fresh = 0;
	list_insert_after(&c->partial, &s->link);
	return s;
}

void *slab_alloc(struct slab_cache *c)
{
	struct slab *s;
	void *obj;

	if (!list_empty(&c->partial))
		s = container_of(c->partial.next, struct slab, link);
	else
		s = slab_new(c);
	if (s == NULL)
		return NULL;
	if (s->free != NULL) {
		obj = s->free;
		s->free = *(void **)obj;
	} else {
		obj = (char *)s + first_object(c) + (word_t)s->fresh++ * c->size;
	}
	if (++s->used == c->per_slab)
		list_remove(&s->link);
	c->objects++;
	return obj;
}

void slab_free(struct slab_cache *c, void *obj)
{
	struct slab *s = (struct slab *)ALIGN_DOWN((word_t)obj, BIT(c->bits));

	ASSERT(s->used != 0 && c->objects != 0);
	*(void **)obj = s->free;
	s->free = obj;
	c->objects--;
	if (s->used-- == c->per_slab)
		list_insert_after(&c->partial, &s->link);
	if (s->used != 0)
		return;
	list_remove(&s->link);
	kmem_free(s, c->bits, c->use);
}
