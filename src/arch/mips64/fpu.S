/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - write, save and load FPU state. */
#include "arch_types.h"
#include "cp0.h"

/* State: 32 registers, FCSR, and the Status.FR under which the registers are used. */
#define FPU_FCSR	(32 * 8)
#define FPU_MODE	(33 * 8)

/*
 * FCSR: a cause bit with its enable bit set traps when it is written, and so does the cause
 * "unimplemented".
 */
#define FCSR_ENABLE_SHIFT	7
#define FCSR_CAUSE_SHIFT	12
#define FCSR_UNIMPLEMENTED	0x00020000

	.set	noreorder
	.set	noat
	.set	hardfloat
	.set	fp=64
	.text

/* void arch_fpu_init(void *state): registers and FCSR 0, registers of 64 bits */
	.globl	arch_fpu_init
arch_fpu_init:
	daddiu	$t0, $a0, ARCH_FPU_BYTES
	move	$t1, $a0
1:	sd	$zero, 0($t1)
	daddiu	$t1, $t1, 8
	bne	$t1, $t0, 1b
	 nop
	lui	$t2, %hi(STATUS_FR)
	jr	$ra
	 sd	$t2, FPU_MODE($a0)

/* The FPU on, Status.FR as the state at a0 says: that in t2. */
	.macro	MODE
	ld	$t2, FPU_MODE($a0)
	mfc0	$t0, CP0_STATUS
	lui	$t1, %hi(STATUS_FR)
	or	$t0, $t0, $t1
	xor	$t0, $t0, $t1
	lui	$t1, %hi(STATUS_CU1)
	or	$t0, $t0, $t2
	or	$t0, $t0, $t1
	mtc0	$t0, CP0_STATUS
	ehb
	.endm

/* In the mode of 32-bit registers a pair of them is moved by its even number. */
	.macro	EVEN instruction
	.irp	n, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
	\instruction	$f\n, \n * 8($a0)
	.endr
	.endm

	.macro	ODD instruction
	.irp	n, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
	\instruction	$f\n, \n * 8($a0)
	.endr
	.endm

/*
 * void arch_fpu_save(void *state): the registers keep their contents.
 *
 * arch_fpu_save_on, arch_fpu_restore_on: the same if Status is what MODE makes it, the mode in t2.
 * They change a0 and t0 to t2 alone.
 */
	.globl	arch_fpu_save, arch_fpu_save_on
arch_fpu_save:
	MODE
arch_fpu_save_on:
	cfc1	$t0, $31
	EVEN	sdc1
	beqz	$t2, 1f
	 sd	$t0, FPU_FCSR($a0)
	ODD	sdc1
1:	jr	$ra
	 nop

/* void arch_fpu_restore(const void *state) */
	.globl	arch_fpu_restore, arch_fpu_restore_on
arch_fpu_restore:
	MODE
arch_fpu_restore_on:
	EVEN	ldc1
	beqz	$t2, 1f
	 ld	$t0, FPU_FCSR($a0)
	ODD	ldc1
1:	srl	$t1, $t0, FCSR_ENABLE_SHIFT
	andi	$t1, $t1, 0x1f
	sll	$t1, $t1, FCSR_CAUSE_SHIFT
	lui	$t2, %hi(FCSR_UNIMPLEMENTED)
	or	$t1, $t1, $t2
	or	$t0, $t0, $t1
	xor	$t0, $t0, $t1
	jr	$ra
	 ctc1	$t0, $31

	.section .note.GNU-stack, "", @progbits
