/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.S - traps and system calls in, glue_return_to_user out. */
#include "cp0.h"
#include "glue_layout.h"
#include "offsets.h"

/*
 * All traps but TLB misses of user code (arch's refill.S) begin here, with EXL set.  k0 and k1 are
 * the kernel's: k0 of user code is the thread's UTCB pointer, which is known (arch_user_k0), and k1
 * is 0.  A trap from user mode fills the frame of the current TCB; one from the kernel (interrupt
 * window, idling, a bug) a frame on the kernel stack.  C code runs with EXL clear, interrupts off.
 *
 * A system call by Ipc fills and loads only what the ABI preserves or returns; the rest of the
 * frame is stale, and the registers are cleared on the way out.  `cause` says so: PARTIAL is what
 * it holds while user code runs, and every other entry writes what holds then.
 */
#define PARTIAL		1		/* ARCH_FRAME_PARTIAL */
#define STATUS_LOW	0x1f		/* KSU, ERL, EXL, IE: all 0 in C code of the kernel */

	.set	noreorder
	.set	noat

	.macro	CURRENT reg
	lui	\reg, %hi(percpu_boot + PERCPU_CURRENT)
	ld	\reg, %lo(percpu_boot + PERCPU_CURRENT)(\reg)
	.endm

	.macro	KERNEL_STACK
	lui	$sp, %hi(arch_stack_top)
	daddiu	$sp, $sp, %lo(arch_stack_top)
	.endm

	.macro	KERNEL_STATUS reg
	mfc0	\reg, CP0_STATUS		/* FR stays: its change may cost FPU state */
	ori	\reg, \reg, STATUS_LOW
	xori	\reg, \reg, STATUS_LOW
	mtc0	\reg, CP0_STATUS
	ehb
	.endm

/* The message registers and what a system call preserves: `op` is sd or ld. */
	.macro	CALLED op, base
	\op	$v1, FRAME_V1(\base)
	\op	$s0, FRAME_S0(\base)
	\op	$s1, FRAME_S1(\base)
	\op	$s2, FRAME_S2(\base)
	\op	$s3, FRAME_S3(\base)
	\op	$s4, FRAME_S4(\base)
	\op	$s5, FRAME_S5(\base)
	\op	$s6, FRAME_S6(\base)
	\op	$s7, FRAME_S7(\base)
	\op	$fp, FRAME_FP(\base)
	.endm

	.macro	ARGUMENTS op, base
	\op	$a0, FRAME_A0(\base)
	\op	$a1, FRAME_A1(\base)
	\op	$a2, FRAME_A2(\base)
	\op	$a3, FRAME_A3(\base)
	\op	$a4, FRAME_A4(\base)
	\op	$a5, FRAME_A5(\base)
	\op	$a6, FRAME_A6(\base)
	\op	$a7, FRAME_A7(\base)
	\op	$gp, FRAME_GP(\base)
	\op	$ra, FRAME_RA(\base)
	.endm

/* The rest, but for hi and lo; sp is the business of the place of use. */
	.macro	OTHERS op, base
	\op	$v0, FRAME_V0(\base)
	\op	$t0, FRAME_T0(\base)
	\op	$t1, FRAME_T1(\base)
	\op	$t2, FRAME_T2(\base)
	\op	$t3, FRAME_T3(\base)
	\op	$t8, FRAME_T8(\base)
	\op	$t9, FRAME_T9(\base)
	\op	$at, FRAME_AT(\base)
	.endm

/* Everything but sp; destroys t0 to t3 and t8.  The CPU set EXL, which is not the program's. */
	.macro	SAVE base
	CALLED	sd, \base
	ARGUMENTS sd, \base
	OTHERS	sd, \base
	mfhi	$t0
	mflo	$t1
	dmfc0	$t2, CP0_EPC
	mfc0	$t3, CP0_STATUS
	mfc0	$t8, CP0_CAUSE
	xori	$t3, $t3, STATUS_EXL
	sd	$t0, FRAME_HI(\base)
	sd	$t1, FRAME_LO(\base)
	sd	$t2, FRAME_EPC(\base)
	sw	$t3, FRAME_STATUS(\base)
	sw	$t8, FRAME_CAUSE(\base)
	.endm

	.section .vectors.general, "ax", @progbits
	.globl	glue_general
