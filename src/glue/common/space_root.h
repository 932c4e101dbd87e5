/* SPDX-License-Identifier: BSD-2-Clause */
/* space_root.h - the root of the page tables of a space. */
#ifndef SPACE_ROOT_H
#define SPACE_ROOT_H

#include "glue.h"
#include "ptab.h"
#include "space.h"

/* An empty root for `s`, all of it zero; NULL if there is no memory. */
static inline void *space_root_alloc(struct space *s)
{
	void *root = ptab_alloc_table(0);

	if (root != NULL)
		s->glue.root = (paddr_t)root - GLUE_PHYS_WINDOW;
	return root;
}

static inline void space_root_free(struct space *s)
{
	ptab_free_table((void *)(s->glue.root + GLUE_PHYS_WINDOW), 0);
}

#endif
