/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_boot.h - the arm parts of the boot program among themselves. */
#ifndef ARM_BOOT_H
#define ARM_BOOT_H

#include "../../boot.h"

/* Called by start.S with r1 and r2 as the loader left them. */
void arm_start(u32 machine, u32 tree) __attribute__((noreturn));

/* start.S: a semihosting call. */
void arm_exit(u32 call, const u32 *block);

/* Physical address of the device tree, or 0. */
extern u32 arm_tree;

#endif
