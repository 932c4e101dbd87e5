/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_types.h - numbers that differ between versions of the architecture: ARMv7-A; asm-safe. */
#ifndef ARM_TYPES_H
#define ARM_TYPES_H

#define ARCH_CACHE_LINE	64
#define ARCH_ASIDS	256

#define ARCH_FPU_BYTES	264		/* d0 - d31, FPSCR */
#define ARCH_FPU_ALIGN	8

/* The bits of the number make a section tell itself from a small page (arm_pte.h). */
#define ARM_DOMAIN_USER	10
#define ARM_DOMAINS	0x00100001	/* 2 bits each: 01 is client */

#define ARM_KERNEL_VIEWS	1	/* of kernel memory */

#endif
