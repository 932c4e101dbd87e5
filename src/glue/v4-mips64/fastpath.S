/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath.S - the common short IPC, from syscall to eret (X2:ipc; doc/ipc.md). */
#include "arch_types.h"
#include "cp0.h"
#include "glue_layout.h"
#include "offsets.h"

/*
 * Does what ipc_fast() does (ipc_fast.h), under the same numbered conditions.  Until the point of
 * no return nothing is written but sp, fp and the return address of the caller to its own frame,
 * so every condition may refuse by going to glue_ipc_entry, which needs a0 to a2, v1, s0 to s7, ra,
 * and k1 as here.
 *
 * On entry (entry.S): EXL is set, a0 to, a1 from, a2 time-outs, MR0 to MR8 in v1 and s0 to s7,
 * where they stay, but what is not sent is cleared; ra where the caller goes on.  All other
 * registers are undefined to it and so free here.
 *
 * Threads with a Status of their own or FPU state have BAR_GLUE and go the longer way from `rest`
 * on, as a Send and a wait for a third thread do.  Else the Status that the caller came with is
 * that of the receiver.  No register keeps what the caller or the kernel had in it: in the end each
 * is cleared, unless it holds what the receiver may know: ids and its return address, the number of
 * words, the results of tests that are 0.
 */
#define base		$k1		/* %hi(percpu_boot): percpu and arch's words beside it */
#define t		$t3		/* the caller */
#define r		$k0		/* who gets the message */
#define t_gid		$v0		/* what r gets as `from` */
#define r_gid		$a3
#define accepts		$t1		/* of r: the caller or anyone */
#define words		$a4		/* in the end; before, the ASID of r */
#define is_global	$a5
#define zero_bars	$t9		/* bars, or their BAR_CLOSED; these four are 0 in the end */
#define zero_accepts	$t2
#define zero_prio	$a6
#define zero_asid	$t8
#define prio		$t8		/* of r */
#define t_space		$t8
#define r_space		$ra

#define WORDS		0x3f		/* u */
#define LOCAL		0x3f		/* bits that are 0 in local ids, and in no global one */
#define CLOSED_SHIFT	24		/* of BAR_CLOSED (offsets.c): no other bit is above */
#define MR_REGISTERS	8		/* MR1 to MR8 */

	.set	noreorder
	.set	noat
	.section .vectors.ipc, "ax", @progbits

/* From F7 on.  Behind it nothing may be refused. */
	.macro	CHECK_SWITCH kind
	/* F7 the scheduler lets r run at once on my time slice */
	sd	$ra, FRAME_EPC(t)
	lw	$ra, %lo(percpu_boot + PERCPU_TOP)(base)
	slt	zero_prio, prio, $ra
	bnez	zero_prio, refuse
	 ld	r_space, TCB_SPACE(r)
	ld	t_space, TCB_SPACE(t)
	.ifnc	\kind, reply
	sd	$sp, FRAME_SP(t)
	.endif
	beq	t_space, r_space, intra_\kind
	 sd	$fp, FRAME_FP(t)
	/* The number of r's space is of the generation of mine, the present one. */
	ld	words, SPACE_ASID(r_space)
	ld	zero_asid, SPACE_ASID(t_space)
	xor	zero_asid, zero_asid, words
	dsrl	zero_asid, zero_asid, 8		/* ARCH_ASIDS */
	bnez	zero_asid, refuse
	 andi	words, words, ENTRYHI_ASID

	/* Point of no return. */
	dmtc0	words, CP0_ENTRYHI		/* eret is the barrier */
	ld	$ra, SPACE_TABLE(r_space)
	sd	$ra, %lo(arch_tlb_root)(base)
commit_\kind:
	.endm

/* The rest of the way out, when the words are where they belong. */
	.macro	LEAVE
	ld	$sp, FRAME_SP(r)
	ld	$fp, FRAME_FP(r)
	ld	r, TCB_LID(r)			/* k0, as user code knows it */
	mthi	$zero
	mtlo	$zero
	sd	r, %lo(arch_user_k0)(base)
	move	$a2, $zero
	move	$a7, $zero
	move	$t0, $zero
	move	t, $zero
	move	$gp, $zero
	move	base, $zero
	ehb					/* EPC */
	eret
	.endm

	.globl	glue_fast_ipc
