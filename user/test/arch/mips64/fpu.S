/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - load and store all registers of the FPU. */

	.set	noreorder
	.set	hardfloat
	.set	fp=64
	.text

	.macro	EACH instruction
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	\instruction	$f\n, \n * 8($a0)
	.endr
	.irp	n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\instruction	$f\n, \n * 8($a0)
	.endr
	.endm

	.globl	fpu_load
fpu_load:
	EACH	ldc1
	ld	$v0, 256($a0)
	jr	$ra
	 ctc1	$v0, $31

	.globl	fpu_store
fpu_store:
	EACH	sdc1
	cfc1	$v0, $31
	dsll32	$v0, $v0, 0
	dsrl32	$v0, $v0, 0
	jr	$ra
	 sd	$v0, 256($a0)

	.macro	SINGLES instruction
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	\instruction	$f\n, \n * 4($a0)
	.endr
	.irp	n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\instruction	$f\n, \n * 4($a0)
	.endr
	.endm

	.globl	raw_load_narrow
raw_load_narrow:
	SINGLES	lwc1
	jr	$ra
	 nop

	.globl	raw_store_narrow
raw_store_narrow:
	SINGLES	swc1
	.irp	n, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
	sdc1	$f\n, \n * 4($a1)
	.endr
	jr	$ra
	 nop

	.globl	fpu_rounding
fpu_rounding:
	li	$v0, 3
	ctc1	$v0, $31
	cfc1	$v0, $31
	jr	$ra
	 andi	$v0, $v0, 3

	.section .note.GNU-stack, "", @progbits
