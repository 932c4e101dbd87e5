/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath.S - the common short IPC, from svc to user mode: ARMv7-A (X2:ipc). */
#include "arch_types.h"
#include "arm_layout.h"
#include "arm_regs.h"
#include "arm_start.h"
#include "glue_layout.h"
#include "offsets.h"

/*
 * Does what ipc_fast() does (ipc_fast.h), under the same numbered conditions and one of its own.
 * Until the point of no return nothing is written but registers of the caller to its own frame, so
 * every condition may refuse by going on in C with what is there.
 *
 * On entry: r0 to, r1 from, r2 time-outs, r3..r7 MR0..MR4; lr where the stub goes on; sp as entry.S
 * says: t is addressed from there.  MR0..MR4 stay where they are.
 *
 * FPU state is nobody's on the short ways: who has some owns special registers (BAR_GLUE), and goes
 * a longer way, or is found waiting there.
 */
#define r		r10		/* who gets the message */
#define T(member)	(member - FRAME_PC)
#define WORDS		0x3f		/* u, in MR0 */

	.section .vectors.code, "ax", %progbits
	.syntax unified
	.arm

	.if	TAG_UNUSUAL != 0xffc0
	.error	"bits 6 to 15 of MR0 are tested"
	.endif

/* F2, F3: r8, whom r accepts, is this caller, r0, or any. */
	.macro	ACCEPTED
	cmp	r8, r0
	beq	1f
	cmn	r8, #1
	bne	refuse
1:
	.endm

	.macro	PERCPU register
	movw	\register, #:lower16:percpu_boot
	movt	\register, #:upper16:percpu_boot
	.endm

/* As arch_space_switch() of root r1 and asid r2; the return to user mode is the last barrier. */
	.macro	SWITCH_SPACE zero
	orr	r1, r1, #ARM_TTBR_WALK_BITS
	dsb
	mcr	p15, 0, \zero, c13, c0, 1	/* CONTEXTIDR: nobody's asid */
	isb
	mcr	p15, 0, r1, c2, c0, 0		/* TTBR0 */
	isb
	mcr	p15, 0, r2, c13, c0, 1
	.endm

/* r, the place of MR0 in a frame: return there. */
	.macro	LEAVE
	add	sp, r, #(FRAME_PC - FRAME_R3)
	ldmdb	sp, {r0-r14}^
	rfeia	sp
	.endm

