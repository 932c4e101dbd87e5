/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath.S - the common short IPC, from syscall to sysret (X2:ipc; doc/ipc.md). */
#include "arch_types.h"
#include "glue_layout.h"
#include "offsets.h"
#include "x86_regs.h"

/*
 * Does what ipc_fast() does (ipc_fast.h), under the same numbered conditions.  Until the point of
 * no return nothing is written but registers of the caller to its own frame, so every condition
 * may refuse by starting over at glue_syscall_entry.
 *
 * On entry: rcx return address, r11 flags, rbp the receive time-out (kip_stubs.S), rsi to, rdx
 * from, r8 time-outs, rdi of the user, MR0..MR7 in r9 rax rbx r10 r12..r15, where they stay, but
 * what is not sent is cleared.  All that this path looks at in a TCB is in two cache lines: the
 * frame from `error` on, and the members behind it (tcb.h).
 *
 * There is a copy of the path for calls and replies of each kind of message: no words, some in
 * registers, more; and one for all else.
 */
#define t		%rbp			/* the caller */
#define r		%rdi			/* who gets the message */
#define to		%rsi			/* then: id of the caller, the receiver's from */
#define from		%rdx

#define MR0		%r9
#define MR0_32		%r9d
#define WORDS		0x3f			/* u */
#define LONG		0x38			/* bits of u: more than 7 words */
#define ANY		$-1

/* Instructions of 3 bytes: those for MRu+1 .. MR7 begin 3u bytes behind the first. */
	.macro	CLEAR_WORDS
	xorq	%rax, %rax			/* MR1 */
	xorq	%rbx, %rbx
	xorq	%r10, %r10
	xorq	%r12, %r12
	xorq	%r13, %r13
	xorq	%r14, %r14
	xorq	%r15, %r15			/* MR7 */
	.endm

	.text

/* F2, in part: out of line, since r most often waits for the other kind of partner. */
	.macro	ACCEPTS what
	cmpq	\what, TCB_ACCEPTS(r)
	.endm

/* MR8 and up; the caller's `to` is the receiver's from already. */
	.macro	COPY_WORDS
	movq	r, %r11
	movq	to, %r8
	movq	TCB_UTCB(t), %rsi
	addq	$UTCB_MR8, %rsi
	movq	TCB_UTCB(r), %rdi
	addq	$UTCB_MR8, %rdi
	leal	57(MR0), %ecx			/* u - 7, modulo 64 */
	andl	$63, %ecx
	rep movsq
	movq	%r11, r
	movq	%r8, to
	.endm

/* Traps and users find r. */
	.macro	SWITCH_TO_R
	movq	r, percpu_boot + PERCPU_CURRENT
	leaq	FRAME_BYTES(r), %r11
	movq	%r11, arch_tss + TSS_RSP0
	movq	TCB_LID(r), %r11
	movq	%r11, glue_utcb_page
	.endm

/* Up to 7 words are in registers: clear the others. */
	.macro	CLEAR_OTHERS
	movl	MR0_32, %r11d
	andl	$7, %r11d
	leaq	7f(%r11, %r11, 2), %r11
	jmp	*%r11
7:	CLEAR_WORDS
	.endm

/* F7 the scheduler lets r run at once on my time slice */
	.macro	MAY_RUN
	movswl	TCB_PRIO(r), %r11d
	cmpl	percpu_boot + PERCPU_TOP, %r11d
	jl	refuse_late
	movl	%gs, %r11d			/* r will want to find its UTCB there */
	cmpl	$AMD64_GS, %r11d
	jne	refuse_late
	.endm

	.macro	LEAVE
	movq	FRAME_RIP(r), %rcx
	movq	FRAME_RFLAGS(r), %r11
	movq	FRAME_RSP(r), %rsp
	movq	FRAME_ERROR(r), %rdi
	xorl	%edx, %edx			/* users learn no kernel address */
	xorl	%r8d, %r8d
	xorl	%ebp, %ebp
	sysretq
	.endm

/*
 * From F7 on the same for calls and replies.  words: how many there are: none, few (what fits in
 * registers) or many.
 */
	.macro	FINISH words, call
	MAY_RUN

	/* Point of no return. */
	.ifc	\call, call
	movb	$1, TCB_WAITED_ON(r)
	.endif
	movq	from, TCB_ACCEPTS(t)
	movq	$0, TCB_ACCEPTS(r)
	SWITCH_TO_R
	.ifc	\words, none
	CLEAR_WORDS
	.endif
	.ifc	\words, few
	CLEAR_OTHERS
	.endif
	.ifc	\words, many
	COPY_WORDS
	.endif
	movq	TCB_ROOT(r), %r11
	cmpq	TCB_ROOT(t), %r11
	je	1f
	movq	%r11, %cr3			/* with PCIDs the TLB stays as it is */
	LEAVE
1:	movq	TCB_LID(t), to			/* inside a space ids are local */
	LEAVE
	.endm

