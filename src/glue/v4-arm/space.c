/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - page tables of spaces, memory attributes. */
#include "space.h"

#include "arch.h"
#include "glue.h"
#include "mmu.h"
#include "sched.h"
#include "space_root.h"

int glue_space_init(struct space *s)
{
	void *root = space_root_alloc(s);

	if (root == NULL)
		return -ERR_NO_MEM;
	(void)sched_preempt_point();	/* it is large: clearing it takes long, as does this: */
	arch_root_init(root);
	(void)sched_preempt_point();
	return 0;
}

void glue_space_destroy(struct space *s)
{
	glue_forget_space(s);
	space_root_free(s);
}

/* Threads keep what depends on the place of the KIP (glue_utcb_attached). */
void glue_space_configured(struct space *s)
{
	(void)s;
}

/* X2:memctrl: default and uncached. */
int glue_mem_attr(word_t attribute)
{
	return attribute == 0 ? (int)ARCH_MEM_CACHED : attribute == 1 ? (int)ARCH_MEM_UNCACHED : -1;
}

/* X2:memctrl: 29 code, 30 data, 31 both. */
unsigned glue_mem_flush(word_t attribute)
{
	static const uint8_t what[] = { RIGHT_X, RIGHT_R, RIGHT_R | RIGHT_X };

	return attribute >= 29 && attribute <= 31 ? what[attribute - 29] : 0;
}
