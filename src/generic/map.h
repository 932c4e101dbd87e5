/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * map.h - map and grant items, Unmap, status bits; translation of user addresses (X2:mapping).
 *
 * Everything whose length a user chooses advances in steps: `*_start` checks and prepares, `*_step`
 * does at most about 2,000 instructions of work and says whether it is done.  Between steps
 * anything may happen: other threads map, unmap, die; spaces die (then the operation must be
 * dropped with its `*_cancel`, which is always safe and idempotent).
 */
#ifndef MAP_H
#define MAP_H

#include "abi.h"
#include "fpage.h"
#include "mapdb.h"
#include "ptab.h"
#include "types.h"

struct space;

/* --- Unmap ------------------------------------------------------------------------------- */

struct unmap_op {
	struct space *space;
	word_t va;		/* next address */
	word_t last;		/* last address */
	uint8_t revoke;		/* rights to take away */
	uint8_t flush;		/* from the space itself, too */
	uint8_t objects;	/* kernel objects as well: the space is being destroyed */
	uint8_t status;		/* RWX collected so far */
	uint8_t done;
	struct mapdb_cursor cursor;	/* inside the tree of the page at va */
	struct ptab_split split;	/* of a page that is only partly concerned */
};

/*
 * Prepare Unmap of one fpage in space s (X2:unmap); its rights are those to revoke.  The nilpage,
 * kernel objects and what is not mapped are skipped.  Revoking read access removes a mapping.
 */
void unmap_start(struct unmap_op *op, struct space *s, fpage_t fpage, bool flush);

/* True when done; op->status then holds the RWX status bits. */
bool unmap_step(struct unmap_op *op);
void unmap_cancel(struct unmap_op *op);

/* --- map and grant ----------------------------------------------------------------------- */

/* One map or grant item being carried out. */
struct map_op {
	struct space *from;
	struct space *to;
	word_t src;		/* next source address */
	word_t dst;		/* next destination address */
	word_t left;		/* bytes left, minus one; meaningless when done */
	uint8_t rights;		/* of the send fpage */
	uint8_t grant;
	uint8_t populate;	/* from sigma0 to others: its own pages are made on demand */
	uint8_t fresh;		/* nothing mapped yet in this step */
	uint8_t done;
	struct unmap_op clear;	/* of what is in the way at dst; idle: done */
	struct ptab_split split;	/* of a page granted in part */
};

/*
 * Prepare the item (snd_base, fpage; X2:types.items) from space `from` into the window of `to`
 * (X2:mapping.placement).  A nil or unfitting window or fpage makes an operation that is done at
 * once.  I/O fpages are not handled here.
 */
void map_start(struct map_op *op, struct space *from, struct space *to, word_t snd_base,
	       fpage_t fpage, fpage_t window, bool grant);

/*
 * 1: more to do; 0: done; -ERR_NO_MEM: kernel memory exhausted, what was mapped so far stays; the
 * next step tries again, map_cancel gives up.
 */
int map_step(struct map_op *op);

/* Give up between steps: what was mapped so far stays. */
void map_cancel(struct map_op *op);

/* --- sigma0 ------------------------------------------------------------------------------ */

/*
 * Map the page of `va` in sigma0's space 1:1, as large as alignment, kernel reservations and
 * existing entries allow (X2:protocols.initial).  0, -ERR_INVALID_PARAM if the kernel reserves
 * the address (kip_memory_is_reserved), -ERR_NO_MEM.
 */
int map_sigma0(word_t va);

/* --- the kernel's own access to user memory ---------------------------------------------- */

/* What the kernel has to know of a page to use it by itself. */
struct map_page {
	paddr_t pa;		/* behind the address asked for */
	word_t view;		/* for arch_window */
};

