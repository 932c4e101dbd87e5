/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_types.h - sizes that differ between versions of the architecture: ARMv7-A; asm-safe. */
#ifndef ARM_TYPES_H
#define ARM_TYPES_H

#define ARCH_CACHE_LINE	64
#define ARCH_ASIDS	256

#define ARM_PT_LEVELS	3		/* pages of 1 MiB, 64 KiB, 4 KiB */

#define ARCH_FPU_BYTES	264		/* d0 - d31, FPSCR */
#define ARCH_FPU_ALIGN	8

#define ARM_KERNEL_VIEWS	1	/* of kernel memory */

#endif
