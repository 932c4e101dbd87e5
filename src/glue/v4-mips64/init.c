/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - the CPU's part of the KIP. */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kip.h"
#include "kip_links.h"

/* The vectors are linked where arch_init_cpu puts them. */
__init void glue_init_cpu(unsigned cpu)
{
	(void)cpu;
}

__init void glue_kip_init(struct kip *k)
{
	k->page_info = RIGHT_R | RIGHT_W;	/* x follows r */
	for (unsigned level = 0; level < ARCH_PT_LEVELS; level++)
		if (arch_pt_leaf_ok(level))
			k->page_info |= BIT(arch_pt_shift(level));
	kip_links_init(k, (word_t)(glue_stubs - (char *)&kip_page), GLUE_STUB_BYTES);
}
