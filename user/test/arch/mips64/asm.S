/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.S - single instructions at known addresses, and code with every register chosen. */
#include <pecan/asm.h>

#include "all_registers.h"

	.set	noreorder
	.set	noat
	.text

	.globl	arch_raise, arch_bad_instruction, arch_bad_instruction_end
arch_raise:
arch_bad_instruction:
	.word	0x04170000			/* sigrie */
arch_bad_instruction_end:
	jr	$ra
	 nop

/* $25 is arch_dumped; control-transfer item 0 has $0 third, hi and lo behind $31. */
	.globl	arch_dump_registers, arch_dump_loop
arch_dump_registers:
	.irp	n, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
	sd	$\n, 16 + 8 * \n($25)
	.endr
	.irp	n, 24, 25, 28, 29, 30, 31
	sd	$\n, 16 + 8 * \n($25)
	.endr
	mfhi	$1
	sd	$1, 16 + 8 * 32($25)
	mflo	$1
	sd	$1, 16 + 8 * 33($25)
	ld	$1, 16 + 8 * 1($25)
	sd	$7, 16 + 8 * 7($25)
arch_dump_loop:
	b	arch_dump_loop
	 nop

	.globl	arch_read, arch_read_at, arch_read_end
arch_read:
arch_read_at:
	ld	$v0, 0($a0)
arch_read_end:
	jr	$ra
	 nop

	.globl	arch_write, arch_write_at, arch_write_end
arch_write:
arch_write_at:
	sd	$a1, 0($a0)
arch_write_end:
	jr	$ra
	 nop

/* --- all registers (raw.h) --- */

#define AFTER	256
#define SP	512
#define OWN	520
#define OWN_BYTES	(OWN + 88)

/* What C wants back. */
	.macro	PRESERVED op
	SAVED	\op, OWN
	\op	$fp, OWN + 80($sp)
	.endm

	.macro	RAW name, code:vararg
	.globl	\name
\name:
	sd	$sp, SP($a0)
	move	$sp, $a0
	PRESERVED sd
	ld	$t0, 28 * 8($sp)
	ld	$t1, 29 * 8($sp)
	mthi	$t0
	mtlo	$t1
	ALL_REGISTERS ld, 0
	\code
	ALL_REGISTERS sd, AFTER
	mfhi	$t0
	mflo	$t1
	sd	$t0, AFTER + 28 * 8($sp)
	sd	$t1, AFTER + 29 * 8($sp)
	sd	$sp, AFTER + 30 * 8($sp)
	sd	$k0, AFTER + 31 * 8($sp)
	PRESERVED ld
	jr	$ra
	 ld	$sp, SP($sp)
	.endm

	.globl	raw_illegal_at, raw_illegal_end, raw_syscall_at, raw_syscall_end

	.macro	DO_ILLEGAL
raw_illegal_at:
	.word	0x04170000
raw_illegal_end:
	.endm
	RAW	raw_illegal, DO_ILLEGAL

	.macro	DO_SYSCALL
raw_syscall_at:
	syscall
raw_syscall_end:
	.endm
	RAW	raw_syscall, DO_SYSCALL

	.macro	DO_INTERFACE
	.word	0x04174c34
	.endm
	RAW	raw_interface, DO_INTERFACE

	.macro	DO_CALL
	jalr	$t9
	 nop
	.endm
	RAW	raw_call, DO_CALL

	.globl	raw_start
raw_start:
	daddiu	$sp, $sp, -256
	ALL_REGISTERS sd, 0
	mfhi	$t0
	mflo	$t1
	sd	$t0, 28 * 8($sp)
	sd	$t1, 29 * 8($sp)
	sd	$k0, 30 * 8($sp)
	lui	$t0, %hi(raw_started)
	li	$t1, 1
	sd	$t1, %lo(raw_started)($t0)
1:	b	1b
	 nop

/* --- delay slots (raw.h) --- */

/* MIPS-3D: one of two, of four conditions is true.  clang knows no branch on either. */
#ifdef __clang__
#define ANY2		bc1t $fcc3, 7f
#define ANY4		bc1t $fcc0, 7f
#define ANY2_NOT	bc1t $fcc1, 7f
#else
	.set	mips3d
#define ANY2		bc1any2t $fcc2, 7f
#define ANY4		bc1any4t $fcc0, 7f
#define ANY2_NOT	bc1any2t $fcc4, 7f
#endif

	.set	hardfloat

/* All branches (enum delay_branch) to label 7, each as an argument of `op` behind `slot`. */
	.macro	BRANCHES op, slot
	\op	\slot, beq $t0, $t0, 7f
	\op	\slot, bne $t0, $sp, 7f
	\op	\slot, blez $t0, 7f
	\op	\slot, bgtz $sp, 7f
	\op	\slot, bltz $t8, 7f
	\op	\slot, bgez $t0, 7f
	\op	\slot, bltzal $t8, 7f
	\op	\slot, bgezal $t0, 7f
	\op	\slot, j 7f
	\op	\slot, jal 7f
	\op	\slot, jr $t1
	\op	\slot, jalr $t1
	\op	\slot, beql $t0, $t0, 7f
	\op	\slot, bnel $t0, $sp, 7f
	\op	\slot, blezl $t0, 7f
	\op	\slot, bgtzl $sp, 7f
	\op	\slot, bltzl $t8, 7f
	\op	\slot, bgezl $t0, 7f
	\op	\slot, bltzall $t8, 7f
	\op	\slot, bgezall $t0, 7f
	\op	\slot, bc1t 7f
	\op	\slot, bc1f $fcc1, 7f
	\op	\slot, bc1t $fcc3, 7f
	\op	\slot, bc1tl 7f
	\op	\slot, ANY2
	\op	\slot, ANY4
	\op	\slot, beq $t0, $sp, 7f
	\op	\slot, bne $t0, $zero, 7f
	\op	\slot, blez $sp, 7f
	\op	\slot, bgtz $t0, 7f
	\op	\slot, bltz $t0, 7f
	\op	\slot, bgez $t8, 7f
	\op	\slot, bltzal $t0, 7f
	\op	\slot, bgezal $t8, 7f
	\op	\slot, bc1t $fcc1, 7f
	\op	\slot, bc1f 7f
	\op	\slot, ANY2_NOT
	.endm

