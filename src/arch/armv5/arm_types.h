/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_types.h - sizes that differ between versions of the architecture: ARMv5TE; asm-safe. */
#ifndef ARM_TYPES_H
#define ARM_TYPES_H

#define ARCH_CACHE_LINE	32
#define ARCH_ASIDS	0		/* none: a switch drops all translations */

#define ARM_PT_LEVELS	2		/* of page tables: sections, small pages */

#define ARCH_FPU_BYTES	144		/* d0 - d15, FPSCR, FPEXC, FPINST, FPINST2 */
#define ARCH_FPU_ALIGN	8

/* Kernel memory is mapped twice: cached, and uncached for what users see at other addresses. */
#define ARM_KERNEL_VIEWS	2

#endif
