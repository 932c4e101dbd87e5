/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.S - the measured instructions: system calls in loops, and the other sides of them. */
#include "../common/loops.h"
#include "bench_version.h"

#define UTCB_MR1	68

	.text
	.syntax unified
	.arm

/*
 * L4_Word_t name(..., L4_Word_t n): `body` n times between two samples of the tick counter.  The
 * kernel preserves sp alone, so everything is on the stack: 0 rounds, 4 first sample, 8 address of
 * MR1, then nine saved registers and all arguments.
 */
#define ROUNDS_LEFT	0
#define FIRST_TICKS	4
#define MR1_ADDRESS	8
#define ARG(n)		(48 + 4 * (n))

	.macro LOOP name, rounds, body:vararg
	FUNCTION \name
	push	{r0-r3}
	push	{r4-r11, lr}
	sub	sp, sp, #12
	ldr	r0, [sp, #ARG(\rounds)]
	str	r0, [sp, #ROUNDS_LEFT]
	UTCB	r0
	add	r0, r0, #UTCB_MR1
	str	r0, [sp, #MR1_ADDRESS]
	ldr	r11, [sp, #ARG(0)]
	TICKS	r0, r1, r2
	str	r0, [sp, #FIRST_TICKS]
1:	\body
	ldr	r8, [sp, #ROUNDS_LEFT]
	subs	r8, r8, #1
	str	r8, [sp, #ROUNDS_LEFT]
	bne	1b
	TICKS	r0, r1, r2
	ldr	r1, [sp, #FIRST_TICKS]
	sub	r0, r0, r1
	add	sp, sp, #12
	pop	{r4-r11, lr}
	add	sp, sp, #16
	bx	lr
	.ltorg
	.size	\name, . - \name
	.endm

/* MR1 to MR4 are loaded whether they are sent or not, as the binding of programs does. */
	.macro	DO_IPC
	ldr	r0, [sp, #ARG(0)]
	ldr	r1, [sp, #ARG(2)]
	ldr	r2, [sp, #ARG(1)]
	ldr	r8, [sp, #MR1_ADDRESS]
	ldr	r3, [sp, #ARG(3)]
	ldmia	r8, {r4-r7}
	ldr	r12, [sp, #ARG(4)]
	blx	r12
	.endm

	.macro	DO_CALL arg
	ldr	r8, [sp, #ARG(\arg)]
	ldr	r12, [r8, #32]
	ldmia	r8, {r0-r7}
	blx	r12
	.endm

	.macro	DO_LINK link
	ldr	r12, =\link
	ldr	r12, [r12]
	blx	r12
	.endm

	.macro	DO_SWITCH
	ldr	r0, [sp, #ARG(0)]
	DO_LINK	__L4_ThreadSwitch
	.endm

	.macro	DO_KIP
	mvn	r12, #0x4b			/* 0xffffffb4 */
	blx	r12
	.endm

	.macro	DO_READ
	ldr	r0, [r11], #4096 - 1
	add	r11, r11, #1
	.endm

	.macro	MARK
	bx	lr
	.endm

#define BENCH_IPC_ROUNDS 5
#include "../common/loops_list.h"

/* bench_mark(n): through the n-th instruction of a table. */
	FUNCTION bench_mark
	ldr	r1, =bench_marks
	add	r1, r1, r0, lsl #2
	bx	r1
	.ltorg
	.size	bench_mark, . - bench_mark

/* bench_serve(tag, link): the reply needs five registers, one of them as the kernel left it. */
	FUNCTION bench_serve
	push	{r0, r1}
	mov	r0, #0				/* nobody to reply to yet */
1:	mvn	r1, #0				/* from anyone */
	mov	r2, #REPLY_TIMEOUTS
	ldr	r3, [sp]
	ldr	r12, [sp, #4]
	blx	r12
	b	1b
	.size	bench_serve, . - bench_serve

/* bench_page(window, source): MR1 of a page fault, its address, is in r4. */
	FUNCTION bench_page
	sub	r1, r1, r0
	push	{r1, r2}
	mov	r0, #0
	mov	r3, #0
1:	mvn	r1, #0
	mov	r2, #REPLY_TIMEOUTS
	ldr	r12, =__L4_Ipc
	ldr	r12, [r12]
	blx	r12
	ldr	r5, [sp]
	bic	r4, r4, #0xff0
	bic	r4, r4, #0xf
	add	r5, r5, r4
	orr	r4, r4, #MAP_ITEM		/* MR1: where to */
	orr	r5, r5, #FPAGE_4K_RW		/* MR2: what */
	mov	r3, #(2 << 6)			/* one typed item */
	b	1b
	.ltorg
	.size	bench_page, . - bench_page

	.fpu	vfpv2
	FUNCTION bench_use_fpu
	vmov	s0, r0
	bx	lr
	.size	bench_use_fpu, . - bench_use_fpu

	FUNCTION bench_switch_back
	push	{r0, r1}
1:	ldr	r0, [sp]
	DO_LINK	__L4_ThreadSwitch
	b	1b
	.ltorg
	.size	bench_switch_back, . - bench_switch_back

	.globl	bench_spin_store, bench_spin_jump
	FUNCTION bench_spin
	ldr	r1, =bench_spin_ticks
1:	TICKS	r0, r2, r3
bench_spin_store:
	str	r0, [r1]
bench_spin_jump:
	b	1b
	.ltorg
	.size	bench_spin, . - bench_spin

	FUNCTION bench_ipc_then_ticks
	push	{r0-r3}
	push	{r4-r11, lr}
	ldr	r8, [sp, #(9 * 4 + 16)]		/* the link */
	ldr	r1, [sp, #(9 * 4 + 8)]
	ldr	r2, [sp, #(9 * 4 + 4)]
	blx	r8
	TICKS	r0, r1, r2
	pop	{r4-r11, lr}
	add	sp, sp, #16
	bx	lr
	.ltorg
	.size	bench_ipc_then_ticks, . - bench_ipc_then_ticks

/* The UTCB's number makes the time-outs differ: (512 + number % 512) * 2^20 us. */
	FUNCTION bench_crowd_entry
	mov	r0, #0
	UTCB	r1				/* from nobody: its own local id */
	ldr	r2, =(20 << 10 | 512)
	lsl	r3, r1, #14
	lsr	r3, r3, #23
	orr	r2, r2, r3
	mov	r3, #0
	DO_LINK	__L4_Ipc
	b	bench_crowd_entry
	.ltorg
	.size	bench_crowd_entry, . - bench_crowd_entry

	.section .note.GNU-stack, "", %progbits
