/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - page tables and PCIDs of spaces, memory attributes. */
#include "space.h"

#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "mmu.h"
#include "pcid.h"
#include "space_root.h"
#include "tcb.h"

static struct pcid_pool pcids;

int glue_space_init(struct space *s)
{
	void *root = space_root_alloc(s);

	if (root == NULL)
		return -ERR_NO_MEM;
	arch_root_init(root);
	if (arch_asid_mask != 0) {
		s->glue.asid = pcid_take(&pcids);
		arch_tlb_flush_asid(s->glue.asid);
	}
	return 0;
}

void glue_space_destroy(struct space *s)
{
	if (arch_asid_mask != 0)
		pcid_give_back(&pcids, s->glue.asid);
	space_root_free(s);
}

/* Nothing of the port depends on the place of the KIP: its links are absolute. */
void glue_space_configured(struct space *s)
{
	(void)s;
}

void glue_utcb_attached(struct tcb *t, const struct space *s)
{
	t->glue.root = s->glue.root | s->glue.asid;
}

/* X2:memctrl: default, or a memory type as the CPU numbers them, plus one. */
int glue_mem_attr(word_t attribute)
{
	switch (attribute) {
	case 0:
	case 7:
		return ARCH_MEM_CACHED;
	case 1:
		return ARCH_MEM_UNCACHED;
	case 2:
		return ARCH_MEM_WRITE_COMBINING;
	case 5:
		return ARCH_MEM_WRITE_THROUGH;
	case 6:
		return ARCH_MEM_WRITE_PROTECTED;
	default:
		return -1;
	}
}
