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
 * calls and replies look at in a TCB is in its first two cache lines.
 *
 * There is a copy of the path for calls and replies without words, one for those with words, and
 * one for all else.
 */
#define T(member)	(member - FRAME_SS)(%esp)	/* of the caller; its flags are there */
#define r		%ebp			/* who gets the message */
#define to		%eax			/* then: id of the caller, the receiver's from */
#define from		%edx
#define MR0		%esi

#define WORDS		0x3f			/* u */
#define ANY		$-1

	.text

/* Traps and users find r. */
	.macro	SWITCH_TO_R
	movl	r, percpu_boot + PERCPU_CURRENT
	leal	FRAME_BYTES(r), %edi
	movl	%edi, arch_tss + TSS_ESP0
	movl	TCB_LID(r), %edi
	movl	%edi, glue_utcb_page
	.endm

/* MR3 and up, if there are so many. */
	.macro	COPY_WORDS
	movl	MR0, %ecx
	andl	$WORDS, %ecx
	subl	$2, %ecx
	jbe	7f
	movl	MR0, %ebx
	movl	T(TCB_UTCB), %esi
	addl	$UTCB_MR3, %esi
	movl	TCB_UTCB(r), %edi
	addl	$UTCB_MR3, %edi
	rep movsl
	movl	%ebx, MR0
7:
	.endm

/* F7 the scheduler lets r run at once on my time slice; then the point of no return. */
	.macro	MAY_RUN
	movswl	TCB_PRIO(r), %edi
	cmpl	percpu_boot + PERCPU_TOP, %edi
	jl	refuse_late
	.endm

	.macro	FINISH words
	movl	from, T(TCB_ACCEPTS)
	movl	$0, TCB_ACCEPTS(r)
	SWITCH_TO_R
	.ifc	\words, some
	COPY_WORDS
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
	jnz	other
	movl	T(TCB_GID), to
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	cmpl	ANY, TCB_ACCEPTS(r)
	jne	3f
4:	MAY_RUN
	movb	$1, TCB_WAITED_ON(r)
	.ifc	\words, none
	FINISH	none
	.else
	jmp	8f
	.endif
3:	cmpl	to, TCB_ACCEPTS(r)
	je	4b
	jmp	other

2:	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
	cmpl	ANY, from
	jne	other
	cmpl	$0, T(TCB_BARS)
	jne	other
	movl	T(TCB_GID), to
	/* F2, F3 */
	cmpl	to, TCB_ACCEPTS(r)
	jne	5f
6:	MAY_RUN
8:	FINISH	\words
5:	cmpl	ANY, TCB_ACCEPTS(r)
	je	6b
	jmp	other
	.endm

/* F1 r is who has this number; whether the version is the same is for the caller to see. */
	.macro	LOOKUP id, number, found
	movl	\id, \number
	shrl	$THREAD_NUMBER_SHIFT, \number
	movl	ARCH_SPARSE_BASE(, \number, 4), \found
	cmpl	\id, TCB_GID(\found)
	.endm

	.balign	64
	.globl	glue_fast_sysenter
glue_fast_sysenter:
	movl	%ss:arch_tss + TSS_ESP0, %esp	/* the end of my frame */
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
	LOOKUP	to, %ebp, r
	jne	local
found_none:
	PATH	none

	.balign	64
some:	testl	$TAG_UNUSUAL, MR0
	jnz	refuse
	LOOKUP	to, %ebp, r
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

/*
 * All else: Send, a closed wait for a third thread, and calls and replies of threads, or to such,
 * that own registers a switch must care for.  `from` is a global id if it means r.
 */
	.balign	16
other:	movl	T(TCB_BARS), %ebx		/* F6 */
	andl	$~BAR_GLUE, %ebx
	testl	$BAR_UNUSUAL, %ebx
	jnz	refuse_late
	/* F2, F3; one of the two words is nil */
	movl	TCB_ACCEPTS(r), to
	orl	TCB_ACCEPTS_SPECIAL(r), to
	cmpl	ANY, to
	je	1f
	cmpl	T(TCB_GID), to
	jne	refuse_late
1:	movswl	TCB_PRIO(r), to
	testl	from, from
	jz	send
	cmpl	percpu_boot + PERCPU_TOP, to	/* F7 r runs at once */
	jl	refuse_late
	movl	r, %edi
	cmpl	TCB_GID(r), from
	je	2f
	testl	%ebx, %ebx			/* F5 nobody is in my queue */
	jnz	refuse_late
	cmpl	ANY, from
	je	3f
	LOOKUP	from, %edi, %edi		/* a local id has no such number */
	jne	refuse_late
	movl	TCB_STATE(%edi), to
	andl	$THREAD_STATE_MASK, to
	cmpl	$THREAD_DEAD, to
	je	refuse_late
2:	testl	$BAR_PROPAGATED, %ebx		/* F5 r is not, nor anybody in its name */
	jnz	refuse_late

	/* Point of no return. */
	movb	$1, TCB_WAITED_ON(%edi)
