/* SPDX-License-Identifier: BSD-2-Clause */
/* held.S - code that holds a value in every register (../../held.h): r0 to r12, lr, flags. */
#include "fpu_registers.h"

#define AFTER	(34 * 4)
#define SP	(68 * 4)
#define SAVED	(69 * 4)
#define LR	(13 * 4)
#define FLAGS	(14 * 4)
#define USER_FLAGS	0xf0000000

	.text
	.syntax unified
	.arm
	FPU_UNIT

	.macro	HELD name, code:vararg
	.globl	\name, \name\()_at, \name\()_end
	.type	\name, %function
\name:
	str	sp, [r0, #SP]
	add	r1, r0, #SAVED
	stmia	r1, {r4-r11, lr}
	mov	sp, r0
	ldr	r1, [sp, #FLAGS]
	msr	cpsr_f, r1
	ldr	lr, [sp, #LR]
	ldmia	sp, {r0-r12}
\name\()_at:
	\code
\name\()_end:
	add	sp, sp, #AFTER
	stmia	sp, {r0-r12}
	str	lr, [sp, #LR]
	mrs	r0, cpsr
	and	r0, r0, #USER_FLAGS
	str	r0, [sp, #FLAGS]
	sub	sp, sp, #AFTER
	add	r1, sp, #SAVED
	ldmia	r1, {r4-r11, lr}
	ldr	sp, [sp, #SP]
	bx	lr
	.endm

	HELD	arch_held_spin, b arch_held_spin_at
	HELD	arch_held_read, ldr r1, [r0]
	HELD	arch_held_write, str r1, [r0]
	HELD	arch_held_jump, blx r0
	HELD	arch_held_trap, .inst 0xe7f000f0
	HELD	arch_held_fpu, vmov.f32 s0, s0

	.section .note.GNU-stack, "", %progbits
