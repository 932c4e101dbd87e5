/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - entry from QEMU, U-Boot or another loader; the jump into the kernel (32-bit ARM). */

#define MODE_SVC	0x13
#define MODE_HYP	0x1a
#define MODE_MASK	0x1f
#define IRQS_OFF	0xc0		/* IRQ and FIQ */
#define ABORTS_OFF	0x100
#define STACK_BYTES	16384

/* mcr p15, 0, reg, c7, c10, 4, which later versions call dsb, and clang warns of. */
	.macro	DRAIN reg
	.ifc	\reg, r7
	.inst	0xee077f9a
	.else
	.inst	0xee070f9a
	.endif
	.endm

/* The instruction cache and branch predictor are emptied before the next instruction. */
	.macro	NEW_CODE reg
	mcr	p15, 0, \reg, c7, c5, 0
#if __ARM_ARCH >= 7
	mcr	p15, 0, \reg, c7, c5, 6
	.inst	0xf57ff04f			/* dsb */
	.inst	0xf57ff06f			/* isb */
#endif
	.endm

/*
 * Supervisor mode, everything masked that can interrupt.  ARMv7 may be in Hyp mode, which can only
 * be left by an exception return.  Nothing is kept for it: no traps to it, no second translation,
 * the timers and their counters as they are.
 */
	.macro	SUPERVISOR
#if __ARM_ARCH >= 7
	mrs	r4, cpsr
	and	r5, r4, #MODE_MASK
	cmp	r5, #MODE_HYP
	bne	8f
	mov	r5, #0
	mcr	p15, 4, r5, c1, c1, 0		/* HCR */
	mcr	p15, 4, r5, c1, c1, 2		/* HCPTR */
	mcr	p15, 4, r5, c1, c1, 3		/* HSTR */
	mrc	p15, 4, r6, c1, c1, 1
	and	r6, r6, #0x1f			/* HDCR: the counters there are */
	mcr	p15, 4, r6, c1, c1, 1
	mcrr	p15, 4, r5, r5, c14		/* CNTVOFF */
	mrc	p15, 4, r6, c14, c1, 0
	orr	r6, r6, #3			/* CNTHCTL: physical counter and timer */
	mcr	p15, 4, r6, c14, c1, 0
	orr	r6, r5, #(MODE_SVC | IRQS_OFF)
	orr	r6, r6, #ABORTS_OFF
	msr	spsr_cxsf, r6
	adr	r6, 8f
	.inst	0xe12ef306			/* msr elr_hyp, r6 */
	.inst	0xe160006e			/* eret */
8:	cpsid	aif, #MODE_SVC
#else
	msr	cpsr_c, #(MODE_SVC | IRQS_OFF)
#endif
	.endm

/* The image is where it has been linked: go on there; a loader may have had instructions cached. */
	.macro	MOVED
	mov	r7, #0
	DRAIN	r7				/* drain the write buffer */
	NEW_CODE r7
	ldr	pc, =boot_moved
	.endm

	.section .text.start, "ax", %progbits
	.arm

/*
 * As for a Linux kernel: MMU off, r1 machine number, r2 device tree or tag list, or all zero for an
 * ELF file started by QEMU.  The image may be anywhere in RAM, so nothing here but its own address
 * is known until it is where it has been linked.  The two places may overlap in any way: to a
 * higher address the image is copied from the end down to boot_moved, and to a lower one by code at
 * its end.  The code that copies is not copied itself, so nothing is overwritten that runs.
 */
	.globl	_start
_start:
	SUPERVISOR
	adr	r4, _start
	ldr	r5, =boot_image_start
	ldr	r6, =boot_file_end
	cmp	r4, r5
	beq	2f
	ldrhi	r7, =boot_move_down
	subhi	r8, r4, r5
	addhi	pc, r7, r8
	sub	r7, r6, r5
	add	r4, r4, r7
	ldr	r5, =boot_moved
1:	ldr	r7, [r4, #-4]!
	str	r7, [r6, #-4]!
	cmp	r6, r5
	bhi	1b
2:	MOVED
	.ltorg

	.section .boot.last, "ax", %progbits
	.globl	boot_move_down
boot_move_down:
	ldr	r6, =boot_move_down
1:	ldr	r7, [r4], #4
	str	r7, [r5], #4
	cmp	r5, r6
	blo	1b
	MOVED
	.ltorg

	.section .text.start
boot_moved:
	mov	r7, #0
	ldr	sp, =stack_top
	ldr	r4, =boot_bss_start
	ldr	r5, =boot_bss_end
5:	cmp	r4, r5
	strlo	r7, [r4], #4
	blo	5b
	mov	r0, r1
	mov	r1, r2
	mov	fp, #0
	bl	arm_start			/* does not return */
6:	b	6b

/*
 * void arch_enter(u64 entry, u64 info): MMU off, interrupts off; r2 is the device tree, as a kernel
 * started without us would get it.
 */
	.text
	.globl	arch_enter
arch_enter:
	mov	r3, r0				/* low words: all is below 4 GiB */
	mov	r0, #0
	mvn	r1, #0
	ldr	r2, =arm_tree
	ldr	r2, [r2]
	DRAIN	r0
	NEW_CODE r0
	bx	r3

/* void arm_exit(u32 call, const u32 *block): a request to an emulator, if there is one. */
	.globl	arm_exit
arm_exit:
	.inst	0xe10f0070			/* hlt #0xf000 */
	bx	lr

	.bss
	.balign	8
	.skip	STACK_BYTES
stack_top:

	.section .note.GNU-stack, "", %progbits