/* Conditions 0 and 3 of the FPU are true, 1 is not. */
	.macro	CONDITIONS
	dmtc1	$zero, $f0
	c.eq.d	$fcc0, $f0, $f0
	c.eq.d	$fcc3, $f0, $f0
	c.f.d	$fcc1, $f0, $f0
	.endm

/* The branch, its slot, and what tells that it was not taken. */
	.macro	CASE slot, branch:vararg
	\branch
	 \slot
	b	8f
	 li	$v0, 2
	.endm

/* a0 is the kind; t0 is 0, t1 and t2 lead to the place of a branch that was taken. */
	.macro	DELAY name, slot
	.globl	\name
	.balign	8
\name:
	move	$t3, $ra
	move	$a2, $a0
	move	$a0, $a1			/* what `slot` needs: an address, */
	dli	$at, 0x1faceca1114e1f64		/* or the word of KernelInterface, */
	lui	$t9, 0x4000			/* or what added to itself overflows */
	.ifc	\name, delay_break
	li	$at, -104			/* read a character */
	.endif
	move	$t0, $zero
	lui	$t1, %hi(7f)
	daddiu	$t1, $t1, %lo(7f)
	lui	$t2, %hi(1f)
	daddiu	$t2, $t2, %lo(1f)
	dsll	$a3, $a2, 4
	daddu	$t2, $t2, $a3
	.ifc	\name, delay_syscall
	li	$v0, 77
	.endif
	.ifc	\name, delay_clock
	daddiu	$sp, $sp, -OWN_BYTES
	PRESERVED sd
	lui	$ra, %hi(6f)
	daddiu	$ra, $ra, %lo(6f)
	li	$v0, -110			/* SystemClock */
	.endif
	.ifnc	\name, delay_fpu		/* which is to be the first to use it */
	CONDITIONS
	.endif
	jr	$t2
	 li	$t8, -1
1:	BRANCHES CASE, \slot
6:	move	$a4, $v0			/* behind a system call */
	b	8f
	 li	$v0, 3
7:	li	$v0, 1
8:	lui	$t1, %hi(delay_result)
	.ifc	\name, delay_clock
	PRESERVED ld
	daddiu	$sp, $sp, OWN_BYTES
	move	$t3, $ra
	.endif
	.ifc	\name, delay_fpu
	dmfc1	$a4, $f2
	.endif
	sd	$a4, %lo(delay_result)($t1)
	jr	$t3
	 nop
	.endm

	.macro	LOAD
	ld	$a4, 0($a0)
	.endm
	.macro	STORE
	sd	$a0, 0($a0)
	.endm
	.macro	INTERFACE
	.word	0x04174c34
	.endm
	.macro	ILLEGAL
	.word	0x04170000
	.endm
	.macro	TRAP
	teq	$zero, $zero
	.endm
	.macro	OVERFLOW
	add	$a4, $t9, $t9
	.endm
	.macro	PRIVILEGED
	mfc0	$a4, $12
	.endm
	.macro	FPU_LOAD
	ldc1	$f2, 0($a0)
	.endm

	DELAY	delay_load, LOAD
	DELAY	delay_store, STORE
	DELAY	delay_interface, INTERFACE
	DELAY	delay_break, break
	DELAY	delay_breakpoint, break
	DELAY	delay_illegal, ILLEGAL
	DELAY	delay_syscall, syscall
	DELAY	delay_clock, syscall
	DELAY	delay_trap, TRAP
	DELAY	delay_overflow, OVERFLOW
	DELAY	delay_coprocessor, PRIVILEGED
	DELAY	delay_fpu, FPU_LOAD

/* A branch to be copied to the end of a page, and the words behind it: DELAY_EDGE_WORDS in all. */
	.macro	EDGE slot, branch:vararg
	\branch
	 \slot	$v0, $v0, 16
	jr	$t3
	 daddiu	$v0, $v0, 2
7:	jr	$t3
	 daddiu	$v0, $v0, 1
	.endm

	.globl	delay_edges
	.balign	8
delay_edges:
	BRANCHES EDGE, daddiu

	.globl	delay_edge
delay_edge:
	move	$t3, $ra
	daddiu	$t1, $a0, 16			/* label 7 of the copy */
	move	$t0, $zero
	li	$t8, -1
	CONDITIONS
	jr	$a0
	 move	$v0, $zero

	.bss
	.balign	8
	.globl	delay_result, raw_started
delay_result:
	.skip	8
raw_started:
	.skip	8

	.section .note.GNU-stack, "", @progbits
