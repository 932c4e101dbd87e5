/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_space.h - what this port keeps of a space. */
#ifndef GLUE_SPACE_H
#define GLUE_SPACE_H

#include "types.h"

struct glue_space {
	paddr_t root;			/* page directory, physical */
	word_t asid;			/* unused */
	word_t sysenter_ip;		/* user address behind the stub's sysenter */
};

#endif
