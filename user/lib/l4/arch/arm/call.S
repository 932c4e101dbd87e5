/* SPDX-License-Identifier: BSD-2-Clause */
/* call.S - a system call with all registers taken from memory and stored back to it. */
#include <l4/cpu.h>

#ifndef L4_ARCH_ARM
#error "cpu.h does not name the CPU"
#endif

	.text
	.syntax unified
	.arm

/*
 * void __L4_Call(void (*link)(void), struct __L4_Regs *regs)
 *
 * struct __L4_Regs holds R0 to R7 (<l4/syscalls.h>).  The kernel preserves SP and the return
 * address, so the stack keeps the rest.
 */
	.globl	__L4_Call
	.type	__L4_Call, %function
__L4_Call:
	push	{r1, r4-r11, lr}
	mov	r12, r0
	ldmia	r1, {r0-r7}
	blx	r12
	ldr	r12, [sp]
	stmia	r12, {r0-r7}
	pop	{r1, r4-r11, pc}
	.size	__L4_Call, . - __L4_Call

	.section .note.GNU-stack, "", %progbits
