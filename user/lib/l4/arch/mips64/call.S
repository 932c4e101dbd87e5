/* SPDX-License-Identifier: BSD-2-Clause */
/* call.S - a system call with all registers taken from memory and stored back to it. */
#include <l4/cpu.h>
#include <pecan/asm.h>

#ifndef L4_ARCH_MIPS64
#error "cpu.h does not name the CPU"
#endif

	.set	noreorder
	.set	noat
	.text

#define FRAME_BYTES	96

/* MR0 .. MR8 and their places in the UTCB, which is in k0.  `op` is sd or ld. */
	.macro	ALL_MRS op
	\op	$v1, 128($k0)
	MRS	\op
	\op	$s7, MR8_AT($k0)
	.endm

/* void __L4_Call(void (*link)(void), struct __L4_Regs *regs) */
	.globl	__L4_Call
	.type	__L4_Call, @function
__L4_Call:
	daddiu	$sp, $sp, -FRAME_BYTES
	SAVED	sd
	sd	$a1, 80($sp)			/* regs */
	move	$t9, $a0
	move	$t0, $a1
	ld	$a0, 0($t0)
	ld	$a1, 8($t0)
	ld	$a2, 16($t0)
	ld	$a3, 24($t0)
	ld	$a4, 32($t0)
	ld	$a5, 40($t0)
	jalr	$t9
	 ld	$a6, 48($t0)
	ld	$t0, 80($sp)
	sd	$a0, 0($t0)
	sd	$a1, 8($t0)
	sd	$a2, 16($t0)
	sd	$a3, 24($t0)
	sd	$a4, 32($t0)
	sd	$a5, 40($t0)
	sd	$v0, 56($t0)
	SAVED	ld
	jr	$ra
	 daddiu	$sp, $sp, FRAME_BYTES
	.size	__L4_Call, . - __L4_Call

/*
 * L4_Word_t __L4_CallIpc(to, FromSpecifier, Timeouts, link, L4_Word_t *from)
 */
	.globl	__L4_CallIpc
	.type	__L4_CallIpc, @function
__L4_CallIpc:
	daddiu	$sp, $sp, -FRAME_BYTES
	SAVED	sd
	sd	$a4, 80($sp)			/* from */
	ALL_MRS	ld
	jalr	$a3
	 nop
	ALL_MRS	sd
	ld	$t0, 80($sp)
	sd	$v0, 0($t0)
	move	$v0, $v1
	SAVED	ld
	jr	$ra
	 daddiu	$sp, $sp, FRAME_BYTES
	.size	__L4_CallIpc, . - __L4_CallIpc

/*
 * void __L4_CallKernelInterface(L4_Word_t result[4])
 *
 * The word of X2:2.9 traps on CPUs before release 2 of the architecture.  Since then it is a synci,
 * of the line that ra points into, and does nothing; Pecan takes sigrie, which traps everywhere.
 */
	.globl	__L4_CallKernelInterface
	.type	__L4_CallKernelInterface, @function
__L4_CallKernelInterface:
	move	$a4, $zero
	dli	$at, 0x1faceca1114e1f64
	.word	0x07ffffff
	bnez	$a4, 1f
	 nop
	.word	0x04174c34
1:	sd	$a4, 0($a0)
	sd	$a5, 8($a0)
	sd	$a6, 16($a0)
	jr	$ra
	 sd	$a7, 24($a0)
	.size	__L4_CallKernelInterface, . - __L4_CallKernelInterface

	.section .note.GNU-stack, "", @progbits
