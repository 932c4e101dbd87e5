/* SPDX-License-Identifier: BSD-2-Clause */
/* mips64_private.h - what the files of arch/mips64 share among themselves. */
#ifndef MIPS64_PRIVATE_H
#define MIPS64_PRIVATE_H

#include "types.h"

extern char arch_stack_bottom[], arch_stack_top[];	/* start.S */
extern char arch_vectors[];				/* linker script: a page of handlers */

extern unsigned arch_tlb_entries;

#endif
