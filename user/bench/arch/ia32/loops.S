/* SPDX-License-Identifier: BSD-2-Clause */
/* loops.S - the measured instructions: system calls in loops, and the other sides of them. */

#define BENCH_MARKS	64			/* bench_arch.h */
#define ZERO_TIMEOUT	0x0400			/* X2:1.3 */
#define REPLY_TIMEOUTS	(ZERO_TIMEOUT << 16)	/* do not wait for the client; wait for ever */
#define MAP_ITEM	8			/* X2:1.5 */
#define FPAGE_4K_RW	(12 << 4 | 6)

	.text

/*
 * L4_Word_t name(..., L4_Word_t n): `body` n times between two samples of the tick counter.  The
 * kernel preserves esp alone, so everything is on the stack: 0 rounds, 4 first sample, then four
 * saved registers, return address and arguments.
 */
#define ROUNDS_LEFT	0
#define FIRST_TICKS	4
#define ARG(n)		(28 + 4 * (n))

	.macro LOOP name, rounds, body:vararg
	.globl	\name
	.type	\name, @function
	.balign	64
\name:
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	subl	$8, %esp
	movl	ARG(\rounds)(%esp), %eax
	movl	%eax, ROUNDS_LEFT(%esp)
	movl	%gs:0, %edi			/* UTCB: preserved by Ipc */
	movl	ARG(0)(%esp), %ebx
	rdtsc
	movl	%eax, FIRST_TICKS(%esp)
1:	\body
	decl	ROUNDS_LEFT(%esp)
	jnz	1b
	rdtsc
	subl	FIRST_TICKS(%esp), %eax
	addl	$8, %esp
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret
	.size	\name, . - \name
	.endm

	LOOP	bench_empty, 0

	.macro	DO_IPC
	movl	ARG(0)(%esp), %eax
	movl	ARG(1)(%esp), %ecx
	movl	ARG(2)(%esp), %edx
	movl	ARG(3)(%esp), %esi
	call	*ARG(4)(%esp)
	.endm
	LOOP	bench_ipc, 5, DO_IPC

	.macro	DO_CALL arg
	movl	ARG(\arg)(%esp), %ebx
	movl	0(%ebx), %eax
	movl	4(%ebx), %ecx
	movl	8(%ebx), %edx
	movl	12(%ebx), %esi
	movl	16(%ebx), %edi
	movl	24(%ebx), %ebp
	pushl	28(%ebx)
	movl	20(%ebx), %ebx
	call	*(%esp)
	addl	$4, %esp
	.endm
	LOOP	bench_call, 1, DO_CALL 0

	.macro	DO_PAIR
	DO_CALL	0
	DO_CALL	1
	.endm
	LOOP	bench_pair, 2, DO_PAIR

	.macro	DO_SWITCH
	movl	ARG(0)(%esp), %eax
	call	*__L4_ThreadSwitch
	.endm
	LOOP	bench_switch, 1, DO_SWITCH

	.macro	DO_CLOCK
	call	*__L4_SystemClock
	.endm
	LOOP	bench_clock, 0, DO_CLOCK

	.macro	DO_KIP
	lock; nop
	.endm
	LOOP	bench_kip, 0, DO_KIP

	.macro	DO_READ
	movl	(%ebx), %eax
	addl	$4096, %ebx
	.endm
	LOOP	bench_read, 1, DO_READ

/* bench_mark(n): through the n-th instruction of a table, each of one byte. */
	.globl	bench_mark, bench_marks
	.type	bench_mark, @function
bench_mark:
	movl	4(%esp), %eax
	addl	$bench_marks, %eax
	jmp	*%eax
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
	movl	%gs:0, %edi
	xorl	%eax, %eax			/* nobody to reply to yet */
1:	movl	$REPLY_TIMEOUTS, %ecx
	movl	$-1, %edx			/* from anyone */
	movl	4(%esp), %esi
	call	*8(%esp)
	jmp	1b
	.size	bench_serve, . - bench_serve

/* bench_page(window, source): MR1 of a page fault, its address, is in ebx. */
	.globl	bench_page
	.type	bench_page, @function
	.balign	64
bench_page:
	movl	%gs:0, %edi
	xorl	%eax, %eax
	xorl	%esi, %esi
1:	movl	$REPLY_TIMEOUTS, %ecx
	movl	$-1, %edx
	call	*__L4_Ipc
	andl	$~0xfff, %ebx
	movl	%ebx, %ecx
	subl	4(%esp), %ecx
	addl	8(%esp), %ecx
	orl	$MAP_ITEM, %ebx
	orl	$FPAGE_4K_RW, %ecx
	movl	%ebx, 4(%edi)			/* MR1: where to */
	movl	%ecx, 8(%edi)			/* MR2: what */
	movl	$2 << 6, %esi			/* one typed item */
	jmp	1b
	.size	bench_page, . - bench_page

	.globl	bench_switch_back
	.type	bench_switch_back, @function
	.balign	64
bench_switch_back:
	movl	4(%esp), %eax
	call	*__L4_ThreadSwitch
	jmp	bench_switch_back
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
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	%gs:0, %edi
	movl	20(%esp), %eax
	movl	24(%esp), %ecx
	movl	28(%esp), %edx
	movl	32(%esp), %esi
	call	*36(%esp)
	rdtsc
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret
	.size	bench_ipc_then_ticks, . - bench_ipc_then_ticks

/*
 * All threads of the crowd share one stack, where they push the same return address.  The UTCB's
 * number makes the time-outs differ: (512 + number % 512) * 2^20 us.
 */
	.globl	bench_crowd_entry
	.balign	64
bench_crowd_entry:
	movl	%gs:0, %edi
	xorl	%eax, %eax
	movl	%edi, %edx			/* from nobody: its own local id */
	movl	%edi, %ecx
	shrl	$9, %ecx
	andl	$0x1ff, %ecx
	orl	$(20 << 10 | 512), %ecx
	xorl	%esi, %esi
	call	*__L4_Ipc
	jmp	bench_crowd_entry

	.bss
	.balign	64
	.globl	bench_spin_ticks
bench_spin_ticks:	.skip 4

	.section .note.GNU-stack, "", @progbits
