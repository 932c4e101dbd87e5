/* SPDX-License-Identifier: BSD-2-Clause */
/* control.S - short functions of arm_inline.h that Thumb code has no instructions for: ARMv5TE. */
#include "arm_regs.h"

	.macro	FUNCTION name
	.globl	\name
	.type	\name, %function
\name:
	.endm

	.text
	.syntax unified
	.arm

	FUNCTION arch_control_irq_off
	msr	cpsr_c, #(PSR_SVC | PSR_F | PSR_I)
	bx	lr

/* Waiting ends with a pending interrupt even while it is masked, so none is lost before it. */
	FUNCTION arch_control_idle
	mov	r0, #0
	mcr	p15, 0, r0, c7, c10, 4		/* write buffer */
	mcr	p15, 0, r0, c7, c0, 4		/* wait for an interrupt */
	FUNCTION arch_control_irq_window
	msr	cpsr_c, #(PSR_SVC | PSR_F)
	nop
	nop
	msr	cpsr_c, #(PSR_SVC | PSR_F | PSR_I)
	bx	lr

	.balign	16				/* all of it in one line */
	FUNCTION arch_control_set_root
	mcr	p15, 0, r0, c2, c0, 0
	FUNCTION arch_control_tlb_drop_all
	mov	r0, #0
	mcr	p15, 0, r0, c8, c7, 0
	bx	lr

	FUNCTION arch_control_root
	mrc	p15, 0, r0, c2, c0, 0
	bic	r0, r0, #0x3f00
	bic	r0, r0, #0x00ff
	bx	lr

/* The quarters of a page whose rights differ (arm_pte.h) are translations of their own. */
	FUNCTION arch_control_tlb_drop
	mcr	p15, 0, r0, c8, c7, 1
	.rept	3
	add	r0, r0, r1
	mcr	p15, 0, r0, c8, c7, 1
	.endr
	bx	lr

/* The page walker does not look into the data cache. */
	FUNCTION arch_entry_store
	str	r1, [r0]
	mcr	p15, 0, r0, c7, c10, 1		/* clean */
	mov	r1, #0
	mcr	p15, 0, r1, c7, c10, 4		/* write buffer */
	bx	lr

	.section .note.GNU-stack, "", %progbits
