/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_private.h - what the files of arch/arm and of its versions share among themselves. */
#ifndef ARM_PRIVATE_H
#define ARM_PRIVATE_H

#include "compiler.h"
#include "types.h"

/* Stacks (start.S): the kernel's, and one for traps that find no room on it. */
extern char arch_stack_guard[], arch_stack_bottom[], arch_stack_top[];
extern char arch_trap_stack_bottom[], arch_trap_stack_top[];

/* frame.c: called by the compiler's library. */
__noreturn void arch_division_by_zero(void);

/* probe.S */
extern char arch_probe_start[], arch_probe_end[];

#endif
