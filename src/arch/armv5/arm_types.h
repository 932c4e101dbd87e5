/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_types.h - numbers that differ between versions of the architecture: ARMv5TE; asm-safe. */
#ifndef ARM_TYPES_H
#define ARM_TYPES_H

#define ARCH_CACHE_LINE	32
#define ARCH_ASIDS	0		/* none: a switch drops all translations */

#define ARCH_FPU_BYTES	144		/* d0 - d15, FPSCR, FPEXC, FPINST, FPINST2 */
#define ARCH_FPU_ALIGN	8

/* Of tables; sections have 9, 11, 13 or 15 (arm_pte.h). */
#define ARM_DOMAIN_USER	8
#define ARM_DOMAINS	0x44450001	/* 2 bits each: 01 is client */

/* Kernel memory is mapped twice: cached, and uncached for what users see at other addresses. */
#define ARM_KERNEL_VIEWS	2

#endif
