/* SPDX-License-Identifier: BSD-2-Clause */
/* kmem_grow.h - more kernel memory from sigma0 (X2:protocols.sigma0): CONFIG_KMEM_GROW. */
#ifndef KMEM_GROW_H
#define KMEM_GROW_H

#include "abi.h"

struct space;
struct tcb;

/* Boot: the kernel's thread that asks; panics without memory. */
void kmem_grow_init(void);

/* Memory is low: ask sigma0 unless that is under way or has been in vain lately. */
void kmem_grow(void);

/* sigma0 has answered the last request: MR1, or the piece that kmem_grow_take accepted. */
void kmem_grow_answer(word_t mr1);

/* The exchange with sigma0 failed; a piece that was being taken is taken without it. */
void kmem_grow_fail(void);

/* A map or grant item of sigma0's answer, from its space.  True: kmem_grow_step until true. */
bool kmem_grow_take(struct space *from, fpage_t fpage, bool grant);
bool kmem_grow_step(void);

#endif