/* From F5 on; r has been found, `to` is not needed any more. */
	.macro	PATH words
	cmpq	to, from
	jne	2f

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	testl	$BAR_CLOSED, TCB_BARS(t)
	jnz	other
	movq	TCB_GID(t), to
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	ACCEPTS	ANY
	jne	3f
4:	FINISH	\words, call
3:	ACCEPTS	to
	je	4b
	jmp	other

2:	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
	cmpq	ANY, from
	jne	other
	cmpl	$0, TCB_BARS(t)
	jne	other
	movq	TCB_GID(t), to
	/* F2, F3 */
	ACCEPTS	to
	jne	5f
6:	FINISH	\words, reply
5:	ACCEPTS	ANY
	je	6b
	jmp	other
	.endm

/* F1 r is who has this number; whether the version is the same is for the caller to see. */
	.macro	LOOKUP id, found
	movq	\id, %rcx
	shrq	$32, %rcx
	andl	$(1 << THREAD_NUMBER_BITS) - 1, %ecx
	movq	ARCH_SPARSE_BASE(, %rcx, 8), \found
	cmpq	\id, TCB_GID(\found)
	.endm

	.balign	64
	.globl	glue_fast_entry
glue_fast_entry:
	testl	%ebp, %ebp			/* F5 Ipc, receive time-out never */
	jnz	glue_syscall_entry
	movq	percpu_boot + PERCPU_CURRENT, t
	movq	%rcx, FRAME_RIP(t)
	movq	%r11, FRAME_RFLAGS(t)
	movq	%rsp, FRAME_RSP(t)
	movq	%rdi, FRAME_ERROR(t)		/* see glue_thread_park() */
	testl	$EFLAGS_TF, %r11d		/* sysret would step once too often */
	jnz	refuse
	testl	$(TAG_UNUSUAL | WORDS), MR0_32	/* F4 untyped words only; here none */
	jnz	few
	LOOKUP	to, r
	jne	local
found_none:
	PATH	none

	.balign	64
few:	testl	$(TAG_UNUSUAL | LONG), MR0_32
	jnz	many
	LOOKUP	to, r
	jne	local
found_few:
	PATH	few

	.balign	64
many:	testl	$TAG_UNUSUAL, MR0_32
	jnz	refuse
	LOOKUP	to, r
	jne	local
found_many:
	PATH	many

/*
 * All else: Send, a closed wait for a third thread, and calls and replies of threads, or to such,
 * that own registers a switch must care for.  `from` is a global id if it means r.
 */
	.balign	64
other:	movl	TCB_BARS(t), %ecx		/* F6 */
	andl	$~BAR_GLUE, %ecx
	testl	$BAR_UNUSUAL, %ecx
	jnz	refuse_late
	/* F2, F3; one of the two words is nil */
	movq	TCB_GID(t), to
	movq	TCB_ACCEPTS(r), %r11
	orq	TCB_ACCEPTS_SPECIAL(r), %r11
	cmpq	to, %r11
	je	1f
	cmpq	ANY, %r11
	jne	refuse_late
1:	testq	from, from
	jz	send
	MAY_RUN
	movq	r, %r11
	cmpq	TCB_GID(r), from
	je	2f
	testl	%ecx, %ecx			/* F5 nobody is in my queue */
	jnz	refuse_late
	cmpq	ANY, from
	je	4f
	LOOKUP	from, %r11			/* a local id has no such number */
	jne	refuse_late
	movl	TCB_STATE(%r11), %ecx
	andl	$THREAD_STATE_MASK, %ecx
	cmpl	$THREAD_DEAD, %ecx
	je	refuse_late
	jmp	3f
2:	testl	$BAR_PROPAGATED, %ecx		/* F5 nobody is there in the name of r */
	jnz	refuse_late

	/* Point of no return. */
3:	movb	$1, TCB_WAITED_ON(%r11)
4:	movq	$0, TCB_ACCEPTS(r)
	movq	$0, TCB_ACCEPTS_SPECIAL(r)
	testl	$BAR_GLUE, TCB_BARS(t)
	jz	plain
	movq	from, TCB_ACCEPTS_SPECIAL(t)
waits:	SWITCH_TO_R
	testl	$LONG, MR0_32
	jnz	long
	CLEAR_OTHERS
copied:	movq	TCB_SPECIAL(t), %rcx
	orq	TCB_SPECIAL(r), %rcx
	jz	switched

	/*
	 * What glue_switch_special() does, here for FPU state alone: the caller's is loaded if it
	 * has one, and else the FPU is off.
	 */
	movq	$arch_stack_top - 8, %rsp	/* aligned below five registers */
	testl	$~SPECIAL_FPU, %ecx
	jnz	special_other
	movq	r, %r8
	movq	TCB_FPU(t), %rdi
	testq	%rdi, %rdi
	jz	1f
	call	arch_fpu_save
2:	movq	TCB_FPU(%r8), %rdi
	testq	%rdi, %rdi
	jz	3f
	call	arch_fpu_restore
	movq	%r8, r
	movq	r, percpu_boot + PERCPU_FPU_OWNER
	movq	r, glue_special_loaded