glue_fast_ipc:
	andi	$at, $v1, TAG_UNUSUAL		/* F4 untyped words only */
	ld	t, %lo(percpu_boot + PERCPU_CURRENT)(base)
	dins	$at, $a2, 16, 16		/* F5 receive time-out never */
	andi	is_global, $a0, LOCAL
	bnez	$at, glue_ipc_entry
	 dext	r, $a0, 32, THREAD_NUMBER_BITS	/* F1 who has this number? And this version? */
	beqz	is_global, local
	 dsll	r, r, 3
	daddu	r, r, base
	ld	r, %lo(thread_array)(r)
	ld	t_gid, TCB_GID(t)
	ld	r_gid, TCB_GID(r)
	bne	r_gid, $a0, glue_ipc_entry
	 lw	zero_bars, TCB_BARS(t)
found:	bne	$a1, $a0, reply
	 ld	accepts, TCB_ACCEPTS(r)

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	srl	zero_bars, zero_bars, CLOSED_SHIFT
	bnez	zero_bars, rest
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	 daddiu	zero_accepts, accepts, 1	/* for anyone */
	bnez	zero_accepts, call_closed
	 lh	prio, TCB_PRIO(r)
call:	CHECK_SWITCH call
	sb	r_gid, TCB_WAITED_ON(r)		/* not 0: bits of the version */
	sd	r_gid, TCB_ACCEPTS(t)

finish:	sd	$zero, TCB_ACCEPTS(r)
	ld	$ra, FRAME_EPC(r)
	sd	r, %lo(percpu_boot + PERCPU_CURRENT)(base)
	andi	words, $v1, WORDS
	bnez	words, some_words
	 dmtc0	$ra, CP0_EPC
clear:	move	$s0, $zero
	move	$s1, $zero
	move	$s2, $zero
	move	$s3, $zero
	move	$s4, $zero
	move	$s5, $zero
	move	$s6, $zero
	move	$s7, $zero
	LEAVE

	/* F5, F6 a message before an open wait: nobody is queued on me */
reply:	daddiu	$at, $a1, 1
	bnez	$at, rest
	 xor	zero_accepts, accepts, t_gid
	bnez	zero_bars, rest
	/* F2, F3 */
	 lh	prio, TCB_PRIO(r)
	bnez	zero_accepts, reply_open
	 sd	$sp, FRAME_SP(t)
reply_checked:
	CHECK_SWITCH reply
	b	finish
	 sd	$a1, TCB_ACCEPTS(t)

	/* F2: r waits for me? */
call_closed:
	xor	zero_accepts, accepts, t_gid
	beqz	zero_accepts, call
	 nop
	b	rest
	/* F2: r waits for anyone? */
reply_open:
	 daddiu	zero_accepts, accepts, 1
	beqz	zero_accepts, reply_checked
	 nop
	b	rest
	 nop

/* Inside a space: nothing to switch to, and ids are local. */
intra_call:
	ld	t_gid, TCB_LID(t)
	b	commit_call
	 move	zero_asid, $zero
intra_reply:
	ld	t_gid, TCB_LID(t)
	b	commit_reply
	 move	zero_asid, $zero

/* F1 for local ids: the UTCB must be one of this space, and its thread have this id. */
local:	ld	t_space, TCB_SPACE(t)
	ld	$at, SPACE_UTCB_BASE(t_space)
	ld	r, SPACE_UTCB_SIZE(t_space)
	dsubu	$at, $a0, $at
	sltu	r, $at, r
	beqz	r, glue_ipc_entry
	 ld	r, SPACE_SLOTS(t_space)
	dsrl	$t8, $at, GLUE_UTCB_BITS + SPACE_LEAF_BITS
	dsll	$t8, $t8, 3
	daddu	r, r, $t8
	ld	r, 0(r)
	beqz	r, glue_ipc_entry
	 dext	$at, $at, GLUE_UTCB_BITS, SPACE_LEAF_BITS
	dsll	$at, $at, 3
	daddu	r, r, $at
	ld	r, 0(r)
	beqz	r, glue_ipc_entry
	 lw	zero_bars, TCB_BARS(t)
	ld	$at, TCB_LID(r)
	bne	$at, $a0, glue_ipc_entry
	 ld	t_gid, TCB_GID(t)
	b	found
	 ld	r_gid, TCB_GID(r)

/* Words: into the row of moves behind those that are sent; or more than have registers. */
some_words:
	sltiu	$a2, words, MR_REGISTERS + 1
	beqz	$a2, many_words
	 dsll	$a2, words, 3
	dsrl	$a2, $a2, 1
	lui	$ra, %hi(clear)
	daddu	$a2, $a2, $ra
	daddiu	$a2, $a2, %lo(clear)
	jr	$a2
	 ld	$ra, FRAME_EPC(r)