3:	movl	$0, TCB_ACCEPTS(r)
	movl	$0, TCB_ACCEPTS_SPECIAL(r)
	testl	$BAR_GLUE, T(TCB_BARS)
	jz	plain
	movl	from, T(TCB_ACCEPTS_SPECIAL)
waits:	SWITCH_TO_R
	COPY_WORDS
	movl	T(TCB_GID), to
	movl	T(TCB_SPECIAL), %ebx
	orl	TCB_SPECIAL(r), %ebx
	jz	switched

	/*
	 * What glue_switch_special() does, here for FPU state alone: the caller's is loaded if it
	 * has one, and else the FPU is off.
	 */
special:
	movl	%esp, %edi
	movl	$arch_stack_top, %esp
	pushl	to
	testl	$~SPECIAL_FPU, %ebx
	jnz	special_other
	movl	TCB_FPU - FRAME_SS(%edi), %ecx
	jecxz	1f
	pushl	%ecx
	call	arch_fpu_save
2:	movl	TCB_FPU(r), %ecx
	jecxz	3f
	pushl	%ecx
	call	arch_fpu_restore
	movl	r, percpu_boot + PERCPU_FPU_OWNER
	movl	r, glue_special_loaded
4:	movl	arch_stack_top - 4, to
	movl	%edi, %esp

switched:
	movl	TCB_ROOT(r), %ebx
	cmpl	T(TCB_ROOT), %ebx
	je	inside
	movl	%ebx, %cr3
leave:	testl	$WORDS, MR0
	jz	5f
	LEAVE	some
5:	LEAVE	none

plain:	movl	from, T(TCB_ACCEPTS)
	jmp	waits
inside:	movl	T(TCB_LID), to
	jmp	leave
1:	clts
	jmp	2b
3:	movl	%cr0, %eax
	orl	$CR0_TS, %eax
	movl	%eax, %cr0
	movl	%ecx, percpu_boot + PERCPU_FPU_OWNER	/* nobody */
	movl	%ecx, glue_special_loaded
	jmp	4b
special_other:					/* not the FPU's alone: C knows */
	pushl	r
	call	glue_switch_special
	jmp	4b

/* r is ready, in the way that glue_return_from_ipc and the scheduler know; to: its priority. */
send:	cmpw	%ax, T(TCB_PRIO)		/* F7 I run on */
	jl	refuse_late

	/* Point of no return. */
	movl	from, TCB_ACCEPTS(r)
	movl	from, TCB_ACCEPTS_SPECIAL(r)
	movb	$1, TCB_QUEUED(r)
	bts	%eax, percpu_boot + PERCPU_READY_BITMAP
	leal	percpu_boot + PERCPU_READY_HEAD(, %eax, 8), %ecx
	cmpl	percpu_boot + PERCPU_TOP, %eax
	jle	1f
	movl	%eax, percpu_boot + PERCPU_TOP
1:	leal	TCB_READY_LINK(r), %edi
	movl	LIST_PREV(%ecx), %ebx
	movl	%edi, LIST_PREV(%ecx)
	movl	%edi, LIST_NEXT(%ebx)
	movl	%ebx, LIST_PREV(%edi)
	movl	%ecx, LIST_NEXT(%edi)

	movl	MR0, FRAME_ESI(r)
	movl	T(TCB_GID), to
	movl	TCB_ROOT(r), %ebx
	cmpl	T(TCB_ROOT), %ebx
	jne	2f
	movl	T(TCB_LID), to
2:	movl	to, FRAME_EAX(r)
	movl	$GLUE_VECTOR_SYSENTER, FRAME_VECTOR(r)
	movl	TCB_SYSENTER_IP(r), %ebx
	movl	%ebx, FRAME_EIP(r)
	movl	$(EFLAGS_IF | EFLAGS_ONE), FRAME_EFLAGS(r)
	movl	$IA32_UDS, FRAME_SS(r)

	movl	from, FRAME_EBX(r)		/* nil is 0 */
	movl	from, FRAME_EBP(r)
	testl	$WORDS, MR0
	jz	4f
	movl	T(TCB_UTCB), %edi
	movl	UTCB_MR1(%edi), %ebx
	movl	%ebx, FRAME_EBX(r)
	testl	$WORDS - 1, MR0
	jz	4f
	movl	UTCB_MR2(%edi), %ebx
	movl	%ebx, FRAME_EBP(r)
	COPY_WORDS
4:	movl	from, to
	movl	from, MR0
	leal	-FRAME_SS(%esp), r
	LEAVE	none

/* A condition does not hold: as if nothing had been. */
refuse_late:
	movl	TCB_GID(r), to
refuse:	xorl	%ebx, %ebx			/* has held an address of the kernel */
	movl	T(FRAME_EDI), %edi
	movl	T(FRAME_ESP), %ebp
	jmp	glue_sysenter

	.section .note.GNU-stack, "", @progbits
