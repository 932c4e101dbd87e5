/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.h - for assembly: registers of mips64 that no system call preserves, those of messages. */

#ifndef PECAN_ASM_H
#define PECAN_ASM_H

#ifdef __ASSEMBLER__

/*
 * What C expects to find again, 80 bytes from `at` on the stack.  A system call preserves fp, which
 * belongs to it, and sp (X2:9).  `op` is sd or ld.
 */
	.macro	SAVED op, at=0
	\op	$s0, \at + 0($sp)
	\op	$s1, \at + 8($sp)
	\op	$s2, \at + 16($sp)
	\op	$s3, \at + 24($sp)
	\op	$s4, \at + 32($sp)
	\op	$s5, \at + 40($sp)
	\op	$s6, \at + 48($sp)
	\op	$s7, \at + 56($sp)
	\op	$gp, \at + 64($sp)
	\op	$ra, \at + 72($sp)
	.endm

/* MR1 .. MR7 and their places in the UTCB, which is in k0; MR8 is MR8_AT in s7. */
#define MR8_AT	192

	.macro	MRS op
	\op	$s0, 136($k0)
	\op	$s1, 144($k0)
	\op	$s2, 152($k0)
	\op	$s3, 160($k0)
	\op	$s4, 168($k0)
	\op	$s5, 176($k0)
	\op	$s6, 184($k0)
	.endm

#endif

#endif
