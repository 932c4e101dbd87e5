/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_regs.h - program status, modes, exception vectors, fields of page tables; asm-safe. */
#ifndef ARM_REGS_H
#define ARM_REGS_H

/* Program status register. */
#define PSR_MODE	0x1f
#define PSR_USER	0x10
#define PSR_FIQ_MODE	0x11
#define PSR_IRQ_MODE	0x12
#define PSR_SVC		0x13
#define PSR_ABORT	0x17
#define PSR_UNDEF	0x1b
#define PSR_T		0x20		/* Thumb */
#define PSR_IT_J	0x0700fc00	/* state of an IT block; ThumbEE */
#define PSR_F		0x40		/* no FIQ */
#define PSR_I		0x80		/* no IRQ */
#define PSR_FLAGS	0xf0000000	/* N Z C V: what programs may set from outside */
#define PSR_NOT_USER	0x0f		/* these bits are 0 in user mode alone */

/* Exceptions: places in the vector table. */
#define ARM_VECTOR_RESET	0
#define ARM_VECTOR_UNDEF	1
#define ARM_VECTOR_SVC		2
#define ARM_VECTOR_FETCH	3	/* prefetch abort */
#define ARM_VECTOR_DATA		4	/* data abort */
#define ARM_VECTOR_IRQ		6
#define ARM_VECTOR_FIQ		7

/* System control register. */
#define SCTLR_M		0x00000001	/* MMU */
#define SCTLR_A		0x00000002	/* alignment is checked */
#define SCTLR_C		0x00000004	/* data cache */
#define SCTLR_B		0x00000080	/* ARMv5: big endian */
#define SCTLR_S		0x00000100	/* ARMv5: with access 00 the kernel may read */
#define SCTLR_R		0x00000200	/* ARMv5: with access 00 everybody may read */
#define SCTLR_Z		0x00000800	/* branch prediction */
#define SCTLR_I		0x00001000	/* instruction cache */
#define SCTLR_V		0x00002000	/* vectors at ARM_VECTORS */
#define SCTLR_TRE	0x10000000	/* ARMv7: memory types by PRRR and NMRR */

#define ARM_FPEXC_EN	0x40000000	/* the FPU is on */

/* Entries of the first level: type in bits 1..0, domain in bits 8..5. */
#define ARM_L1_TABLE	0x1
#define ARM_L1_SECTION	0x2
#define ARM_L2_LARGE	0x1	/* of the second level */
#define ARM_L1_DOMAIN	5

/*
 * Domains say whose entries are; all are clients everywhere and always, so access rights alone
 * decide.  Those of the users are numbered in arm_types.h.
 */
#define ARM_DOMAIN_KERNEL	0

#endif
