/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * glue_layout.h - a real port's page tables on the host: users own the lower three quarters of
 * what the CPU can address, of 48 bits at most.
 */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "arch_types.h"
#include "bits.h"

#define FAKE_VA_BITS		MIN(WORD_BITS == 64 ? 48 : 32, ARCH_PADDR_BITS)
#define GLUE_USER_END		(BIT(FAKE_VA_BITS - 2) * 3)
#define GLUE_PHYS_WINDOW	fake_window

/* Host address of physical address 0. */
extern word_t fake_window;

#endif
