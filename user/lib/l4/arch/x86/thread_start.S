/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.S - the first instructions of a thread started by pecan_thread_start. */
#include <pecan/asm.h>

	.text

/* On the stack: a function and its argument, which is passed as ia32 and as amd64 have it. */
	.globl	__pecan_thread_entry
	.type	__pecan_thread_entry, @function
__pecan_thread_entry:
	xorl	%ebp, %ebp			/* end of the chain of frames */
	pop	R(ax)
	pop	R(di)
	sub	$(16 - WORD), R(sp)
	push	R(di)
	call	*R(ax)
	call	pecan_thread_exit
	.size	__pecan_thread_entry, . - __pecan_thread_entry

	.section .note.GNU-stack, "", @progbits
