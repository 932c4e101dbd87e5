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
 * FPU state is nobody's here: who has some owns special registers (BAR_GLUE), and is refused or not
 * found waiting.
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

/* F2, F3: r8, r's `accepts`, is this caller, r0, or any. */
	.macro	ACCEPTED
	cmp	r8, r0
	cmnne	r8, #1
	bne	refuse
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
	movw	r12, #:lower16:percpu_boot
	movt	r12, #:upper16:percpu_boot
	ldr	r2, [r12, #PERCPU_TOP]
	cmp	r1, r2
	blt	refuse
	ldr	r1, [sp, #T(TCB_SPACE)]
	ldr	r8, [r, #TCB_SPACE]
	cmp	r1, r8
	beq	5f
	/* F8 its space has an asid */
	ldm	r8, {r1, r2}
	cmp	r2, #0
	beq	refuse

	/* Point of no return. */
	COMMIT	\call
	/* As arch_space_switch(); the return to user mode is the last of its barriers. */
	orr	r1, r1, #ARM_TTBR_WALK_BITS
	dsb
	mcr	p15, 0, lr, c13, c0, 1		/* CONTEXTIDR: nobody's asid */
	isb
	mcr	p15, 0, r1, c2, c0, 0		/* TTBR0 */
	isb
	mcr	p15, 0, r2, c13, c0, 1
6:	mov	r8, #GLUE_UTCB_WORD
	str	r11, [r8]
	mcr	p15, 0, r11, c13, c0, 3		/* TPIDRURO */
	clrex
	str	r0, [r], #FRAME_R3		/* r0: from; r is the place of MR0 from here on */
	ands	r2, r3, #WORDS
	bne	words
	str	r3, [r]
	add	sp, r, #(FRAME_PC - FRAME_R3)
	ldmdb	sp, {r0-r14}^
	rfeia	sp
5:	COMMIT	\call				/* the same point */
	ldr	r0, [sp, #T(TCB_LID)]		/* inside a space ids are local */
	b	6b
	.endm

	.if	SPACE_ROOT != 0 || SPACE_ASID != 4
	.error	"root table and asid are loaded at once"
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
	mov	r8, #(ARCH_SPARSE_BASE & 0xff000000)
	orr	r8, r8, #(ARCH_SPARSE_BASE & 0x00ffffff)
	lsr	r9, r0, #TID_VERSION_BITS
	ldr	r, [r8, r9, lsl #2]
	ldrd	r8, r9, [r, #TCB_ACCEPTS]	/* and its id */
	cmp	r9, r0
	bne	local
found:	cmp	r1, r9
	bne	reply

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	ldrd	r0, r1, [sp, #T(TCB_GID)]	/* and my bars */
	tst	r1, #BAR_CLOSED
	bne	refuse
	ACCEPTED
	FINISH	call

	/* F5, F6 a reply, or any message before an open wait: nobody is queued on me */
reply:	cmn	r1, #1
	bne	refuse
	ldrd	r0, r1, [sp, #T(TCB_GID)]
	cmp	r1, #0
	bne	refuse
	ACCEPTED
	mvn	r9, #0				/* anyone */
	FINISH	reply

	.if	TCB_GID != TCB_ACCEPTS + 4 || TCB_BARS != TCB_GID + 4
	.error	"accepts, id and bars are loaded in pairs"
	.endif

/* u, in r2, is not 0; r: the place of MR0. */
	.balign	64
words:	subs	r2, r2, #4
	stmhs	r, {r3-r7}
	beq	done
	bhi	long
	sub	pc, pc, r2, lsl #3
done:	add	sp, r, #(FRAME_PC - FRAME_R3)	/* jumped over: three instructions */
	ldmdb	sp, {r0-r14}^
	rfeia	sp
	stm	r, {r3-r6}
	b	done
	stm	r, {r3-r5}
	b	done
	stm	r, {r3-r4}
	b	done

/* r2: words from MR5 on. */
long:	ldr	r0, [sp, #T(TCB_UTCB)]
	ldr	r1, [r, #(TCB_UTCB - FRAME_R3)]
	add	r0, r0, #UTCB_MR5
	add	r1, r1, #UTCB_MR5
	subs	r2, r2, #8
	blo	2f
1:	ldm	r0!, {r3-r9, r12}
	subs	r2, r2, #8
	stm	r1!, {r3-r9, r12}
	bhs	1b
2:	lsls	r12, r2, #30			/* C: 4 more words, N: 2 more */
	ldmcs	r0!, {r3-r6}
	stmcs	r1!, {r3-r6}
	ldmmi	r0!, {r3, r4}
	stmmi	r1!, {r3, r4}
	tst	r2, #1
	ldrne	r3, [r0]
	strne	r3, [r1]
	b	done

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
	moveq	r1, r9
	b	found

/* A condition does not hold: as if nothing had been. */
refuse:	sub	r3, sp, #FRAME_PC
	ldm	r3, {r0-r2}
	movw	sp, #:lower16:arch_stack_top
	movt	sp, #:upper16:arch_stack_top
	bl	glue_ipc

	.section .note.GNU-stack, "", %progbits
