/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.S - the measured instructions: system calls in loops, and the other sides of them. */

#define BENCH_MARKS	64			/* bench_arch.h */
#define ZERO_TIMEOUT	0x0400			/* X2:1.3 */
#define REPLY_TIMEOUTS	(ZERO_TIMEOUT << 16)	/* do not wait for the client; wait for ever */
#define MAP_ITEM	8			/* X2:1.5 */
#define FPAGE_4K_RW	(12 << 4 | 6)

	.text

	.macro	PUSH_SAVED
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.endm

	.macro	POP_SAVED
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	.endm

	.macro	TICKS
	rdtsc
	shlq	$32, %rdx
	orq	%rdx, %rax
	.endm

/*
 * L4_Word_t name(..., L4_Word_t n): `body` n times between two samples of the tick counter.  The
 * kernel preserves rsp alone, so everything is on the stack: 0 rounds, 8 first sample, then the
 * first arguments.  Arguments on the stack of the caller begin behind those, six saved registers
 * and the return address.
 */
#define ROUNDS_LEFT	0
#define FIRST_TICKS	8
#define ARG(n)		(16 + 8 * (n))
#define MEMORY(n)	(88 + 8 * (n))

	.macro LOOP name, rounds, body:vararg
	.globl	\name
	.type	\name, @function
	.balign	64
\name:
	PUSH_SAVED
	subq	$32, %rsp
	movq	\rounds, ROUNDS_LEFT(%rsp)
	movq	%rdi, ARG(0)(%rsp)
	movq	%rsi, ARG(1)(%rsp)
	movq	%rdi, %rbx
	movq	%gs:0, %rdi			/* UTCB: preserved by Ipc */
	TICKS
	movq	%rax, FIRST_TICKS(%rsp)
1:	\body
	decq	ROUNDS_LEFT(%rsp)
	jnz	1b
	TICKS
	subq	FIRST_TICKS(%rsp), %rax
	addq	$32, %rsp
	POP_SAVED
	ret
	.size	\name, . - \name
	.endm

	LOOP	bench_empty, %rdi

/* MR1 .. MR7 are arguments in registers, too: from their places in the UTCB. */
	.macro	LOAD_MRS
	movq	8(%rdi), %rax
	movq	16(%rdi), %rbx
	movq	24(%rdi), %r10
	movq	32(%rdi), %r12
	movq	40(%rdi), %r13
	movq	48(%rdi), %r14
	movq	56(%rdi), %r15
	.endm

/* struct bench_ipc is an argument in memory. */
	.macro	DO_IPC
	LOAD_MRS
	movq	MEMORY(0)(%rsp), %rsi
	movq	MEMORY(1)(%rsp), %r8
	movq	MEMORY(2)(%rsp), %rdx
	movq	MEMORY(3)(%rsp), %r9
	call	*MEMORY(4)(%rsp)
	.endm
	LOOP	bench_ipc, %rdi, DO_IPC

	.macro	DO_CALL arg
	movq	ARG(\arg)(%rsp), %rbx
	movq	0(%rbx), %rax
	movq	8(%rbx), %rdi
	movq	16(%rbx), %rsi
	movq	24(%rbx), %rdx
	movq	32(%rbx), %r8
	movq	40(%rbx), %r9
	call	*48(%rbx)
	.endm
	LOOP	bench_call, %rsi, DO_CALL 0

	.macro	DO_PAIR
	DO_CALL	0
	DO_CALL	1
	.endm
	LOOP	bench_pair, %rdx, DO_PAIR

	.macro	DO_SWITCH
	movq	ARG(0)(%rsp), %rdi
	call	*__L4_ThreadSwitch
	.endm
	LOOP	bench_switch, %rsi, DO_SWITCH

	.macro	DO_CLOCK
	call	*__L4_SystemClock
	.endm
	LOOP	bench_clock, %rdi, DO_CLOCK

	.macro	DO_KIP
	lock; nop
	.endm
	LOOP	bench_kip, %rdi, DO_KIP

	.macro	DO_READ
	movq	(%rbx), %rax
	addq	$4096, %rbx
	.endm
	LOOP	bench_read, %rsi, DO_READ