/* Instructions of 8 bytes a word, MR63 first; ra is a word of the message in the end. */
	.set	word, 63
	.rept	63 - MR_REGISTERS
	ld	$ra, UTCB_MR + 8 * word(t)
	sd	$ra, UTCB_MR + 8 * word($a2)
	.set	word, word - 1
	.endr
copied:	LEAVE
	.org	copied + 8 * MR_REGISTERS - 8, 0
many_words:
	bal	1f				/* ra: two on, where MR0 would be copied */
	 ld	t, TCB_UTCB(t)
1:	dsubu	$ra, $ra, $a2
	jr	$ra
	 ld	$a2, TCB_UTCB(r)

/*
 * The longer way: F2 for threads with special registers, too, and all kinds of waits.  Nothing is
 * known but t, r and their ids.
 */
rest:	ld	accepts, TCB_ACCEPTS(r)
	ld	$t0, TCB_ACCEPTS_SPECIAL(r)
	lw	zero_bars, TCB_BARS(t)
	or	accepts, accepts, $t0		/* one of them is nil */
	daddiu	zero_accepts, accepts, 1
	beqz	zero_accepts, 1f
	 move	$at, $zero
	bne	accepts, t_gid, glue_ipc_entry
	 move	zero_accepts, $zero
1:	beqz	$a1, send
	 lh	prio, TCB_PRIO(r)
	dext	$t0, zero_bars, 27, 1		/* BAR_GLUE */
	dins	zero_bars, $zero, 27, 1
	bne	$a1, $a0, 1f
	 move	$gp, r				/* gp: whom t waits for, if it is one thread */
	b	2f
	 srl	zero_bars, zero_bars, CLOSED_SHIFT
1:	daddiu	$a7, $a1, 1
	beqz	$a7, 2f
	 move	$gp, $zero
	/* F5 a third thread that there is, and that is not in my queue */
	andi	$a7, $a1, LOCAL
	beqz	$a7, glue_ipc_entry
	 dext	$gp, $a1, 32, THREAD_NUMBER_BITS
	dsll	$gp, $gp, 3
	daddu	$gp, $gp, base
	ld	$gp, %lo(thread_array)($gp)
	ld	$a7, TCB_GID($gp)
	bne	$a7, $a1, glue_ipc_entry
	 ld	$a7, TCB_STATE($gp)
	andi	$a7, $a7, THREAD_STATE_MASK
	xori	$a7, $a7, THREAD_DEAD
	beqz	$a7, glue_ipc_entry
2:	 nop
	bnez	zero_bars, glue_ipc_entry	/* F5, F6 */
	 nop
	CHECK_SWITCH rest
	beqz	$gp, 3f
	 move	$a7, $a1
	ld	$a7, TCB_GID($gp)
	sb	$a7, TCB_WAITED_ON($gp)
3:	beqz	$t0, 4f
	 daddiu	$t0, t, TCB_ACCEPTS
	daddiu	$t0, t, TCB_ACCEPTS_SPECIAL
4:	sd	$a7, 0($t0)
	sd	$zero, TCB_ACCEPTS_SPECIAL(r)

	/* FPU state: what fpu_switch() does.  The Status of t lets it be saved. */
	ld	$a0, GLUE_FPU(t)
	beqz	$a0, 5f
	 lw	$a7, FRAME_STATUS(r)
	jal	arch_fpu_save_on
	 ld	$t2, 8 * ARCH_FPU_MODE($a0)
5:	ori	$a7, $a7, STATUS_EXL
	mtc0	$a7, CP0_STATUS
	ld	$a0, GLUE_FPU(r)
	ehb
	beqz	$a0, 6f
	 move	$gp, $zero
	move	$gp, r
	jal	arch_fpu_restore_on
	 ld	$t2, 8 * ARCH_FPU_MODE($a0)
6:	sd	$gp, %lo(percpu_boot + PERCPU_FPU_OWNER)(base)
	move	$a0, $zero
	move	$a1, $zero			/* whom t waits for is not r's business */
	move	$t1, $zero
	b	finish
	 move	$t2, $zero

intra_rest:
	ld	t_gid, TCB_LID(t)
	b	commit_rest
	 move	zero_asid, $zero

