/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - page tables of spaces, memory attributes. */
#include "space.h"

#include "arch.h"
#include "glue.h"
#include "space_root.h"

/* X2:memctrl */
#define ATTRIBUTES	6

int glue_space_init(struct space *s)
{
	void *root = space_root_alloc(s);

	if (root == NULL)
		return -ERR_NO_MEM;
	s->glue.table = (word_t)root;
	s->glue.asid = 0;
	return 0;
}

void glue_space_destroy(struct space *s)
{
	space_root_free(s);
}

/* Links are relative to the KIP, wherever it is. */
void glue_space_configured(struct space *s)
{
	(void)s;
}

void glue_utcb_attached(struct tcb *t, const struct space *s)
{
	(void)t;
	(void)s;
}

/* Coherency attributes of the architecture: 2 and 3 are the only ones that every CPU has. */
int glue_mem_attr(word_t attribute)
{
	static const int8_t cca[ATTRIBUTES] = {
		[0] = 3,		/* default: cached */
		[1] = 2,		/* uncacheable */
		[2] = 3,		/* write back */
		[3] = 0,		/* write through; allocating, 1, is not everywhere */
		[4] = 0,		/* write through, no allocate */
		[5] = 5,		/* coherent */
	};

	return attribute < ATTRIBUTES ? (int)ARCH_MEM_TYPE((unsigned)cca[attribute]) : -1;
}

/* X2:memctrl: 29 code, 30 data, 31 both. */
unsigned glue_mem_flush(word_t attribute)
{
	_Static_assert(RIGHT_X == 1 && RIGHT_R == 4, "two bits of the attribute");
	return attribute >> 2 == 7 ? (attribute & 1) | (attribute & 2) << 1 : 0;
}
