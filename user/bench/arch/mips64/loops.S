/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.S - the measured instructions: system calls in loops, and the other sides of them. */
#include <pecan/asm.h>

#include "../common/loops.h"

	.set	noreorder
	.set	noat
	.text

/*
 * Instructions: the emulator counts a tick of Count for every 6 (-icount shift=0), so a single
 * sample is exact to 5; over many rounds that does not matter.
 */
	.macro	TICKS reg, other
	rdhwr	\reg, $2
	dext	\reg, \reg, 0, 32
	dsll	\other, \reg, 1
	dsll	\reg, \reg, 2
	daddu	\reg, \reg, \other
	.endm

/*
 * L4_Word_t name(..., L4_Word_t n): `body` n times between two samples of the tick counter.  The
 * kernel preserves sp and fp alone, so everything is on the stack: 0 rounds, 8 first sample, then
 * saved registers and all arguments.
 */
#define ROUNDS_LEFT	0
#define FIRST_TICKS	8
#define SAVED_AT	16
#define ARG(n)		(104 + 8 * (n))
#define FRAME		160

	.macro	ENTER
	daddiu	$sp, $sp, -FRAME
	SAVED	sd, SAVED_AT
	sd	$fp, SAVED_AT + 80($sp)
	sd	$a0, ARG(0)($sp)
	sd	$a1, ARG(1)($sp)
	sd	$a2, ARG(2)($sp)
	sd	$a3, ARG(3)($sp)
	sd	$a4, ARG(4)($sp)
	sd	$a5, ARG(5)($sp)
	.endm

	.macro	LEAVE
	SAVED	ld, SAVED_AT
	ld	$fp, SAVED_AT + 80($sp)
	jr	$ra
	 daddiu	$sp, $sp, FRAME
	.endm

	.macro LOOP name, rounds, body:vararg
	FUNCTION \name
	ENTER
	ld	$t0, ARG(\rounds)($sp)
	sd	$t0, ROUNDS_LEFT($sp)
	move	$fp, $a0
	TICKS	$t0, $t1
	sd	$t0, FIRST_TICKS($sp)
1:	\body
	ld	$t0, ROUNDS_LEFT($sp)
	daddiu	$t0, $t0, -1
	bnez	$t0, 1b
	 sd	$t0, ROUNDS_LEFT($sp)
	TICKS	$v0, $t1
	ld	$t0, FIRST_TICKS($sp)
	dsubu	$v0, $v0, $t0
	LEAVE
	.size	\name, . - \name
	.endm

/*
 * In a0 to a4: to, time-outs, from, tag, link.  MR1 to MR8 are loaded whether they are sent or not,
 * as the binding of programs does.
 */
	.macro	DO_IPC
	ld	$a0, ARG(0)($sp)
	ld	$a1, ARG(2)($sp)
	ld	$a2, ARG(1)($sp)
	ld	$v1, ARG(3)($sp)
	MRS	ld
	ld	$t9, ARG(4)($sp)
	jalr	$t9
	 ld	$s7, MR8_AT($k0)
	.endm

	.macro	DO_CALL arg
	ld	$t0, ARG(\arg)($sp)
	ld	$a0, 0($t0)
	ld	$a1, 8($t0)
	ld	$a2, 16($t0)
	ld	$a3, 24($t0)
	ld	$t9, 40($t0)
	jalr	$t9
	 ld	$a4, 32($t0)
	.endm

	.macro	DO_LINK link
	lui	$t9, %hi(\link)
	ld	$t9, %lo(\link)($t9)
	jalr	$t9
	 nop
	.endm

	.macro	DO_SWITCH
	ld	$a0, ARG(0)($sp)
	DO_LINK	__L4_ThreadSwitch
	.endm

	.macro	DO_KIP
	dli	$at, 0x1faceca1114e1f64
	.word	0x04174c34
	.endm

	.macro	DO_READ
	ld	$t1, 0($fp)
	daddiu	$fp, $fp, 4096
	.endm

	.macro	MARK
	jr	$ra
	 nop
	.endm

