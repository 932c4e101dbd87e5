/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_stubs.S - the system-call stubs behind the links of the KIP, executed by user code. */
#include "glue_layout.h"

/*
 * A page of its own, at GLUE_STUBS in every space.  Reached by `call`.  syscall destroys rcx and
 * r11; rbp is free and tells the call: GLUE_CALLS and its number in enum x2_call; but for Ipc, to
 * which Lipc is equal, the receive time-out, so that the kernel sees at one glance what is common.
 */
	.section .stubs, "aw", @progbits	/* the kernel never executes them */

	.macro	ENTER call
	movl	$(GLUE_CALLS + \call), %ebp
	syscall
	ret
	.endm

	.macro	ENTER_IPC
	movzwl	%r8w, %ebp
	syscall
	ret
	.endm

	.globl	glue_stubs
	.balign	16
glue_stubs:
	ENTER_IPC				/* X2_IPC */
	.balign	8
	ENTER_IPC				/* X2_LIPC */
	.set	call, 2
	.rept	8
	.balign	8
	ENTER	call
	.set	call, call + 1
	.endr

/* MemoryControl has arguments in rcx and r11: they go to unused words of the UTCB. */
	.globl	glue_stub_memory_control
	.balign	16
glue_stub_memory_control:
	movq	%gs:0, %rbp
	movq	%rcx, -16(%rbp)
	movq	%r11, -24(%rbp)
	ENTER	call

	.section .note.GNU-stack, "", @progbits
