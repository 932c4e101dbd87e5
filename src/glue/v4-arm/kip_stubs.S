/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_stubs.S - the system-call stubs behind the links of the KIP, executed by user code. */
#include "glue_layout.h"

/*
 * Reached by a call, return address in lr; position independent.  r12 tells which call, in the
 * order of enum x2_call; the kernel tells a stub's svc from a program's own by its place in this
 * page.  ARM code, so a caller in Thumb code needs blx.
 */
	.section .kip.stubs, "aw", %progbits	/* the kernel never executes them */
	.syntax unified
	.arm
	.balign	16
	.globl	glue_stubs
glue_stubs:
	.set	call, 0
	.rept	11
	.balign	16
	mov	r12, #call
	svc	#0
	bx	lr
	.set	call, call + 1
	.endr

	.section .note.GNU-stack, "", %progbits