/* From the point of no return on, r9: whom the caller waits for. */
	.macro	COMMIT call
	.ifc	\call, call
	strb	r9, [r, #TCB_WAITED_ON]		/* not 0 */
	.endif
	mov	lr, #0
	str	r9, [sp, #T(TCB_ACCEPTS)]
	str	lr, [r, #TCB_ACCEPTS]
	str	r, [r12, #PERCPU_CURRENT]
	ldr	r11, [r, #TCB_LID]
	.endm

/* The same for calls and replies. */
	.macro	FINISH call
	/* F7 the scheduler lets r run at once on my time slice */
	ldrsh	r1, [r, #TCB_PRIO]
	PERCPU	r12
	ldr	r2, [r12, #PERCPU_TOP]
	cmp	r1, r2
	blt	refuse
	ldr	r1, [sp, #T(TCB_SPACE)]
	ldr	r8, [r, #TCB_SPACE]
	cmp	r1, r8
	beq	inside_\call
	/* F8 its space has an asid */
	ldm	r8, {r1, r2}
	cmp	r2, #0
	beq	refuse

	/* Point of no return. */
	COMMIT	\call
	SWITCH_SPACE lr
switched_\call:
	mov	r8, #GLUE_UTCB_WORD
	str	r11, [r8]
	mcr	p15, 0, r11, c13, c0, 3		/* TPIDRURO */
	mcr	p15, 0, lr, c13, c0, 2		/* TPIDRURW: users see nothing of each other; 0 */
	clrex
	str	r0, [r], #FRAME_R3		/* r0: from; r is the place of MR0 from here on */
	ands	r2, r3, #WORDS
	bne	words
	str	r3, [r]
	LEAVE
	.endm

/* Inside a space ids are local. */
	.macro	INSIDE call
inside_\call:
	COMMIT	\call				/* the same point */
	ldr	r0, [sp, #T(TCB_LID)]
	b	switched_\call
	.endm

	.if	SPACE_ROOT != 0 || SPACE_ASID != 4
	.error	"root table and asid are loaded at once"
	.endif
	.if	ARCH_SPARSE_BASE & 0x00ffffff
	.error	"the base of the thread table is an operand"
	.endif

	.balign	64
	.globl	glue_fast_svc
glue_fast_svc:
	srsia	sp, #PSR_SVC
	stmdb	sp, {r0-r14}^
	ldr	r8, [sp, #T(TCB_IPC_RETURN)]
	cmp	r8, lr				/* Ipc's stub in the KIP? */
	bne	glue_svc_saved
	/* F4 untyped words only, no flags; F5 receive time-out never */
	ubfx	r8, r3, #6, #10
	orrs	r8, r8, r2, lsl #16
	bne	refuse
	/* F1 r is who has this number and this version */
	mov	r8, #ARCH_SPARSE_BASE
	lsr	r9, r0, #TID_VERSION_BITS
	ldr	r, [r8, r9, lsl #2]
	ldrd	r8, r9, [r, #TCB_ACCEPTS]	/* and its id */
	cmp	r9, r0
	bne	local
found:	cmp	r1, r9
	bne	reply				/* a line of the cache ends here */

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	ldrd	r0, r1, [sp, #T(TCB_GID)]	/* and my bars */
	tst	r1, #BAR_CLOSED
	bne	special_call
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3); often for anyone */
	cmn	r8, #1
	bne	named
accepted_call:
	FINISH	call

	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
	.balign	64
reply:	cmn	r1, #1
	bne	other
	ldrd	r0, r1, [sp, #T(TCB_GID)]
	cmp	r1, #0
	bne	special_reply
	cmp	r8, r0				/* F2, F3; most often for me */
	bne	anyone
accepted_reply:
	mvn	r9, #0				/* from anyone */
	FINISH	reply

	.if	TCB_GID != TCB_ACCEPTS + 4 || TCB_BARS != TCB_GID + 4
	.error	"accepts, id and bars are loaded in pairs"
	.endif

/*
 * u, in r2, is not 0; r: the place of MR0.  For each u there are four instructions; from 5 on they
 * lead to what copies u - 4 words, 8 at a time and then the rest.
 */
	.balign	64
words:	add	pc, pc, r2, lsl #4

	/* Five instructions jumped over.  A condition does not hold: as if nothing had been. */
refuse:	sub	r3, sp, #FRAME_PC
	ldm	r3, {r0-r2}
	movw	sp, #:lower16:arch_stack_top
	movt	sp, #:upper16:arch_stack_top
	bl	glue_ipc

	.irp	last, r4, r5, r6, r7
	stm	r, {r3-\last}
	LEAVE
	.endr
	.set	n, 1
	.rept	59
	stm	r, {r3-r7}
	ldr	r0, [sp, #T(TCB_MR5)]
	ldr	r1, [r, #(TCB_MR5 - FRAME_R3)]
	b	copies + COPY_BYTES * ((n - 1) & 7) + 8 * (7 - n / 8)
	.set	n, n + 1
	.endr

	.set	COPY_BYTES, 19 * 4
copies:
	.irp	rest, r2, r2-r3, r2-r4, r2-r5, r2-r6, r2-r7, r2-r8, none
	.rept	7
	ldm	r0!, {r2-r9}
	stm	r1!, {r2-r9}
	.endr
	.ifnc	\rest, none
	ldm	r0, {\rest}
	stm	r1, {\rest}
	.endif
	LEAVE
	.endr

	INSIDE	call

/* --- the less common kinds --------------------------------------------------------------- */

/* F2, F3 */
named:	cmp	r8, r0
	beq	accepted_call
	b	special_call
anyone:	cmn	r8, #1
	beq	accepted_reply
	b	special_reply

/* Somebody owns FPU state (BAR_GLUE), or r does not accept.  r2: who is awaited by name, or 0. */
special_call:
	tst	r1, #(BAR_CLOSED & ~BAR_GLUE)
	bne	refuse
	mov	r2, r
	b	special
special_reply:
	bics	r2, r1, #BAR_GLUE
	bne	refuse
	mvn	r9, #0
	b	special

/* Neither call nor open wait. */
other:	cmp	r1, #0
	beq	send
	/* F5 a closed wait for a third thread, which exists, while nobody is in my queue */
	mov	r8, #ARCH_SPARSE_BASE
	lsr	r9, r1, #TID_VERSION_BITS
	ldr	r2, [r8, r9, lsl #2]
	ldr	r9, [r2, #TCB_GID]
	cmp	r9, r1				/* a local id has no such number */
	bne	refuse
	ldr	r8, [r2, #TCB_STATE]
	and	r8, r8, #THREAD_STATE_MASK
	cmp	r8, #THREAD_DEAD
	beq	refuse
	ldrd	r0, r1, [sp, #T(TCB_GID)]
	bics	r8, r1, #BAR_GLUE
	bne	refuse

special:
	/* F2, F3; one of the two is nil */
	ldr	r8, [r, #TCB_ACCEPTS]
	ldr	r11, [r, #TCB_ACCEPTS_SPECIAL]
	orr	r8, r8, r11
	ACCEPTED
	/* F7 */
	ldrsh	r8, [r, #TCB_PRIO]
	PERCPU	r12
	ldr	r11, [r12, #PERCPU_TOP]
	cmp	r8, r11
	blt	refuse
	/* F8 */
	ldr	r8, [r, #TCB_SPACE]
	ldr	r11, [r8, #SPACE_ASID]
	cmp	r11, #0
	beq	refuse

	/* Point of no return. */
	cmp	r2, #0
	strbne	r9, [r2, #TCB_WAITED_ON]
	mov	lr, #0
	str	lr, [r, #TCB_ACCEPTS]
	str	lr, [r, #TCB_ACCEPTS_SPECIAL]
	tst	r1, #BAR_GLUE
	streq	r9, [sp, #T(TCB_ACCEPTS)]
	strne	r9, [sp, #T(TCB_ACCEPTS_SPECIAL)]
	str	r, [r12, #PERCPU_CURRENT]
	/* As fpu_switch(): the caller's state is loaded if it has one, and else the FPU is off. */
	mov	r9, r0
	ldr	r0, [sp, #T(TCB_FPU)]
	ldr	r11, [r, #TCB_FPU]
	orrs	r1, r0, r11
	beq	4f
	cmp	r0, #0
	beq	1f
	bl	arch_fpu_save
	b	2f
1:	mov	r0, #ARM_FPEXC_EN
	bl	arch_fpu_control
2:	movs	r0, r11
	beq	3f
	bl	arch_fpu_restore
	mov	r11, r
	b	5f
3:	bl	arch_fpu_control
5:	movw	r1, #PERCPU_FPU_OWNER
	str	r11, [r12, r1]			/* r or nobody */
4:	mov	r0, r9
	mov	lr, #0
	ldr	r11, [r, #TCB_LID]
	ldr	r1, [sp, #T(TCB_SPACE)]
	cmp	r1, r8
	ldreq	r0, [sp, #T(TCB_LID)]
	beq	switched_reply
	ldm	r8, {r1, r2}
	SWITCH_SPACE lr
	b	switched_reply

/* No receive phase: r becomes ready, the caller goes on. */
send:	ldrd	r0, r1, [sp, #T(TCB_GID)]
	tst	r1, #BAR_UNUSUAL		/* F6 */
	bne	refuse
	/* F2, F3 */
	ldr	r9, [r, #TCB_ACCEPTS_SPECIAL]
	orr	r8, r8, r9
	ACCEPTED
	/* F7 the scheduler lets me run on */
	ldrsh	r9, [r, #TCB_PRIO]
	ldrsh	r2, [sp, #T(TCB_PRIO)]
	cmp	r9, r2
	bgt	refuse

	/* Point of no return. */
	mov	lr, #0
	str	lr, [r, #TCB_ACCEPTS]
	str	lr, [r, #TCB_ACCEPTS_SPECIAL]
	/* As sched_go_on(): r becomes the last of its priority, r9. */
	PERCPU	r12
	ldr	r2, [r12, #PERCPU_TOP]
	cmp	r9, r2
	strgt	r9, [r12, #PERCPU_TOP]
	mov	r1, #1
	movw	r8, #TCB_QUEUED
	strb	r1, [r, r8]
	and	r8, r9, #31
	lsl	r1, r1, r8
	lsr	r8, r9, #5
	add	r2, r12, #PERCPU_READY_BITMAP
	ldr	r11, [r2, r8, lsl #2]
	orr	r11, r11, r1
	str	r11, [r2, r8, lsl #2]
	add	r2, r12, #PERCPU_READY_HEAD
	add	r2, r2, r9, lsl #3
	movw	r8, #TCB_READY_LINK
	add	r8, r8, r
	ldr	r1, [r2, #LIST_PREV]
	str	r8, [r2, #LIST_PREV]
	str	r8, [r1, #LIST_NEXT]
	str	r1, [r8, #LIST_PREV]
	str	r2, [r8, #LIST_NEXT]
	/* The message. */
	ldr	r1, [sp, #T(TCB_SPACE)]
	ldr	r2, [r, #TCB_SPACE]
	cmp	r1, r2
	ldreq	r0, [sp, #T(TCB_LID)]
	str	r0, [r], #FRAME_R3
	ands	r2, r3, #WORDS
	str	r3, [r]
	strne	r4, [r, #4]
	cmp	r2, #2
	strhs	r5, [r, #8]
	cmp	r2, #3
	strhs	r6, [r, #12]
	cmp	r2, #4
	strhs	r7, [r, #16]
	ldr	r0, [sp, #T(TCB_MR5)]
	ldr	r1, [r, #(TCB_MR5 - FRAME_R3)]
	subs	r2, r2, #4
	bls	2f
1:	ldr	r8, [r0], #4
	subs	r2, r2, #1
	str	r8, [r1], #4
	bne	1b
2:	str	lr, [sp, #(0 - FRAME_PC)]	/* from: nobody; MR0 */
	str	lr, [sp, #T(FRAME_R3)]
	ldmdb	sp, {r0-r14}^
	rfeia	sp

	.balign	64
/* F1 for local ids: the UTCB must be one of this space, and its thread have this id. */
local:	tst	r0, #63
	bne	refuse
	ldr	r11, [sp, #T(TCB_SPACE)]
	ldr	r8, [r11, #SPACE_UTCB_BASE]
	sub	r8, r0, r8
	ldr	r12, [r11, #SPACE_UTCB_SIZE]
	cmp	r8, r12
	bhs	refuse
	ldr	r11, [r11, #SPACE_SLOTS]
	lsr	r12, r8, #(GLUE_UTCB_BITS + SPACE_LEAF_BITS)
	ldr	r11, [r11, r12, lsl #2]
	cmp	r11, #0
	beq	refuse
	ubfx	r8, r8, #GLUE_UTCB_BITS, #SPACE_LEAF_BITS
	ldr	r, [r11, r8, lsl #2]
	cmp	r, #0
	beq	refuse
	ldr	r8, [r, #TCB_LID]
	cmp	r8, r0
	bne	refuse
	cmp	r1, r0				/* from here on by global ids */
	ldrd	r8, r9, [r, #TCB_ACCEPTS]
	bne	found
	mov	r1, r9
	b	found

	INSIDE	reply

	.section .note.GNU-stack, "", %progbits
