/* SPDX-License-Identifier: BSD-2-Clause */
/* kmem.h - the kernel's own memory: a buddy allocator of pages, slabs on top, accounting by use. */
#ifndef KMEM_H
#define KMEM_H

#include "compiler.h"
#include "list.h"
#include "types.h"

/* What memory is used for: the debugger and the leak tests tell these apart. */
enum kmem_use {
	KMEM_TCB,
	KMEM_SPACE,
	KMEM_PTAB,
	KMEM_MAPNODE,
	KMEM_UTCB,
	KMEM_FPU,
	KMEM_TABLE,		/* thread table, UTCB slot tables, I/O bitmaps */
	KMEM_USES
};

#define KMEM_MAX_BITS	24	/* largest chunk: 16 MiB */

/*
 * Give [start, end) (kernel virtual addresses inside the direct map, page aligned) to the pool.
 * Allocator state lives in the free pages themselves.
 */
void kmem_add(word_t start, word_t end);

/*
 * 2^bits bytes, aligned to their size, NOT zeroed; bits >= ARCH_PAGE_BITS.  NULL when there is no
 * such chunk: the caller turns that into ERR_NO_MEM.  At most a few hundred instructions.
 */
__must_check void *kmem_alloc(unsigned bits, enum kmem_use use);
void kmem_free(void *p, unsigned bits, enum kmem_use use);

/* The same for one or two pages, zeroed. */
__must_check void *kmem_alloc_zeroed(unsigned bits, enum kmem_use use);

/* Set whenever an allocation leaves less than KMEM_LOW; kmem_grow() clears it. */
#define KMEM_LOW	(64 * PAGE_SIZE)
extern bool kmem_low;

word_t kmem_free_bytes(void);
word_t kmem_total_bytes(void);
word_t kmem_used_bytes(enum kmem_use use);

/*
 * Objects of one size.  A page is taken from kmem when no slab has room and given back when its
 * last object is freed, so the pool returns to its starting level.  Objects are aligned to
 * `align` (power of two, at most a slab's bytes) and NOT zeroed.
 */
struct slab_cache {
	struct list partial;		/* slabs with at least one free object */
	unsigned size;
	unsigned per_slab;
	unsigned bits;			/* log2 of a slab's bytes */
	enum kmem_use use;
	word_t objects;			/* in use */
	struct slab_cache *next;	/* in slab_caches */
};

/* All that have been made; only with CONFIG_KDB (kdb_mem.c). */
extern struct slab_cache *slab_caches;

void slab_init(struct slab_cache *c, unsigned size, unsigned align, unsigned bits,
	       enum kmem_use use);
__must_check void *slab_alloc(struct slab_cache *c);
void slab_free(struct slab_cache *c, void *obj);

#endif