/* bench_mark(n): through the n-th instruction of a table, each of one byte. */
	.globl	bench_mark, bench_marks
	.type	bench_mark, @function
bench_mark:
	addq	$bench_marks, %rdi
	jmp	*%rdi
	.size	bench_mark, . - bench_mark

	.type	bench_marks, @object
bench_marks:
	.rept	BENCH_MARKS
	ret
	.endr
	.size	bench_marks, . - bench_marks

/* bench_serve(tag, link): the reply needs four registers, one of them as the kernel left it. */
	.globl	bench_serve
	.type	bench_serve, @function
	.balign	64
bench_serve:
	pushq	%rdi				/* tag */
	pushq	%rsi				/* link */
	movq	%gs:0, %rdi
	xorl	%esi, %esi			/* nobody to reply to yet */
1:	movl	$REPLY_TIMEOUTS, %r8d
	movq	$-1, %rdx			/* from anyone */
	movq	8(%rsp), %r9
	call	*(%rsp)
	jmp	1b
	.size	bench_serve, . - bench_serve

/* bench_page(window, source): MR1 of a page fault, its address, is in rax. */
	.globl	bench_page
	.type	bench_page, @function
	.balign	64
bench_page:
	pushq	%rsi				/* source */
	pushq	%rdi				/* window */
	movq	%gs:0, %rdi
	xorl	%esi, %esi
	xorl	%r9d, %r9d
1:	movl	$REPLY_TIMEOUTS, %r8d
	movq	$-1, %rdx
	call	*__L4_Ipc
	andq	$~0xfff, %rax
	movq	%rax, %rbx
	subq	(%rsp), %rbx
	addq	8(%rsp), %rbx
	orq	$MAP_ITEM, %rax			/* MR1: where to */
	orq	$FPAGE_4K_RW, %rbx		/* MR2: what */
	movl	$2 << 6, %r9d			/* one typed item */
	jmp	1b
	.size	bench_page, . - bench_page

	.globl	bench_switch_back
	.type	bench_switch_back, @function
	.balign	64
bench_switch_back:
	pushq	%rdi
1:	movq	(%rsp), %rdi
	call	*__L4_ThreadSwitch
	jmp	1b
	.size	bench_switch_back, . - bench_switch_back

	.globl	bench_spin, bench_spin_store, bench_spin_jump
	.type	bench_spin, @function
	.balign	64
bench_spin:
	rdtsc
bench_spin_store:
	movl	%eax, bench_spin_ticks
bench_spin_jump:
	jmp	bench_spin
	.size	bench_spin, . - bench_spin

	.globl	bench_ipc_then_ticks
	.type	bench_ipc_then_ticks, @function
bench_ipc_then_ticks:
	PUSH_SAVED
	movq	%gs:0, %rdi
	LOAD_MRS
	movq	56(%rsp), %rsi			/* struct bench_ipc */
	movq	64(%rsp), %r8
	movq	72(%rsp), %rdx
	movq	80(%rsp), %r9
	call	*88(%rsp)
	rdtsc
	POP_SAVED
	ret
	.size	bench_ipc_then_ticks, . - bench_ipc_then_ticks

/*
 * All threads of the crowd share one stack, where they push the same return address.  The UTCB's
 * number makes the time-outs differ: (512 + number % 512) * 2^20 us.
 */
	.globl	bench_crowd_entry
	.balign	64
bench_crowd_entry:
	movq	%gs:0, %rdi
	xorl	%esi, %esi
	movq	%rdi, %rdx			/* from nobody: its own local id */
	movl	%edi, %r8d
	shrl	$10, %r8d
	andl	$0x1ff, %r8d
	orl	$(20 << 10 | 512), %r8d
	xorl	%r9d, %r9d
	call	*__L4_Ipc
	jmp	bench_crowd_entry

	.bss
	.balign	64
	.globl	bench_spin_ticks
bench_spin_ticks:	.skip 8

	.section .note.GNU-stack, "", @progbits
