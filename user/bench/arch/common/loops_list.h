/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * loops_list.h - the loops of bench_loops.h, and data.  The CPU has before it:
 *	LOOP name, rounds, body		a function; its argument no. `rounds` says how many
 *	BENCH_IPC_ROUNDS		which one that is of bench_ipc
 *	DO_IPC, DO_CALL arg, DO_SWITCH, DO_KIP, DO_READ: bodies
 *	DO_LINK link			call the address in this word
 *	MARK				an instruction, or more: return
 */
#ifndef LOOPS_LIST_H
#define LOOPS_LIST_H

#ifdef __ASSEMBLER__

	LOOP	bench_empty, 0
	LOOP	bench_ipc, BENCH_IPC_ROUNDS, DO_IPC
	LOOP	bench_call, 1, DO_CALL 0

	.macro	DO_PAIR
	DO_CALL	0
	DO_CALL	1
	.endm
	LOOP	bench_pair, 2, DO_PAIR

	LOOP	bench_switch, 1, DO_SWITCH

	.macro	DO_CLOCK
	DO_LINK	__L4_SystemClock
	.endm
	LOOP	bench_clock, 0, DO_CLOCK

	LOOP	bench_kip, 0, DO_KIP
	LOOP	bench_read, 1, DO_READ

/* What bench_mark jumps to. */
	.globl	bench_marks
	.type	bench_marks, %object
bench_marks:
	.rept	BENCH_MARKS
	MARK
	.endr
	.size	bench_marks, . - bench_marks

	.bss
	.balign	64
	.globl	bench_spin_ticks
bench_spin_ticks:	.skip 8

	.text

#endif

#endif
