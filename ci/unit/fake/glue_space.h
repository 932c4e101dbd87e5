/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_space.h - fake port: what the walker needs of a space. */
#ifndef GLUE_SPACE_H
#define GLUE_SPACE_H

#include "types.h"

struct glue_space {
	paddr_t root;
	word_t asid;
};

#endif
