/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_stubs.S - the system-call stubs behind the links of the KIP, executed by user code. */
#include "glue_layout.h"

/*
 * Reached by `call`; position independent.  Ipc and Lipc go through sysenter where the CPU has it:
 * ebp carries the stack pointer, it is MR2 afterwards anyway.  All others trap; the kernel tells a
 * stub's INT from a program's own by its place in this page.
 */
	.section .kip.stubs, "aw", @progbits	/* the kernel never executes them */

	.balign	16
	.globl	glue_stub_ipc_fast, glue_stub_ipc_return
glue_stub_ipc_fast:
	movl	%esp, %ebp
	sysenter
glue_stub_ipc_return:
	ret

/* One stub of 8 bytes per call, in the order of enum x2_call. */
	.balign	16
	.globl	glue_stubs
glue_stubs:
	.set	call, 0
	.rept	11
	.balign	8
	int	$(GLUE_VECTOR_SYSCALL + call)
	ret
	.set	call, call + 1
	.endr

	.section .note.GNU-stack, "", @progbits
