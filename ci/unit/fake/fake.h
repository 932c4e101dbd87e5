/* SPDX-License-Identifier: BSD-2-Clause */
/* fake.h - the world around the mapping layer on the host: memory that can fail, spaces, a TLB. */
#ifndef FAKE_H
#define FAKE_H

#include "map.h"
#include "space.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAKE_SPACES	6		/* number 0 is sigma0's */
#define FAKE_OBJECT_BITS	13	/* every space has a kernel object of two pages at ... */

extern struct space *fake_spaces[FAKE_SPACES];
extern word_t fake_object;		/* ... this address */
extern paddr_t fake_reserved_first, fake_reserved_last;

/* Allocations that still succeed; -1: all of them. */
extern long fake_memory_left;
extern long fake_outstanding;		/* chunks and objects not given back */

void fake_init(void);
void fake_space_make(unsigned i);
void fake_space_free(unsigned i);

/* A user program touches va: status bits are set as a CPU with a TLB would.  False: fault. */
bool fake_access(unsigned i, word_t va, unsigned access);

/* Does the TLB hold anything that the page tables no longer say? */
void fake_tlb_check(void);

/* What a CPU makes of rights and of status bits; a random memory type that it has. */
unsigned fake_rights(unsigned rights);
unsigned fake_status(unsigned status);
bool fake_memtype_ok(unsigned memtype);
unsigned fake_memtype(void);

/* --- results ----------------------------------------------------------------------------- */

extern unsigned long long fake_seed;

unsigned long fake_random(unsigned long below);

#define CHECK(c)	((c) ? (void)0 : fake_fail(__FILE__, __LINE__, #c))

__noreturn void fake_fail(const char *file, int line, const char *what);
void fake_ok(const char *name);
int fake_done(void);

#endif
