/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * held.S - code that holds a value in every register (../../held.h): those but zero, k0, k1 and sp
 * in the order of their numbers, then hi and lo.
 */
#include <pecan/asm.h>

#include "all_registers.h"

#define AFTER	(34 * 8)
#define SP	(68 * 8)
#define OWN	(69 * 8)
#define HI	(28 * 8)
#define LO	(29 * 8)

	.set	noreorder
	.set	noat
	.set	hardfloat
	.set	fp=64
	.text

/* What C wants back. */
	.macro	PRESERVED op
	SAVED	\op, OWN
	\op	$fp, OWN + 80($sp)
	.endm

	.macro	HELD name, code, slot=
	.globl	\name, \name\()_at, \name\()_end
\name:
	sd	$sp, SP($a0)
	move	$sp, $a0
	PRESERVED sd
	ld	$t0, HI($sp)
	ld	$t1, LO($sp)
	mthi	$t0
	mtlo	$t1
	ALL_REGISTERS ld, 0
\name\()_at:
	\code
	\slot
\name\()_end:
	ALL_REGISTERS sd, AFTER
	mfhi	$t0
	mflo	$t1
	sd	$t0, AFTER + HI($sp)
	sd	$t1, AFTER + LO($sp)
	PRESERVED ld
	jr	$ra
	 ld	$sp, SP($sp)
	.endm

	HELD	arch_held_spin, "b arch_held_spin_at", nop
	HELD	arch_held_read, "ld $t1, 0($t0)"
	HELD	arch_held_write, "sd $t1, 0($t0)"
	HELD	arch_held_jump, "jalr $t0", nop
	HELD	arch_held_trap, ".word 0x04170000"
	HELD	arch_held_fpu, "mov.d $f0, $f0"

	.section .note.GNU-stack, "", @progbits
