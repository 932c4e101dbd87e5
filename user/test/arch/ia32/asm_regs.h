/* SPDX-License-Identifier: BSD-2-Clause */
/* asm_regs.h - for assembly of tests: the registers of ia32. */
#ifndef ASM_REGS_H
#define ASM_REGS_H

#ifdef __ASSEMBLER__

#include <pecan/asm.h>

#define RAW_REGS	7
#define RAW_TRAP_REGS	8
#define HELD_FLAGS	7			/* ARCH_HELD_FLAGS */

/* `op` of the place of a register and its name, for registers that amd64 has besides: none. */
	.macro	EACH_NUMBERED op, first
	.endm

/* For the registers of an exception message in its order but ESP. */
	.macro	EACH_OF_TRAP op
	\op	0, %edi
	\op	4, %esi
	\op	8, %ebp
	\op	16, %ebx
	\op	20, %edx
	\op	24, %ecx
	\op	28, %eax
	.endm

/* ... and where that has the stack pointer. */
	.macro	TRAP_SP place
	movl	%esp, \place + 12
	.endm

#endif

#endif
