/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - entry from QEMU, U-Boot or another loader; the jump into the kernel (32-bit ARM). */

#define MODE_SVC	0x13
#define IRQS_OFF	0xc0		/* IRQ and FIQ */
#define STACK_BYTES	16384

/* mcr p15, 0, reg, c7, c10, 4, which later versions call dsb, and clang warns of. */
	.macro	DRAIN reg
	.ifc	\reg, r7
	.inst	0xee077f9a
	.else
	.inst	0xee070f9a
	.endif
	.endm

/* The image is where it has been linked: go on there; a loader may have had instructions cached. */
	.macro	MOVED
	mov	r7, #0
	DRAIN	r7				/* drain the write buffer */
	mcr	p15, 0, r7, c7, c5, 0		/* instruction cache */
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
	msr	cpsr_c, #(MODE_SVC | IRQS_OFF)
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
	mcr	p15, 0, r0, c7, c5, 0
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