/* A condition does not hold, and ra is not the caller's any more. */
refuse:	b	glue_ipc_entry
	 ld	$ra, FRAME_EPC(t)

/* r becomes ready and t runs on. */
send:	dext	zero_bars, zero_bars, 25, 2	/* F6 BAR_UNUSUAL */
	bnez	zero_bars, glue_ipc_entry
	/* F7 the scheduler lets me run on */
	 lh	$t0, TCB_PRIO(t)
	slt	zero_prio, $t0, prio
	bnez	zero_prio, glue_ipc_entry
	 ld	$t0, TCB_SPACE(t)

	/* Point of no return. */
	ld	$t1, TCB_SPACE(r)
	bne	$t0, $t1, 1f
	 andi	words, $v1, WORDS
	ld	t_gid, TCB_LID(t)
1:	sd	t_gid, FRAME_V0(r)
	sd	$v1, FRAME_V1(r)
	sd	$zero, TCB_ACCEPTS(r)
	bnez	words, send_words
	 sd	$zero, TCB_ACCEPTS_SPECIAL(r)
send_clear:
	sd	$zero, FRAME_S0(r)
	sd	$zero, FRAME_S1(r)
	sd	$zero, FRAME_S2(r)
	sd	$zero, FRAME_S3(r)
	sd	$zero, FRAME_S4(r)
	sd	$zero, FRAME_S5(r)
	sd	$zero, FRAME_S6(r)
	sd	$zero, FRAME_S7(r)

	/* sched_go_on(): the end of the ready queue of its priority */
send_ready:
	dsll	$t1, prio, 4			/* struct list */
	daddu	$t1, $t1, base
	daddiu	$t1, $t1, %lo(percpu_boot + PERCPU_READY_HEAD)
	ld	$t2, LIST_PREV($t1)
	daddiu	$t0, r, TCB_READY_LINK
	sd	$t1, LIST_NEXT($t0)
	sd	$t2, LIST_PREV($t0)
	sd	$t0, LIST_NEXT($t2)
	sd	$t0, LIST_PREV($t1)
	li	$t0, 1
	sb	$t0, TCB_QUEUED(r)
	dsrl	$t1, prio, 6
	dsll	$t1, $t1, 3
	daddu	$t1, $t1, base
	ld	$t2, %lo(percpu_boot + PERCPU_READY_BITMAP)($t1)
	dsllv	$t0, $t0, prio
	or	$t2, $t2, $t0
	sd	$t2, %lo(percpu_boot + PERCPU_READY_BITMAP)($t1)
	lw	$t0, %lo(percpu_boot + PERCPU_TOP)(base)
	slt	$t1, $t0, prio
	beqz	$t1, 2f
	 dmtc0	$ra, CP0_EPC
	sw	prio, %lo(percpu_boot + PERCPU_TOP)(base)
2:	move	$v0, $zero			/* nil, and MR0 */
	move	$v1, $zero
	move	$t0, $zero
	move	$t1, $zero
	move	$t2, $zero
	move	t, $zero
	move	prio, $zero
	ld	$k0, %lo(arch_user_k0)(base)
	move	base, $zero
	ehb					/* EPC */
	eret

send_words:
	sd	$s0, FRAME_S0(r)
	sd	$s1, FRAME_S1(r)
	sd	$s2, FRAME_S2(r)
	sd	$s3, FRAME_S3(r)
	sd	$s4, FRAME_S4(r)
	sd	$s5, FRAME_S5(r)
	sd	$s6, FRAME_S6(r)
	sd	$s7, FRAME_S7(r)
	sltiu	$t0, words, MR_REGISTERS + 1
	beqz	$t0, 3f
	 dsll	$t2, words, 2
	lui	$t0, %hi(send_clear)
	daddu	$t0, $t0, $t2
	daddiu	$t0, $t0, %lo(send_clear)
	jr	$t0
3:	 dsll	$t2, $t2, 1
	ld	$t0, TCB_UTCB(t)
	ld	$t1, TCB_UTCB(r)
	daddu	$t2, $t2, $t0
4:	ld	words, UTCB_MR + 8 * (MR_REGISTERS + 1)($t0)
	daddiu	$t0, $t0, 8
	sd	words, UTCB_MR + 8 * (MR_REGISTERS + 1)($t1)
	daddiu	words, $t0, 8 * MR_REGISTERS
	bne	words, $t2, 4b
	 daddiu	$t1, $t1, 8
	b	send_ready
	 move	words, $zero

	.section .note.GNU-stack, "", @progbits
