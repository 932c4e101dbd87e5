/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.S - single instructions at known addresses, and system calls with every register chosen. */
#include "asm_regs.h"

	.text

	.globl	arch_raise, arch_bad_instruction, arch_bad_instruction_end
arch_raise:
arch_bad_instruction:
	ud2
arch_bad_instruction_end:
	ret

	.macro	DUMP at, reg
	mov	\reg, arch_dumped + \at
	.endm

/* Store the general registers in the order of control-transfer item 0, then loop with them. */
	.globl	arch_dump_registers, arch_dump_loop
arch_dump_registers:
	DUMP	2*WORD, R(di)
	DUMP	3*WORD, R(si)
	DUMP	4*WORD, R(bp)
	DUMP	5*WORD, R(sp)
	DUMP	6*WORD, R(bx)
	DUMP	7*WORD, R(dx)
	DUMP	8*WORD, R(cx)
	DUMP	9*WORD, R(ax)
	EACH_NUMBERED DUMP, 10
arch_dump_loop:
	pause
	jmp	arch_dump_loop

	.globl	arch_read, arch_read_at, arch_read_end
arch_read:
	ARG	0, R(ax)
arch_read_at:
	mov	(R(ax)), R(ax)
arch_read_end:
	ret

	.globl	arch_write, arch_write_at, arch_write_end
arch_write:
	ARG	0, R(ax)
	ARG	1, R(dx)
arch_write_at:
	mov	R(dx), (R(ax))
arch_write_end:
	ret

/* --- all registers (raw_x86.h) --- */

#define CHANGE	(RAW_REGS * WORD)
#define LINK	(CHANGE + WORD)

/* Members of struct raw_regs but the first, which is R(ax), and R(di). */
	.macro	EACH_RAW op
	\op	1*WORD, R(bx)
	\op	2*WORD, R(cx)
	\op	3*WORD, R(dx)
	\op	4*WORD, R(si)
	\op	6*WORD, R(bp)
	EACH_NUMBERED \op, 7
	.endm

	.macro	LOAD at, reg
	mov	\at(R(di)), \reg
	.endm

	.macro	STORE at, reg
	mov	\reg, \at(R(ax))
	.endm

/*
 * void raw_call(struct raw_regs *r): load all registers from r, call r->link, store all back,
 * with the stack pointer as it is after the call.
 */
	.globl	raw_call
raw_call:
	PUSH_SAVED
	ARG	0, R(di), SAVED_BYTES
	push	R(di)			/* r, for after the call */
	push	LINK(R(di))
	EACH_RAW LOAD
	LOAD	0, R(ax)
	LOAD	5*WORD, R(di)
	mov	R(sp), raw_sp
	call	*(R(sp))
	sub	R(sp), raw_sp		/* 0 if it came back unchanged */
	add	raw_sp, R(sp)
	add	$WORD, R(sp)
	xchg	R(ax), (R(sp))		/* R(ax) = r, result on the stack */
	EACH_RAW STORE
	STORE	5*WORD, R(di)
	pop	(R(ax))
	mov	raw_sp, R(cx)
	mov	R(cx), CHANGE(R(ax))
	POP_SAVED
	ret

	.globl	raw_kernel_interface
raw_kernel_interface:
	lock
	nop
	ret

	.macro	LOAD_BEFORE at, reg
	mov	raw_before + \at, \reg
	.endm

	.macro	STORE_AFTER at, reg
	mov	\reg, raw_after + \at
	.endm

	.globl	raw_trap, raw_trap_at, raw_trap_end
raw_trap:
	PUSH_SAVED
	TRAP_SP raw_before
	EACH_OF_TRAP LOAD_BEFORE
raw_trap_at:
	ud2
raw_trap_end:
	EACH_OF_TRAP STORE_AFTER
	TRAP_SP raw_after
	POP_SAVED
	ret

	.macro	STORE_START at, reg
	mov	\reg, raw_start_regs + \at
	.endm

/* First code of a thread: store all registers to raw_start_regs, and stop. */
	.globl	raw_start
raw_start:
	STORE_START 0, R(ax)
	EACH_RAW STORE_START
	STORE_START 5*WORD, R(di)
	STORE_START CHANGE, R(sp)
	pushf
	pop	raw_start_regs + LINK
	movl	$1, raw_started
1:	jmp	1b

	.bss
	.balign	WORD
	.globl	raw_start_regs, raw_started, raw_before, raw_after
raw_sp:		.skip WORD
raw_start_regs:	.skip LINK + WORD
raw_before:	.skip RAW_TRAP_REGS * WORD
raw_after:	.skip RAW_TRAP_REGS * WORD
raw_started:	.skip WORD

	.section .note.GNU-stack, "", @progbits
