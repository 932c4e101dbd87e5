/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.S - the measured instructions: system calls in loops, and the other sides of them. */
#include <pecan/asm.h>

#include "../common/loops.h"

/*
 * L4_Word_t name(..., L4_Word_t n): `body` n times between two samples of the tick counter.  The
 * kernel preserves the stack pointer alone, so everything is on the stack: rounds, first sample,
 * what else loops_cpu.h needs of LOCALS, saved registers, the return address, and arguments that
 * the caller has put there.
 */
#define ROUNDS_LEFT	0
#define FIRST_TICKS	WORD
#define MEMORY(n)	(LOCALS + SAVED_BYTES + WORD + WORD * (n))

#include "loops_cpu.h"

	.text

	.macro	LOOP name, rounds, body:vararg
	FUNCTION \name
	PUSH_SAVED
	sub	$LOCALS, R(sp)
	BEGIN	\rounds
	TICKS
	mov	R(ax), FIRST_TICKS(R(sp))
1:	\body
	COUNT	ROUNDS_LEFT(R(sp))
	jnz	1b
	TICKS
	sub	FIRST_TICKS(R(sp)), R(ax)
	add	$LOCALS, R(sp)
	POP_SAVED
	ret
	.size	\name, . - \name
	.endm

/* struct bench_ipc is an argument in memory. */
	.macro	LOAD_IPC
	LOAD_MRS
	mov	MEMORY(0)(R(sp)), IPC_TO
	mov	MEMORY(1)(R(sp)), IPC_TIMEOUTS
	mov	MEMORY(2)(R(sp)), IPC_FROM
	mov	MEMORY(3)(R(sp)), IPC_TAG
	.endm

	.macro	DO_IPC
	LOAD_IPC
	call	*MEMORY(4)(R(sp))
	.endm

	.macro	DO_LINK link
	call	*\link
	.endm

	.macro	DO_SWITCH
	mov	ARGUMENT(0)(R(sp)), SWITCH_TO
	DO_LINK	__L4_ThreadSwitch
	.endm

	.macro	DO_KIP
	lock; nop
	.endm

	.macro	DO_READ
	mov	(R(bx)), R(ax)
	add	$4096, R(bx)
	.endm

	.macro	MARK
	ret
	.endm

#include "../common/loops_list.h"

/* bench_mark(n): through the n-th instruction of a table, each of one byte. */
	FUNCTION bench_mark
	TO_MARK
	.size	bench_mark, . - bench_mark

/* bench_serve(tag, link): the reply needs four registers, one of them as the kernel left it. */
	FUNCTION bench_serve
	ARG	0, R(cx)			/* tag */
	ARG	1, R(dx)			/* link */
	push	R(cx)
	push	R(dx)
	mov	%gs:0, R(di)
	xor	IPC_TO, IPC_TO			/* nobody to reply to yet */
1:	mov	$REPLY_TIMEOUTS, IPC_TIMEOUTS
	mov	$-1, IPC_FROM			/* from anyone */
	mov	WORD(R(sp)), IPC_TAG
	call	*(R(sp))
	jmp	1b
	.size	bench_serve, . - bench_serve

/* bench_page(window, source): MR1 of a page fault is its address. */
	FUNCTION bench_page
	ARG	0, R(cx)			/* window */
	ARG	1, R(dx)			/* source */
	push	R(dx)
	push	R(cx)
	mov	%gs:0, R(di)
	xor	IPC_TO, IPC_TO
	xor	IPC_TAG, IPC_TAG
1:	mov	$REPLY_TIMEOUTS, IPC_TIMEOUTS
	mov	$-1, IPC_FROM
	call	*__L4_Ipc
	and	$~0xfff, MR1
	mov	MR1, MR2
	sub	(R(sp)), MR2
	add	WORD(R(sp)), MR2
	or	$MAP_ITEM, MR1			/* where to */
	or	$FPAGE_4K_RW, MR2		/* what */
	STORE_MRS
	mov	$(2 << 6), IPC_TAG		/* one typed item */
	jmp	1b
	.size	bench_page, . - bench_page

	FUNCTION bench_switch_back
	ARG	0, R(ax)
	push	R(ax)
1:	mov	(R(sp)), SWITCH_TO
	call	*__L4_ThreadSwitch
	jmp	1b
	.size	bench_switch_back, . - bench_switch_back

	.globl	bench_spin_store, bench_spin_jump
	FUNCTION bench_spin
	rdtsc
bench_spin_store:
	movl	%eax, bench_spin_ticks
bench_spin_jump:
	jmp	bench_spin
	.size	bench_spin, . - bench_spin

	FUNCTION bench_ipc_then_ticks
	PUSH_SAVED
	sub	$LOCALS, R(sp)
	mov	%gs:0, R(di)
	LOAD_IPC
	call	*MEMORY(4)(R(sp))
	rdtsc
	add	$LOCALS, R(sp)
	POP_SAVED
	ret
	.size	bench_ipc_then_ticks, . - bench_ipc_then_ticks

/*
 * All threads of the crowd share one stack, where they push the same return address.  The UTCB's
 * number makes the time-outs differ: (512 + number % 512) * 2^20 us.
 */
	FUNCTION bench_crowd_entry
	mov	%gs:0, R(di)
	xor	IPC_TO, IPC_TO
	mov	R(di), IPC_FROM			/* from nobody: its own local id */
	mov	R(di), IPC_TIMEOUTS
	shr	$UTCB_SHIFT, IPC_TIMEOUTS
	and	$0x1ff, IPC_TIMEOUTS
	or	$(20 << 10 | 512), IPC_TIMEOUTS
	xor	IPC_TAG, IPC_TAG
	call	*__L4_Ipc
	jmp	bench_crowd_entry
	.size	bench_crowd_entry, . - bench_crowd_entry

	.section .note.GNU-stack, "", @progbits
