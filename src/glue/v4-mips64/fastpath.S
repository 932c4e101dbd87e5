/* SPDX-License-Identifier: BSD-2-Clause */
/* fastpath.S - the common short IPC, from syscall to eret (X2:ipc; doc/ipc.md). */
#include "arch_types.h"
#include "cp0.h"
#include "glue_layout.h"
#include "offsets.h"

/*
 * Does what ipc_fast() does (ipc_fast.h), under the same numbered conditions.  Until the point of
 * no return nothing is written but the caller's return address to its own frame, so every condition
 * may refuse by going to glue_ipc_entry, which needs a0 to a2, v0, v1, s0 to s7, and k1 as here.
 *
 * On entry (entry.S): EXL is set, a0 to, a1 from, a2 time-outs, MR0 to MR8 in v1 and s0 to s7,
 * where they stay, but what is not sent is cleared; ra where the caller goes on.  All other
 * registers are undefined to it and so free here.
 *
 * Threads with a Status of their own or FPU state have BAR_GLUE and are none of this path's: the
 * Status that the caller came with is that of the receiver.  Registers that hold nothing of the
 * kernel or of others in the end are not cleared: ids and the return address of the receiver, the
 * number of words, the results of tests that are 0.
 */
#define base		$k1		/* %hi(percpu_boot): percpu and arch's words beside it */
#define t		$t0		/* the caller */
#define r		$k0		/* who gets the message */
#define t_gid		$t2
#define r_gid		$a3
#define accepts		$t1		/* then: priority of r */
#define zero_bars	$t9		/* bars, or their BAR_CLOSED; these four are 0 in the end */
#define zero_accepts	$t3
#define zero_prio	$a6
#define zero_asid	$t8
#define r_space		$a7
#define t_space		$gp
#define words		$a4
#define one		$a5

#define PARTIAL		1		/* ARCH_FRAME_PARTIAL */
#define WORDS		0x3f		/* u */
#define CLOSED_SHIFT	24		/* of BAR_CLOSED (offsets.c): no other bit is above */
#define MR_REGISTERS	8		/* MR1 to MR8 */

	.set	noreorder
	.set	noat
	.section .vectors.ipc, "ax", @progbits

/* From F7 on, for the message before a closed wait (call) or an open one (reply). */
	.macro	CHECK_REST kind
	/* F7 the scheduler lets r run at once on my time slice */
	lw	$a7, %lo(percpu_boot + PERCPU_TOP)(base)
	slt	zero_prio, accepts, $a7
	bnez	zero_prio, glue_ipc_entry
	 ld	r_space, TCB_SPACE(r)
	ld	t_space, TCB_SPACE(t)
	beq	t_space, r_space, intra_\kind
	 sd	$ra, FRAME_EPC(t)
	/* The number of r's space is of the generation of mine, the present one. */
	ld	zero_asid, SPACE_ASID(t_space)
	ld	$gp, SPACE_ASID(r_space)
	xor	zero_asid, zero_asid, $gp
	dsrl	zero_asid, zero_asid, 8		/* ARCH_ASIDS */
	bnez	zero_asid, glue_ipc_entry
	 andi	$gp, $gp, ENTRYHI_ASID

	/* Point of no return. */
	dmtc0	$gp, CP0_ENTRYHI		/* eret is the barrier */
	ld	$a7, SPACE_TABLE(r_space)
	move	$v0, t_gid
	sd	$a7, %lo(arch_tlb_root)(base)
commit_\kind:
	li	one, PARTIAL
	.endm

	.globl	glue_fast_ipc
glue_fast_ipc:
	andi	$at, $v1, TAG_UNUSUAL		/* F4 untyped words only */
	ld	t, %lo(percpu_boot + PERCPU_CURRENT)(base)
	dins	$at, $a2, 16, 16		/* F5 receive time-out never */
	bnez	$at, glue_ipc_entry
	 dext	r, $a0, 32, THREAD_NUMBER_BITS	/* F1 who has this number? And this version? */
	dsll	r, r, 3
	lui	$a7, %hi(thread_array)
	daddu	r, r, $a7
	ld	r, %lo(thread_array)(r)
	ld	t_gid, TCB_GID(t)
	ld	r_gid, TCB_GID(r)
	bne	r_gid, $a0, local
	 lw	zero_bars, TCB_BARS(t)
found:	bne	$a1, $a0, reply
	 ld	accepts, TCB_ACCEPTS(r)

	/* F5, F6 a call: my queue may not matter, and r is not in it */
	srl	zero_bars, zero_bars, CLOSED_SHIFT
	bnez	zero_bars, glue_ipc_entry
	/* F2 r waits, nothing about it is unusual, and it is this CPU's (F3) */
	 daddiu	zero_accepts, accepts, 1	/* for anyone */
	bnez	zero_accepts, call_closed
	 lh	accepts, TCB_PRIO(r)