#define BENCH_IPC_ROUNDS 5
#include "../common/loops_list.h"

/* bench_mark(n): through the n-th instruction of a table. */
	FUNCTION bench_mark
	lui	$t0, %hi(bench_marks)
	daddiu	$t0, $t0, %lo(bench_marks)
	dsll	$a0, $a0, 3
	daddu	$t0, $t0, $a0
	jr	$t0
	 nop
	.size	bench_mark, . - bench_mark

/* bench_serve(tag, link): the reply goes to whom the kernel named. */
	FUNCTION bench_serve
	daddiu	$sp, $sp, -16
	sd	$a0, 0($sp)
	sd	$a1, 8($sp)
	move	$v0, $zero			/* nobody to reply to yet */
1:	move	$a0, $v0
	daddiu	$a1, $zero, -1			/* from anyone */
	lui	$a2, REPLY_TIMEOUTS >> 16
	ld	$t9, 8($sp)
	jalr	$t9
	 ld	$v1, 0($sp)
	b	1b
	 nop
	.size	bench_serve, . - bench_serve

/* bench_page(window, source): MR1 of a page fault, its address, is in s0. */
	FUNCTION bench_page
	daddiu	$sp, $sp, -16
	dsubu	$a1, $a1, $a0
	sd	$a1, 0($sp)
	move	$v0, $zero
	move	$v1, $zero
1:	move	$a0, $v0
	daddiu	$a1, $zero, -1
	lui	$a2, REPLY_TIMEOUTS >> 16
	DO_LINK	__L4_Ipc
	ld	$s1, 0($sp)
	dsrl	$s0, $s0, 12
	dsll	$s0, $s0, 12
	daddu	$s1, $s1, $s0
	ori	$s0, $s0, MAP_ITEM		/* MR1: where to */
	ori	$s1, $s1, FPAGE_4K_RW		/* MR2: what */
	b	1b
	 li	$v1, 2 << 6			/* one typed item */
	.size	bench_page, . - bench_page

	.set	hardfloat
	FUNCTION bench_use_fpu
	jr	$ra
	 mtc1	$zero, $f0
	.size	bench_use_fpu, . - bench_use_fpu
	.set	softfloat

	FUNCTION bench_switch_back
	daddiu	$sp, $sp, -16
	sd	$a0, 0($sp)
1:	ld	$a0, 0($sp)
	DO_LINK	__L4_ThreadSwitch
	b	1b
	 nop
	.size	bench_switch_back, . - bench_switch_back

	.globl	bench_spin_store, bench_spin_jump
	FUNCTION bench_spin
	lui	$t2, %hi(bench_spin_ticks)
	daddiu	$t2, $t2, %lo(bench_spin_ticks)
1:	TICKS	$t0, $t1
bench_spin_store:
	sd	$t0, 0($t2)
bench_spin_jump:
	b	1b
	 nop
	.size	bench_spin, . - bench_spin

	FUNCTION bench_ipc_then_ticks
	ENTER
	ld	$a1, ARG(2)($sp)
	ld	$a2, ARG(1)($sp)
	ld	$v1, ARG(3)($sp)
	jalr	$a4
	 nop
	TICKS	$v0, $t0
	LEAVE
	.size	bench_ipc_then_ticks, . - bench_ipc_then_ticks

/* The UTCB's number makes the time-outs differ: (512 + number % 512) * 2^20 us. */
	FUNCTION bench_crowd_entry
	move	$a0, $zero
	move	$a1, $k0			/* from nobody: its own local id */
	dext	$t0, $k0, 10, 9
	ori	$a2, $t0, 20 << 10 | 512
	move	$v1, $zero
	DO_LINK	__L4_Ipc
	b	bench_crowd_entry
	 nop
	.size	bench_crowd_entry, . - bench_crowd_entry

	.section .note.GNU-stack, "", @progbits
