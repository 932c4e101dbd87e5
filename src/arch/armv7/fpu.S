/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.S - state of VFPv3, VFPv4 and Advanced SIMD. */

	.text
	.syntax unified
	.arm
	.fpu	neon

/* void arch_fpu_control(word_t fpexc) */
	.globl	arch_fpu_control
	.type	arch_fpu_control, %function
arch_fpu_control:
	vmsr	fpexc, r0
	isb
	bx	lr

/* word_t arch_fpu_registers(void): MVFR0, which counts them. */
	.globl	arch_fpu_registers
	.type	arch_fpu_registers, %function
arch_fpu_registers:
	vmrs	r0, mvfr0
	bx	lr

/* void arch_fpu_init(void *state): all registers zero, round to nearest, no traps. */
	.globl	arch_fpu_init
	.type	arch_fpu_init, %function
arch_fpu_init:
	mov	r1, #0
	mov	r2, #(264 / 4)
	b	arch_fill_words

/* void arch_fpu_save(void *state) */
	.globl	arch_fpu_save
	.type	arch_fpu_save, %function
arch_fpu_save:
	vmrs	r2, fpscr
	vstmia	r0!, {d0-d15}
	ldr	r1, =arch_fpu_short
	ldr	r1, [r1]
	cmp	r1, #0
	addne	r0, r0, #128
	bne	1f
	vstmia	r0!, {d16-d31}
1:	str	r2, [r0]
	bx	lr

/* void arch_fpu_restore(const void *state) */
	.globl	arch_fpu_restore
	.type	arch_fpu_restore, %function
arch_fpu_restore:
	vldmia	r0!, {d0-d15}
	ldr	r1, =arch_fpu_short
	ldr	r1, [r1]
	cmp	r1, #0
	addne	r0, r0, #128
	bne	1f
	vldmia	r0!, {d16-d31}
1:	ldr	r2, [r0]
	vmsr	fpscr, r2
	bx	lr

	.section .note.GNU-stack, "", %progbits
