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
 * There is a copy of the path for each kind of message: no words, some in registers, more.
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

/*
 * FPU state, of whom there is any: what fpu_switch() does.  The caller's is loaded if it has one,
 * and else the FPU is off.
 */
	.macro	SWITCH_SPECIAL
	leaq	5f(%rip), %r8			/* where special_other returns to */
	movq	TCB_SPECIAL(t), %rcx
	movq	TCB_SPECIAL(r), %r11
	orq	%r11, %rcx
	testl	$~SPECIAL_FPU, %ecx
	jnz	special_other
	movq	$arch_stack_top, %rsp
	movq	r, %r8
	movq	TCB_FPU(t), %rdi
	testq	%rdi, %rdi
	jz	3f
	call	arch_fpu_save
	jmp	4f
3:	clts
4:	movq	%r11, glue_special_loaded
	movq	TCB_FPU(%r8), %rdi
	testq	%rdi, %rdi
	jz	3f
	call	arch_fpu_restore
	movq	%r8, r
	movq	r, percpu_boot + PERCPU_FPU_OWNER
	jmp	5f
3:	movq	%cr0, %rcx
	orl	$CR0_TS, %ecx
	movq	%rcx, %cr0
	movq	%rdi, percpu_boot + PERCPU_FPU_OWNER	/* nobody */
	movq	%r8, r
5:
	.endm

/*
 * From F7 on the same for calls and replies.  words: how many there are: none, few (what fits in
 * registers) or many; any, if one of the threads owns registers that a switch must care for.
 */
	.macro	FINISH words, call
	/* F7 the scheduler lets r run at once on my time slice */
	movswl	TCB_PRIO(r), %r11d
	cmpl	percpu_boot + PERCPU_TOP, %r11d
	jl	refuse_late
	movl	%gs, %r11d			/* r will want to find its UTCB there */
	cmpl	$AMD64_GS, %r11d
	jne	refuse_late

	/* Point of no return. */
	.ifc	\call, call
	movb	$1, TCB_WAITED_ON(r)
	.endif
	.ifc	\words, any
	movq	$0, TCB_ACCEPTS_SPECIAL(r)
	testl	$BAR_GLUE, TCB_BARS(t)
	jz	61f
	movq	from, TCB_ACCEPTS_SPECIAL(t)
	jmp	62f
	.endif
61:	movq	from, TCB_ACCEPTS(t)
62:	movq	$0, TCB_ACCEPTS(r)
	movq	r, percpu_boot + PERCPU_CURRENT
	leaq	FRAME_BYTES(r), %r11
	movq	%r11, arch_tss + TSS_RSP0
	movq	TCB_LID(r), %r11
	movq	%r11, glue_utcb_page
	.ifc	\words, any
	testl	$LONG, MR0_32
	jnz	8f
	.endif
	.ifc	\words, none
	CLEAR_WORDS
	.else
	.ifnc	\words, many
	movl	MR0_32, %r11d
	andl	$7, %r11d
	leaq	7f(%r11, %r11, 2), %r11
	jmp	*%r11
7:	CLEAR_WORDS
	.endif
	.endif
	.ifc	\words, any
	jmp	9f
	.endif
	.ifc	\words, many
	COPY_WORDS
	.endif
	.ifc	\words, any
8:	COPY_WORDS
9:
	.endif
	.ifc	\words, any
	SWITCH_SPECIAL
	.endif
	movq	TCB_ROOT(r), %r11
	cmpq	TCB_ROOT(t), %r11
	je	1f
	movq	%r11, %cr3			/* with PCIDs the TLB stays as it is */
	movq	FRAME_RIP(r), %rcx
	movq	FRAME_RFLAGS(r), %r11
	movq	FRAME_RSP(r), %rsp
	movq	FRAME_ERROR(r), %rdi
	sysretq
1:	movq	TCB_LID(t), to			/* inside a space ids are local */
	movq	FRAME_RIP(r), %rcx
	movq	FRAME_RFLAGS(r), %r11
	movq	FRAME_RSP(r), %rsp
	movq	FRAME_ERROR(r), %rdi
	sysretq
	.endm

/* From F5 on; r has been found, `to` is not needed any more. */
	.macro	PATH words
	cmpq	to, from
	jne	2f

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	testl	$BAR_CLOSED, TCB_BARS(t)
	jnz	special_call
	movq	TCB_GID(t), to
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	ACCEPTS	ANY
	jne	3f
4:	FINISH	\words, call
3:	ACCEPTS	to
	je	4b
	jmp	special_call

2:	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
	cmpq	ANY, from
	jne	refuse
	cmpl	$0, TCB_BARS(t)
	jne	special_reply
	movq	TCB_GID(t), to
	/* F2, F3 */
	ACCEPTS	to
	jne	5f
6:	FINISH	\words, reply
5:	ACCEPTS	ANY
	je	6b
	jmp	special_reply
	.endm

/* F1 r is who has this number; whether the version is the same is for the caller to see. */
	.macro	LOOKUP
	movq	to, %rcx
	shrq	$32, %rcx
	andl	$(1 << THREAD_NUMBER_BITS) - 1, %ecx
	movq	ARCH_SPARSE_BASE(, %rcx, 8), r
	cmpq	to, TCB_GID(r)
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
	LOOKUP
	jne	local
found_none:
	PATH	none

	.balign	64
few:	testl	$(TAG_UNUSUAL | LONG), MR0_32
	jnz	many
	LOOKUP
	jne	local
found_few:
	PATH	few

	.balign	64
many:	testl	$TAG_UNUSUAL, MR0_32
	jnz	refuse
	LOOKUP
	jne	local
found_many:
	PATH	many

/*
 * The middle way: the caller or r owns special registers, and r is found in accepts_special.  The
 * conditions are those of a call or a reply again; whatever else is unusual is refused.
 */
	.macro	SPECIAL_ACCEPTS			/* F2, F3 */
	movq	TCB_GID(t), to
	movq	TCB_ACCEPTS(r), %rcx
	orq	TCB_ACCEPTS_SPECIAL(r), %rcx	/* one of them is nil */
	cmpq	to, %rcx
	je	1f
	cmpq	ANY, %rcx
	jne	refuse_late
1:
	.endm

	.balign	64
special_call:
	testl	$BAR_CLOSED & ~BAR_GLUE, TCB_BARS(t)
	jnz	refuse
	SPECIAL_ACCEPTS
	FINISH	any, call

special_reply:
	testl	$~BAR_GLUE, TCB_BARS(t)
	jnz	refuse
	SPECIAL_ACCEPTS
	FINISH	any, reply

/* Other special registers than those of the FPU: C knows. */
special_other:
	movq	$arch_stack_top, %rsp
	pushq	%r8
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
	popq	%r8
	jmp	*%r8

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
