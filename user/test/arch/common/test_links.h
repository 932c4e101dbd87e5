/* SPDX-License-Identifier: BSD-2-Clause */
/* test_links.h - links of the KIP that are offsets (X2:2.5); part of test_arch.h. */
#ifndef TEST_LINKS_H
#define TEST_LINKS_H

#include <l4/types.h>
#include <stdbool.h>

/* Inside the page, and the same wherever it is. */
static inline bool arch_link_is_inside(L4_Word_t link, L4_Word_t log2, L4_Word_t kip)
{
	(void)kip;
	return link < 1UL << log2;
}

static inline L4_Word_t arch_link_moved(L4_Word_t link, L4_Word_t kip)
{
	(void)kip;
	return link;
}

#endif
