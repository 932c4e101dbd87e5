/* SPDX-License-Identifier: BSD-2-Clause */
/* space.c - page directories, memory attributes, I/O ports of spaces. */
#include "space.h"

#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kip.h"
#include "mmu.h"
#include "space_root.h"

int glue_space_init(struct space *s)
{
	void *root = space_root_alloc(s);

	if (root == NULL)
		return -ERR_NO_MEM;
	arch_root_init(root);
	return 0;
}

void glue_space_destroy(struct space *s)
{
	space_root_free(s);
}

void glue_space_configured(struct space *s)
{
	s->glue.sysenter_ip = fpage_raw_base(s->kip_area) +
			      (word_t)(glue_stub_ipc_return - (char *)&kip_page);
}

/* X2:memctrl: default, and n >= 1 for PAT entry n - 1. */
int glue_mem_attr(word_t attribute)
{
	if (attribute == 0)
		return 0;
	if (attribute <= 4)
		return (int)attribute - 1;
	return (attribute == 5 || attribute == 8) && arch_has_pat() ? (int)attribute - 1 : -1;
}
