/* SPDX-License-Identifier: BSD-2-Clause */
/* asm_regs.h - for assembly of tests: the registers of amd64. */
#ifndef ASM_REGS_H
#define ASM_REGS_H

#ifdef __ASSEMBLER__

#include <pecan/asm.h>

#define RAW_REGS	15
#define RAW_TRAP_REGS	15
#define HELD_FLAGS	15			/* ARCH_HELD_FLAGS */

/* `op` of the place of a register and its name, for registers that ia32 has not. */
	.macro	EACH_NUMBERED op, first
	\op	\first*8, %r8
	\op	\first*8+8, %r9
	\op	\first*8+16, %r10
	\op	\first*8+24, %r11
	\op	\first*8+32, %r12
	\op	\first*8+40, %r13
	\op	\first*8+48, %r14
	\op	\first*8+56, %r15
	.endm

/* For the registers of an exception message in its order. */
	.macro	EACH_OF_TRAP op
	\op	0, %rbx
	\op	8, %r10
	\op	16, %r12
	\op	24, %r13
	\op	32, %r14
	\op	40, %r15
	\op	48, %rax
	\op	56, %rcx
	\op	64, %rdx
	\op	72, %rsi
	\op	80, %rdi
	\op	88, %rbp
	\op	96, %r8
	\op	104, %r9
	\op	112, %r11
	.endm

/* ... and where that has the stack pointer: nowhere. */
	.macro	TRAP_SP place
	.endm

#endif

#endif
