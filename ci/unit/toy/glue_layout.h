/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_layout.h - fake port: users own the lower three quarters; the rest is the pool. */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "bits.h"
#include "fake_geometry.h"

#define GLUE_USER_END		(BIT(FAKE_VA_BITS - 2) * 3)
#define GLUE_PHYS_WINDOW	fake_window

/* Host address of physical address 0. */
extern word_t fake_window;

#endif
