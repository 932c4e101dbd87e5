/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_stubs.S - the system-call stubs behind the links of the KIP, executed by user code. */
#include "glue_layout.h"

/*
 * Reached by a call with the return address in ra; position independent.  The kernel returns to ra
 * itself.  One stub of 8 bytes per call, in the order of enum x2_call.
 */
	.set	noreorder
	.section .kip.stubs, "aw", @progbits	/* the kernel never executes them */

	.macro	STUB number
	li	$v0, \number
	syscall
	.endm

	.balign	16
	.globl	glue_stubs
glue_stubs:
	STUB	GLUE_CALL_IPC
	STUB	GLUE_CALL_IPC			/* Lipc: the same */
	STUB	GLUE_CALL_UNMAP
	STUB	GLUE_CALL_EXREGS
	STUB	GLUE_CALL_THREAD_SWITCH
	STUB	GLUE_CALL_SCHEDULE
	STUB	GLUE_CALL_SYSTEM_CLOCK
	STUB	GLUE_CALL_THREAD_CONTROL
	STUB	GLUE_CALL_SPACE_CONTROL
	STUB	GLUE_CALL_PROCESSOR_CONTROL
	STUB	GLUE_CALL_MEMORY_CONTROL

	.section .note.GNU-stack, "", @progbits
