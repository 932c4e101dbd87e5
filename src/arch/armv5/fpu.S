/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - state of VFPv2 as VFP9-S has it, with an operation it has put off for software. */

	.text
	.syntax unified
	.arm
	.fpu	vfpv2

#define FPEXC_EX	0x80000000
#define FPEXC_EN	0x40000000

/* void arch_fpu_control(word_t fpexc) */
	.globl	arch_fpu_control
	.type	arch_fpu_control, %function
arch_fpu_control:
	vmsr	fpexc, r0
	bx	lr

/* word_t arch_fpu_status(void): FPEXC. */
	.globl	arch_fpu_status
	.type	arch_fpu_status, %function
arch_fpu_status:
	vmrs	r0, fpexc
	bx	lr

/* void arch_fpu_init(void *state): all registers zero, round to nearest, no traps. */
	.globl	arch_fpu_init
	.type	arch_fpu_init, %function
arch_fpu_init:
	add	r2, r0, #132
	mov	r1, #FPEXC_EN
	str	r1, [r2]
	mov	r1, #0
	mov	r2, #(132 / 4)
	b	arch_fill_words

/*
 * void arch_fpu_save(void *state).  While an operation is put off (EX) every instruction traps but
 * those that access the registers read first here.
 */
	.globl	arch_fpu_save
	.type	arch_fpu_save, %function
arch_fpu_save:
	vmrs	r1, fpexc
	add	r12, r0, #132
	tst	r1, #FPEXC_EX
	beq	1f
	vmrs	r2, fpinst
	vmrs	r3, fpinst2
	str	r2, [r12, #4]
	str	r3, [r12, #8]
	bic	r2, r1, #FPEXC_EX
	vmsr	fpexc, r2
1:	str	r1, [r12]
	vstmia	r0, {d0-d15}
	vmrs	r2, fpscr
	str	r2, [r0, #128]
	bx	lr

/* void arch_fpu_restore(const void *state) */
	.globl	arch_fpu_restore
	.type	arch_fpu_restore, %function
arch_fpu_restore:
	mov	r1, #FPEXC_EN
	vmsr	fpexc, r1
	vldmia	r0, {d0-d15}
	ldr	r2, [r0, #128]
	vmsr	fpscr, r2
	ldr	r1, [r0, #132]
	tst	r1, #FPEXC_EX
	bxeq	lr
	ldr	r2, [r0, #136]
	ldr	r3, [r0, #140]
	vmsr	fpinst, r2
	vmsr	fpinst2, r3
	vmsr	fpexc, r1
	bx	lr

	.section .note.GNU-stack, "", %progbits