call:	CHECK_REST call
	sb	one, TCB_WAITED_ON(r)
	sd	r_gid, TCB_ACCEPTS(t)

finish:	sw	one, FRAME_CAUSE(t)
	sd	$sp, FRAME_SP(t)
	sd	$fp, FRAME_FP(t)
	sd	$zero, TCB_ACCEPTS(r)
	sd	r, %lo(percpu_boot + PERCPU_CURRENT)(base)
	ld	$ra, FRAME_EPC(r)
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
all_words:
	ld	$sp, FRAME_SP(r)
	ld	$fp, FRAME_FP(r)
	ld	r, TCB_LID(r)			/* k0, as user code knows it */
	mthi	$zero
	mtlo	$zero
	sd	r, %lo(arch_user_k0)(base)
	move	$a2, $zero
	move	$a7, $zero
	move	$t0, $zero
	move	$t1, $zero
	move	$gp, $zero
	move	$k1, $zero
	ehb					/* EPC */
	eret

	/* F5, F6 a message before an open wait: nobody is queued on me */
reply:	daddiu	one, $a1, 1
	bnez	one, glue_ipc_entry
	 xor	zero_accepts, accepts, t_gid
	bnez	zero_bars, glue_ipc_entry
	 nop
	/* F2, F3 */
	bnez	zero_accepts, reply_open
	 lh	accepts, TCB_PRIO(r)
reply_checked:
	CHECK_REST reply
	b	finish
	 sd	$a1, TCB_ACCEPTS(t)

	.text
	/* F2: r waits for me? */
call_closed:
	daddiu	zero_accepts, zero_accepts, -1
	xor	zero_accepts, zero_accepts, t_gid
	beqz	zero_accepts, call
	 nop
	j	glue_ipc_entry
	 nop

	/* F2: r waits for anyone? */
reply_open:
	xor	zero_accepts, zero_accepts, t_gid
	daddiu	zero_accepts, zero_accepts, 1
	beqz	zero_accepts, reply_checked
	 nop
refuse:	j	glue_ipc_entry
	 nop

/* Inside a space: nothing to switch to, and ids are local. */
intra_call:
	ld	$v0, TCB_LID(t)
	b	commit_call
	 move	zero_asid, $zero
intra_reply:
	ld	$v0, TCB_LID(t)
	b	commit_reply
	 move	zero_asid, $zero

/* Words: into the row of moves behind those that are sent; or more than have registers. */
some_words:
	sltiu	$a7, words, MR_REGISTERS + 1
	beqz	$a7, many_words
	 dsll	$gp, words, 2
	lui	$a7, %hi(clear)
	daddu	$gp, $gp, $a7
	daddiu	$gp, $gp, %lo(clear)
	jr	$gp
	 nop

/* Instructions of 8 bytes a word, MR63 first; a5 is a word of the message in the end. */
many_words:
	dsll	$t1, words, 3
	ld	$t0, TCB_UTCB(t)
	lui	$gp, %hi(copied + 8 * MR_REGISTERS)
	dsubu	$gp, $gp, $t1
	daddiu	$gp, $gp, %lo(copied + 8 * MR_REGISTERS)
	jr	$gp
	 ld	$a7, TCB_UTCB(r)
	.set	word, 63
	.rept	63 - MR_REGISTERS
	ld	$a5, UTCB_MR + 8 * word($t0)
	sd	$a5, UTCB_MR + 8 * word($a7)
	.set	word, word - 1
	.endr
copied:	b	all_words
	 nop

/* F1 for local ids: the UTCB must be one of this space, and its thread have this id. */
local:	ld	t_space, TCB_SPACE(t)
	andi	$at, $a0, 63
	bnez	$at, refuse
	 ld	$a7, SPACE_UTCB_BASE(t_space)
	ld	$a4, SPACE_UTCB_SIZE(t_space)
	dsubu	$a7, $a0, $a7
	sltu	$a4, $a7, $a4
	beqz	$a4, refuse
	 ld	r, SPACE_SLOTS(t_space)
	dsrl	$a4, $a7, GLUE_UTCB_BITS + SPACE_LEAF_BITS
	dsll	$a4, $a4, 3
	daddu	r, r, $a4
	ld	r, 0(r)
	beqz	r, refuse
	 dext	$a7, $a7, GLUE_UTCB_BITS, SPACE_LEAF_BITS
	dsll	$a7, $a7, 3
	daddu	r, r, $a7
	ld	r, 0(r)
	beqz	r, refuse
	 nop
	ld	$a7, TCB_LID(r)
	bne	$a7, $a0, refuse
	 nop
	j	found
	 ld	r_gid, TCB_GID(r)

	.section .note.GNU-stack, "", @progbits