/*
 * The page behind user address va of s if it is mapped with `rights` (RIGHT_R, RIGHT_W,
 * RIGHT_X) and is no kernel object other than the KIP (readable); marks it referenced (and
 * written).  Valid until the next preemption point.  False: a user access would fault, or the frame
 * is no memory and the kernel's might (arch_is_memory).
 */
bool map_translate(struct space *s, word_t va, unsigned rights, struct map_page *page);

enum copy_end {
	COPY_DONE,
	COPY_MORE,
	COPY_SOURCE_FAULT,
	COPY_DESTINATION_FAULT,
};

/*
 * Copy len bytes of user memory from one space to another (usercopy.c); *copied tells how many were
 * copied.  Both ranges lie in user space.  Up to COPY_QUICK bytes are copied at once; for more
 * there are preemption points, the first one before the first byte, and COPY_MORE means that
 * another thread should run.
 */
#define COPY_QUICK	(ARCH_COPY_BYTE > 1 ? 64 : 256)
enum copy_end map_copy_spaces(struct space *to, word_t dst, struct space *from, word_t src,
			      size_t len, size_t *copied);

/*
 * Copy user memory of s to kernel memory through a window, at most one page-crossing piece at a
 * time.  The result is the number of bytes copied, short at the first address that
 * faults.  len must be at most 4096.
 */
size_t map_copy_from_user(struct space *s, void *dst, word_t src, size_t len);

/*
 * For CPUs that keep status bits in software: a user access to va faulted although the page is
 * mapped.  If it has the rights, mark it and return true: the access is repeated.
 */
bool map_touch(struct space *s, word_t va, unsigned access);

/* --- memory attributes, destruction ------------------------------------------------------ */

/*
 * Where caches are controlled there are attributes that flush, in place of a memory type: bits of
 * what is flushed.
 */
#define MAP_FLUSH	0x100

static inline bool map_is_flush(int attribute)
{
	return IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) && attribute >= MAP_FLUSH;
}

/*
 * Give all pages of s inside [*va, end] a memory type (glue_mem_attr), one bounded step: `*va`
 * advances to the next address to do.  1: more; 0: done; -ERR_NO_MEM: a page could not be split.
 * In sigma0's space pages are mapped first.  With HAVE_CACHE_CONTROL their frames leave the data
 * caches.  May be dropped between steps.
 *
 * MAP_FLUSH and RIGHT_R: write back data, RIGHT_X: make code visible to instruction fetch;
 * -ERR_NO_PRIVILEGE: a page is not mapped.
 */
int map_memory_control(struct space *s, word_t *va, word_t end, unsigned attribute);

/*
 * Unmap everything in s (recursively what was mapped on), free page tables below the root: one
 * bounded step; *cursor starts at 0.  True when the user part is empty.
 */
bool map_destroy(struct space *s, word_t *cursor);

/* --- among the files of the mapping layer ------------------------------------------------ */

/* What a step may cost, in instructions. */
#define MAP_CREDIT	(PTAB_IS_DEEP ? 600 : 1100)

/* Prepare to unmap [first, last] of s; see struct unmap_op. */
void unmap_range(struct unmap_op *op, struct space *s, word_t first, word_t last,
		 unsigned revoke, bool flush);

/* unmap_step, counting *credit down; false when it is used up. */
bool unmap_run(struct unmap_op *op, int *credit);

/* map_step, likewise. */
int map_run(struct map_op *op, int *credit);

/* The page of va, a user address, if a user access with these rights is allowed. */
static inline bool map_find_page(struct space *s, word_t va, unsigned rights,
				 struct ptab_slot *slot)
{
	ptab_find(s, va, slot);
	return ptab_is_leaf(slot) && (rights & ~arch_pte_rights(*slot->pte)) == 0;
}

/* Forget what map_memory_control keeps of s. */
void map_forget_memtype(const struct space *s);

/* ptab_split_step for a page that may have a mapping node. */
__must_check int map_split(struct ptab_split *sp, struct space *s, word_t va,
			   struct ptab_slot *slot, int *credit);

#endif
