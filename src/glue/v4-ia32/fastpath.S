/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath.S - the common short IPC, from sysenter to sysexit (X2:ipc; doc/ipc.md). */
#include "arch_types.h"
#include "glue_layout.h"
#include "offsets.h"
#include "x86_regs.h"

/*
 * Does what ipc_fast() does (ipc_fast.h), under the same numbered conditions.  Until the point of
 * no return nothing is written but registers of the caller to its own frame, so every condition
 * may refuse by starting over at glue_sysenter.
 *
 * On entry: eax to, ecx time-outs, edx from, esi MR0, ebp stack pointer of the user (kip_stubs.S),
 * edi of the user; interrupts off; the return address is always the same (tcb.glue.sysenter_ip).
 * Data segments are the user's until they are loaded; esp and ebp address through ss.  All that
 * this path looks at in a TCB is in its first two cache lines.
 *
 * There is a copy of the path for messages without words, and one for others.
 */
#define T(member)	(member - FRAME_EFLAGS)(%esp)	/* of the caller */
#define r		%ebp			/* who gets the message */
#define to		%eax			/* then: id of the caller, the receiver's from */
#define from		%edx
#define MR0		%esi

#define WORDS		0x3f			/* u */
#define ANY		$-1

	.text

/* From F7 on the same for calls and replies.  words: none or some. */
	.macro	FINISH words, call
	/* F7 the scheduler lets r run at once on my time slice */
	movswl	TCB_PRIO(r), %edi
	cmpl	percpu_boot + PERCPU_TOP, %edi
	jl	refuse_late

	/* Point of no return. */
	.ifc	\call, call
	movb	$1, TCB_WAITED_ON(r)
	.endif
	movl	from, T(TCB_ACCEPTS)
	movl	$0, TCB_ACCEPTS(r)
	movl	r, percpu_boot + PERCPU_CURRENT
	leal	FRAME_BYTES(r), %edi
	movl	%edi, arch_tss + TSS_ESP0
	movl	TCB_LID(r), %edi
	movl	%edi, glue_utcb_page
	.ifc	\words, some
	movl	MR0, %ebx
	movl	%ebx, %ecx
	andl	$WORDS, %ecx
	subl	$2, %ecx
	jbe	7f
	movl	T(TCB_UTCB), %esi
	addl	$UTCB_MR3, %esi
	movl	TCB_UTCB(r), %edi
	addl	$UTCB_MR3, %edi
	rep movsl
	movl	%ebx, MR0
7:
	.endif
	movl	TCB_ROOT(r), %ebx
	cmpl	T(TCB_ROOT), %ebx
	je	1f
	movl	%ebx, %cr3
	LEAVE	\words
1:	movl	T(TCB_LID), to			/* inside a space ids are local */
	LEAVE	\words
	.endm

/* MR1 and MR2 are registers of the receiver; what is not sent is not shown. */
	.macro	LEAVE words
	movl	TCB_SYSENTER_IP(r), %edx
	movl	FRAME_ESP(r), %ecx
	movl	FRAME_EDI(r), %edi
	.ifc	\words, none
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	.else
	movl	T(TCB_UTCB), %ebx
	xorl	%ebp, %ebp
	testl	$WORDS - 1, MR0
	jz	9f
	movl	UTCB_MR2(%ebx), %ebp
9:	movl	UTCB_MR1(%ebx), %ebx
	.endif
	sti					/* takes effect behind the next instruction */
	sysexit
	.endm

/* From F5 on; r has been found, `to` is not needed any more. */
	.macro	PATH words
	cmpl	to, from
	jne	2f

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	testl	$BAR_CLOSED, T(TCB_BARS)
	jnz	refuse
	movl	T(TCB_GID), to
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	cmpl	ANY, TCB_ACCEPTS(r)
	jne	3f
4:	FINISH	\words, call
3:	cmpl	to, TCB_ACCEPTS(r)
	je	4b
	jmp	refuse_late

2:	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
	cmpl	ANY, from
	jne	refuse
	cmpl	$0, T(TCB_BARS)
	jne	refuse
	movl	T(TCB_GID), to
	/* F2, F3 */
	cmpl	to, TCB_ACCEPTS(r)
	jne	5f
6:	FINISH	\words, reply
5:	cmpl	ANY, TCB_ACCEPTS(r)
	je	6b
	jmp	refuse_late
	.endm

/* F1 r is who has this number; whether the version is the same is for the caller to see. */
	.macro	LOOKUP
	movl	to, %ebp
	shrl	$THREAD_NUMBER_SHIFT, %ebp
	movl	ARCH_SPARSE_BASE(, %ebp, 4), r
	cmpl	to, TCB_GID(r)
	.endm

	.balign	64
	.globl	glue_fast_sysenter
glue_fast_sysenter:
	movl	%ss:percpu_boot + PERCPU_CURRENT, %esp
	addl	$FRAME_EFLAGS + 4, %esp
	pushfl
	movl	%ebp, T(FRAME_ESP)
	movl	%edi, T(FRAME_EDI)
	testl	$EFLAGS_UNUSUAL, (%esp)		/* others must not inherit them */
	jnz	refuse
	movl	$IA32_UDS, %ebx
	movl	%ebx, %ds
	movl	%ebx, %es
	movl	%gs, %ebx			/* r will want to find its UTCB there */
	cmpl	$IA32_UTCB_SEG, %ebx
	jne	refuse
	testw	%cx, %cx			/* F5 receive time-out never */
	jnz	refuse
	testl	$(TAG_UNUSUAL | WORDS), MR0	/* F4 untyped words only; here none */
	jnz	some
	LOOKUP
	jne	local
found_none:
	PATH	none

	.balign	64
some:	testl	$TAG_UNUSUAL, MR0
	jnz	refuse
	LOOKUP
	jne	local
found_some:
	PATH	some

/* F1 for local ids: the UTCB must be one of this space, and its thread have this id. */
local:	testb	$63, %al
	jnz	refuse
	movl	T(TCB_SPACE), %ebx
	leal	-UTCB_POINTER_OFFSET(to), %edi
	subl	SPACE_UTCB_BASE(%ebx), %edi
	cmpl	SPACE_UTCB_SIZE(%ebx), %edi
	jae	refuse
	movl	SPACE_SLOTS(%ebx), r
	movl	%edi, %ebx
	shrl	$(GLUE_UTCB_BITS + SPACE_LEAF_BITS), %ebx
	movl	(r, %ebx, 4), r
	testl	r, r
	jz	refuse
	shrl	$GLUE_UTCB_BITS, %edi
	andl	$(1 << SPACE_LEAF_BITS) - 1, %edi
	movl	(r, %edi, 4), r
	testl	r, r
	jz	refuse
	cmpl	to, TCB_LID(r)
	jne	refuse
	cmpl	to, from			/* from here on by global ids */
	movl	TCB_GID(r), to
	jne	1f
	movl	to, from
1:	testl	$WORDS, MR0
	jz	found_none
	jmp	found_some

/* A condition does not hold: as if nothing had been. */
refuse_late:
	movl	TCB_GID(r), to
refuse:	movl	T(FRAME_EDI), %edi
	movl	T(FRAME_ESP), %ebp
	jmp	glue_sysenter

	.section .note.GNU-stack, "", @progbits
