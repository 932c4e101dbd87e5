/* SPDX-License-Identifier: BSD-2-Clause */
/* port_layout.h - comes first in every file: users' addresses are the port's, memory is a pool. */
#ifndef PORT_LAYOUT_H
#define PORT_LAYOUT_H

#include "glue_layout.h"
#include "types.h"

#undef GLUE_PHYS_WINDOW
#define GLUE_PHYS_WINDOW	fake_window

/* Host address of physical address 0. */
extern word_t fake_window;

#endif
