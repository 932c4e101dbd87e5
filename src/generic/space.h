/* SPDX-License-Identifier: BSD-2-Clause */
/* space.h - address spaces: life time, KIP and UTCB areas, local ids. */
#ifndef SPACE_H
#define SPACE_H

#include "abi.h"
#include "arch.h"
#include "glue_space.h"
#include "glue_utcb.h"
#include "list.h"
#include "percpu.h"

struct tcb;

/* Slots of UTCBs are found in two steps: a table of leaves, each of so many slots. */
#define SPACE_LEAF_BITS	(ARCH_PAGE_BITS - (WORD_BITS == 32 ? 2 : 3))

enum space_flags {
	SPACE_PRIVILEGED = 1,	/* sigma0, sigma1, root: may use the privileged calls */
	SPACE_SIGMA0 = 2,	/* idempotent: its faults are served by the kernel, 1:1 */
	SPACE_READY = 4,	/* KIP and UTCB areas are set (SpaceControl) */
	SPACE_DYING = 8,	/* no thread left; being taken apart (reaper.c) */
	SPACE_MAPPED = 16,	/* something has been mapped: its areas stay where they are */
};

struct space {
	struct glue_space glue;		/* root table, asid: what a switch loads */
	word_t flags;
	word_t threads;			/* threads living here, inactive ones included */
	word_t active;			/* of these, activated ones */
	fpage_t kip_area;
	fpage_t utcb_area;
	struct {
		word_t first, end;	/* exclusive; 0: not set */
	} objects[2];			/* these areas again: KIP, UTCBs */
	tid_t redirector;		/* X2:ipc.redirection; TID_ANY: none */
	uint32_t *io_ports;		/* bit map of the I/O ports it owns (io.c), or NULL */
	word_t utcb_size;		/* of utcb_area, 0 while there are no slots */
	struct tcb ***slots;		/* UTCB slot -> thread, two levels; NULL until needed */
	unsigned leaf_top;		/* behind the last entry of *slots in use */
	unsigned io_reaped;		/* progress of the reaper: links of ports (io.c), */
	word_t cursor;			/* and next user address to free */
	struct list all_link;		/* in space_all, or in the reaper's list when dying */
};

/* All living spaces; for the debugger. */
extern struct list space_all;
extern struct space *sigma0_space;

/* Boot: the slab of spaces. */
void space_init(void);

/* A new, empty space without threads; NULL when memory is exhausted. */
__must_check struct space *space_create(void);

/*
 * Set KIP and UTCB area (checked by the caller: X2:spacectrl) and map the KIP page.
 * 0 or -ERR_NO_MEM; nothing has changed then.
 */
int space_configure(struct space *s, fpage_t kip_area, fpage_t utcb_area);

/* ERR_OK, ERR_UTCB_AREA or ERR_KIP_AREA: would these areas do? */
enum x2_error space_check_areas(fpage_t kip_area, fpage_t utcb_area);

/*
 * True if [va, va + 2^bits) touches the KIP or UTCB area of s: nothing there is ever mapped,
 * granted, unmapped or covered (X2:mapping.kernelobjects).
 */
bool space_is_kernel_object(const struct space *s, word_t va, unsigned bits);

/* The thread with this local id in s, or NULL; trusts nothing but kernel data. */
struct tcb *space_lookup_local(const struct space *s, tid_t local);

/*
 * Reserve the UTCB at user address `block` (aligned, inside the area) for t: allocate and map its
 * page if it is the first one there.  Sets t->utcb, t->lid and t->utcb_block.  0, -ERR_UTCB_AREA if
 * the slot is taken or the area is not set, -ERR_NO_MEM; nothing has changed then.
 */
int space_utcb_attach(struct space *s, struct tcb *t, word_t block);

/* Give up the slot of local id `local`, and its page with the last one on it. */
void space_utcb_release(struct space *s, tid_t local);

/* The same for t, which then has no UTCB. */
void space_utcb_detach(struct space *s, struct tcb *t);

/* Is the page table of s what this CPU translates user addresses with? */
static inline bool space_is_loaded(const struct space *s)
{
	return arch_space_root() == s->glue.root;
}

/* Drop what the CPU caches of the page of `level` at va in s, if it may cache any. */
static inline void space_flush_page(const struct space *s, word_t va, unsigned level)
{
	if (ARCH_ASIDS != 0 || space_is_loaded(s))
		arch_tlb_flush_page(s->glue.asid, va, arch_pt_shift(level));
}

/* Load the page table of s on this CPU unless it is loaded. */
void space_activate(struct space *s);

/* Take one bounded step of freeing a dying space; true when nothing is left and s is gone. */
bool space_reap(struct space *s);

#endif
