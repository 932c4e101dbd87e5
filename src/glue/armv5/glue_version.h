/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_version.h - switching spaces and threads on ARMv5; part of glue_inline.h. */
#ifndef GLUE_VERSION_H
#define GLUE_VERSION_H

#include "arch.h"
#include "space.h"
#include "tcb.h"

/* Users read the page of vectors and so can execute what is on it. */
#define GLUE_VECTORS_MAP	(KMAP_EXEC | KMAP_USER)

static inline void glue_load_space(struct space *s)
{
	arch_space_switch(s->glue.root, 0);
}

static inline void glue_space_flush(struct space *s)
{
	if (space_is_loaded(s))
		arch_tlb_flush_all();
}

/* What was cached of the space is gone since it was last left. */
static inline void glue_forget_space(struct space *s)
{
	(void)s;
}

/* The kernel was entered from user mode, and may do more than pass on a message. */
static inline void glue_user_ran(void)
{
	arch_user_ran();
}

/*
 * Compare and swap on the page of vectors (entry_version.h): t may have read what others change
 * before it writes.
 */
#define GLUE_SWAP		(ARM_VECTORS + 0xfc0)
#define GLUE_SWAP_STORE		(GLUE_SWAP + 8)

static inline void glue_clear_exclusive(struct tcb *t)
{
	word_t *pc = &t->glue.frame.pc;

	if (*pc - GLUE_SWAP <= GLUE_SWAP_STORE - GLUE_SWAP)
		*pc = GLUE_SWAP;
}

/* No register tells user code its UTCB; the word in memory does. */
static inline void glue_set_thread_register(word_t local_id)
{
	(void)local_id;
}

/* version.c: see there. */
void glue_map_view(paddr_t start, paddr_t end);
void glue_share_utcb(struct tcb *t, const struct space *s);

static inline void glue_init_version(void)
{
	arch_find_fpu();
}

/*
 * An FPU instruction trapped.  If that was because an earlier one is left to software, which nobody
 * does here, that one is given up: the next would trap again.
 */
static inline void glue_fpu_refused(void)
{
	if ((arch_fpu_status() & ARM_FPEXC_EX) != 0)
		arch_fpu_enable();
}

#endif
