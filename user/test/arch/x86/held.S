/* SPDX-License-Identifier: BSD-2-Clause */
/* held.S - code that holds a value in every register (../../held.h). */
#include "asm_regs.h"

#define AFTER	(34 * WORD)
#define SP	(68 * WORD)
#define FLAGS	(HELD_FLAGS * WORD)

	.text

	.macro	EACH op
	\op	0*WORD, R(ax)
	\op	1*WORD, R(cx)
	\op	2*WORD, R(dx)
	\op	3*WORD, R(bx)
	\op	4*WORD, R(si)
	\op	5*WORD, R(di)
	\op	6*WORD, R(bp)
	EACH_NUMBERED \op, 7
	.endm

	.macro	LOAD at, reg
	mov	\at(R(sp)), \reg
	.endm

	.macro	STORE at, reg
	mov	\reg, AFTER + \at(R(sp))
	.endm

	.macro	HELD name, code:vararg
	.globl	\name, \name\()_at, \name\()_end
\name:
	PUSH_SAVED
	ARG	0, R(ax), SAVED_BYTES
	mov	R(sp), SP(R(ax))
	mov	R(ax), R(sp)
	push	FLAGS(R(sp))
	popf
	EACH	LOAD
\name\()_at:
	\code
\name\()_end:
	EACH	STORE
	pushf
	pop	AFTER + FLAGS(R(sp))
	mov	SP(R(sp)), R(sp)
	POP_SAVED
	ret
	.endm

	HELD	arch_held_spin, jmp arch_held_spin_at
	HELD	arch_held_read, mov (R(ax)), R(bx)
	HELD	arch_held_write, mov R(bx), (R(ax))
	HELD	arch_held_jump, call *R(ax)
	HELD	arch_held_trap, ud2
	HELD	arch_held_fpu, fnop

	.section .note.GNU-stack, "", @progbits
