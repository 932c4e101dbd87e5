/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_space.h - what this port keeps of a space. */
#ifndef GLUE_SPACE_H
#define GLUE_SPACE_H

#include "types.h"

struct glue_space {
	paddr_t root;			/* table of level 0, physical */
	word_t asid;			/* as asid.h gives it out */
	word_t table;			/* the same table, kernel address */
};

#endif