switched:
	movq	TCB_ROOT(r), %r11
	cmpq	TCB_ROOT(t), %r11
	je	inside
	movq	%r11, %cr3
	LEAVE

plain:	movq	from, TCB_ACCEPTS(t)
	jmp	waits
long:	COPY_WORDS
	jmp	copied
inside:	movq	TCB_LID(t), to
	LEAVE
1:	clts
	jmp	2b
3:	movq	%cr0, %rcx
	orl	$CR0_TS, %ecx
	movq	%rcx, %cr0
	movq	%rdi, percpu_boot + PERCPU_FPU_OWNER	/* nobody */
	movq	%rdi, glue_special_loaded
	movq	%r8, r
	jmp	switched

/* Other special registers than those of the FPU: C knows. */
special_other:
	pushq	MR0
	pushq	%rax
	pushq	%r10
	pushq	to
	pushq	r
	call	glue_switch_special
	popq	r
	popq	to
	popq	%r10
	popq	%rax
	popq	MR0
	jmp	switched

/* r is ready, in the way that glue_return_to_user and the scheduler know. */
send:	movswl	TCB_PRIO(r), %ecx		/* F7 I run on */
	cmpw	%cx, TCB_PRIO(t)
	jl	refuse_late

	/* Point of no return. */
	movq	from, TCB_ACCEPTS(r)		/* nil is 0 */
	movq	from, TCB_ACCEPTS_SPECIAL(r)
	movb	$1, TCB_QUEUED(r)
	btsq	%rcx, percpu_boot + PERCPU_READY_BITMAP
	cmpl	percpu_boot + PERCPU_TOP, %ecx
	jle	1f
	movl	%ecx, percpu_boot + PERCPU_TOP
1:	shll	$LIST_SHIFT, %ecx
	addq	$percpu_boot + PERCPU_READY_HEAD, %rcx
	leaq	TCB_READY_LINK(r), %r8
	movq	LIST_PREV(%rcx), %r11
	movq	%r8, LIST_PREV(%rcx)
	movq	%r8, LIST_NEXT(%r11)
	movq	%r11, LIST_PREV(%r8)
	movq	%rcx, LIST_NEXT(%r8)

	movq	TCB_ROOT(r), %r11
	cmpq	TCB_ROOT(t), %r11
	jne	2f
	movq	TCB_LID(t), to
2:	movq	to, FRAME_RSI(r)
	movq	FRAME_ERROR(r), %r11		/* see glue_thread_unpark() */
	movq	%r11, FRAME_RDI(r)
	movq	$GLUE_VECTOR_SYSCALL, FRAME_VECTOR(r)
	testl	$LONG, MR0_32
	jnz	8f
	CLEAR_OTHERS
	jmp	9f
8:	COPY_WORDS
9:	movq	MR0, FRAME_ROW(r)
	movq	%rax, FRAME_ROW + 8(r)
	movq	%rbx, FRAME_ROW + 16(r)
	movq	%r10, FRAME_ROW + 24(r)
	movq	%r12, FRAME_ROW + 32(r)
	movq	%r13, FRAME_ROW + 40(r)
	movq	%r14, FRAME_ROW + 48(r)
	movq	%r15, FRAME_ROW + 56(r)
	movq	from, MR0
	movq	from, to
	movq	t, r
	LEAVE

/* F1 for local ids: the UTCB must be one of this space, and its thread have this id. */
local:	testb	$63, %sil
	jnz	refuse
	movq	TCB_SPACE(t), %rcx
	leaq	-UTCB_POINTER_OFFSET(to), %r11
	subq	SPACE_UTCB_BASE(%rcx), %r11
	cmpq	SPACE_UTCB_SIZE(%rcx), %r11
	jae	refuse
	movq	SPACE_SLOTS(%rcx), r
	movq	%r11, %rcx
	shrq	$(GLUE_UTCB_BITS + SPACE_LEAF_BITS), %rcx
	movq	(r, %rcx, 8), r
	testq	r, r
	jz	refuse
	shrq	$GLUE_UTCB_BITS, %r11
	andl	$(1 << SPACE_LEAF_BITS) - 1, %r11d
	movq	(r, %r11, 8), r
	testq	r, r
	jz	refuse
	cmpq	to, TCB_LID(r)
	jne	refuse
	cmpq	to, from			/* from here on by global ids */
	movq	TCB_GID(r), to
	jne	1f
	movq	to, from
1:	testl	$WORDS, MR0_32
	jz	found_none
	testl	$LONG, MR0_32
	jz	found_few
	jmp	found_many

/* A condition does not hold: as if nothing had been. */
refuse_late:
	movq	TCB_GID(r), to
refuse:	movq	FRAME_RIP(t), %rcx
	movq	FRAME_RFLAGS(t), %r11
	movq	FRAME_ERROR(t), %rdi
	xorl	%ebp, %ebp
	jmp	glue_syscall_entry

	.section .note.GNU-stack, "", @progbits
