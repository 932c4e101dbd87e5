/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_version.h - switching spaces and threads on ARMv7-A; part of glue_inline.h. */
#ifndef GLUE_VERSION_H
#define GLUE_VERSION_H

#include "arch.h"
#include "compiler.h"
#include "space.h"

struct tcb;

/* The page of vectors is the kernel's alone. */
#define GLUE_VECTORS_MAP	KMAP_EXEC

/* version.c: the next asid, for s from now on. */
void glue_asid_take(struct space *s);

/* Who has no asid has not run yet, or has lost it. */
static inline void glue_load_space(struct space *s)
{
	if (unlikely(s->glue.asid == ARM_ASID_NONE))
		glue_asid_take(s);
	arch_space_switch(s->glue.root, s->glue.asid);
}

static inline void glue_space_flush(struct space *s)
{
	arch_tlb_flush_asid(s->glue.asid);
}

/* The space is being destroyed and not loaded. */
void glue_forget_space(struct space *s);

/* Caches do not mind where the kernel and users see a frame, nor what ran. */
static inline void glue_user_ran(void)
{
}

static inline void glue_map_view(paddr_t start, paddr_t end)
{
	(void)start;
	(void)end;
}

static inline void glue_share_utcb(struct tcb *t, const struct space *s)
{
	(void)t;
	(void)s;
}

static inline void glue_init_version(void)
{
}

/* The FPU puts nothing off. */
static inline void glue_fpu_refused(void)
{
}

/*
 * User code must not complete an exclusive store that was begun before another thread ran, or
 * before a trap in which the kernel may have changed its UTCB.
 */
static inline void glue_clear_exclusive(struct tcb *t)
{
	(void)t;
	__asm__ volatile("clrex" : : : "memory");
}

/*
 * Where user code finds its UTCB without memory (TPIDRURO).  What it may write itself (TPIDRURW) is
 * lost whenever another thread runs: nobody sees what others have left there.
 */
static inline void glue_set_thread_register(word_t local_id)
{
	__asm__ volatile("mcr p15, 0, %0, c13, c0, 3; mcr p15, 0, %1, c13, c0, 2; clrex"
			 : : "r"(local_id), "r"(0) : "memory");
}

#endif