glue_general:
	mfc0	$k1, CP0_CAUSE
	andi	$k1, $k1, CAUSE_CODE_MASK
	xori	$k1, $k1, EXC_SYS << CAUSE_CODE_SHIFT
	bnez	$k1, trap
	 daddiu	$k0, $v0, -GLUE_CALL_IPC
	bnez	$k0, other_call
	 lui	$k1, %hi(percpu_boot + PERCPU_CURRENT)

/* Here follows fastpath.S if there is one; it comes back for what it refuses. */
	.section .vectors.slow, "ax", @progbits

/* Ipc: a0 to, a1 from, a2 time-outs; the upper half of percpu_boot's address in k1. */
	.globl	glue_ipc_entry
glue_ipc_entry:
	ld	$k1, %lo(percpu_boot + PERCPU_CURRENT)($k1)
	CALLED	sd, $k1
	sd	$sp, FRAME_SP($k1)
	sd	$ra, FRAME_EPC($k1)		/* system calls return to their caller */
	KERNEL_STACK
	move	$a3, $k1
	KERNEL_STATUS $k0
	j	glue_ipc
	 move	$ra, $zero			/* ends arch_backtrace */

	.text
other_call:
	bgez	$v0, trap			/* not the kernel's */
	 ld	$k1, %lo(percpu_boot + PERCPU_CURRENT)($k1)
	CALLED	sd, $k1
	sd	$sp, FRAME_SP($k1)
	sd	$ra, FRAME_EPC($k1)
	ARGUMENTS sd, $k1
	sw	$zero, FRAME_CAUSE($k1)
	KERNEL_STACK
	move	$a0, $k1
	move	$a1, $v0
	KERNEL_STATUS $k0
	j	glue_syscall
	 move	$ra, $zero

trap:	mfc0	$k0, CP0_STATUS
	andi	$k0, $k0, STATUS_USER
	beqz	$k0, kernel_trap
	 nop
	CURRENT	$k1
	SAVE	$k1
	sd	$sp, FRAME_SP($k1)
	KERNEL_STACK
	move	$a0, $k1
	KERNEL_STATUS $k0
	j	glue_trap
	 move	$ra, $zero

kernel_trap:
	daddiu	$k1, $sp, -((FRAME_BYTES + 15) & ~15)
	sd	$sp, FRAME_SP($k1)
	SAVE	$k1
	move	$sp, $k1
	move	$a0, $k1
	KERNEL_STATUS $k0
	jal	glue_kernel_trap
	 nop
	move	$a0, $sp			/* fall through */

/*
 * glue_return_to_user(tcb), and back to the kernel from an interrupt of it.  k1 is the frame; user
 * code finds 0 in it.
 */
	.globl	glue_return_to_user
glue_return_to_user:
	lw	$t0, FRAME_STATUS($a0)
	ld	$t1, FRAME_EPC($a0)
	lw	$t2, FRAME_CAUSE($a0)
	ori	$t0, $t0, STATUS_EXL
	andi	$t2, $t2, PARTIAL
	mtc0	$t0, CP0_STATUS
	dmtc0	$t1, CP0_EPC
	move	$k1, $a0
	ehb					/* both, before eret */
	bnez	$t2, return_from_ipc
	 lui	$k0, %hi(arch_user_k0)
	ld	$t0, FRAME_HI($k1)
	ld	$t1, FRAME_LO($k1)
	mthi	$t0
	mtlo	$t1
	li	$t0, PARTIAL
	sw	$t0, FRAME_CAUSE($k1)
	ARGUMENTS ld, $k1
	OTHERS	ld, $k1
	CALLED	ld, $k1
	ld	$k0, %lo(arch_user_k0)($k0)
	ld	$sp, FRAME_SP($k1)
	move	$k1, $zero
	eret

return_from_ipc:
	ld	$v0, FRAME_V0($k1)
	CALLED	ld, $k1
	mthi	$zero
	mtlo	$zero
	.irp	n, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 31
	move	$\n, $zero			/* at a0-a7 t0-t3 t8 t9 gp ra */
	.endr
	ld	$k0, %lo(arch_user_k0)($k0)
	ld	$sp, FRAME_SP($k1)
	move	$k1, $zero
	eret

	.section .note.GNU-stack, "", @progbits
