/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.S - single instructions at known addresses, and system calls with every register chosen. */

	.text
	.syntax unified
	.arm

	.globl	arch_raise, arch_bad_instruction, arch_bad_instruction_end
	.type	arch_raise, %function
arch_raise:
arch_bad_instruction:
	.inst	0xe7f000f0		/* udf #0 */
arch_bad_instruction_end:
	bx	lr

/* r12 is arch_dumped; control-transfer item 0 has r0 third. */
	.globl	arch_dump_registers, arch_dump_loop
arch_dump_registers:
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 7
	str	r\n, [r12, #(8 + 4 * \n)]
	.endr
arch_dump_loop:
	b	arch_dump_loop

	.globl	arch_read, arch_read_at, arch_read_end
	.type	arch_read, %function
arch_read:
arch_read_at:
	ldr	r0, [r0]
arch_read_end:
	bx	lr

	.globl	arch_write, arch_write_at, arch_write_end
	.type	arch_write, %function
arch_write:
arch_write_at:
	str	r1, [r0]
arch_write_end:
	bx	lr

/*
 * void raw_call(struct raw_regs *r): load r0 to r12 from r, call r->link, store all back, and how
 * SP has changed.
 */
	.globl	raw_call
	.type	raw_call, %function
raw_call:
	push	{r0, r4-r11, lr}
	ldr	lr, [r0, #56]
	ldr	r1, =raw_link
	str	lr, [r1]
	ldr	r1, =raw_sp
	str	sp, [r1]
	ldmia	r0, {r0-r12}
	ldr	lr, =raw_link
	ldr	lr, [lr]
	blx	lr
	ldr	lr, =raw_sp
	push	{r0}
	ldr	r0, [lr]
	sub	lr, sp, r0
	add	lr, lr, #4			/* 0 if SP came back unchanged */
	ldr	sp, =raw_sp
	ldr	sp, [sp]
	ldr	r0, [sp]
	add	r0, r0, #4
	stmia	r0, {r1-r12}
	str	lr, [r0, #48]
	ldr	r1, [sp, #-4]
	str	r1, [r0, #-4]
	pop	{r0, r4-r11, pc}

/*
 * void raw_trap(void): load r0 to r12 and LR from raw_before, run the instruction at raw_trap_at,
 * which is whatever the test has chosen, store all to raw_after behind it; word 13 is SP.
 */
	.macro	TRAP name, instruction
	.globl	\name, \name\()_at, \name\()_end
	.type	\name, %function
\name:
	push	{r4-r11, lr}
	ldr	r0, =raw_before
	str	sp, [r0, #52]
	ldr	lr, [r0, #56]
	ldmia	r0, {r0-r12}
\name\()_at:
	.inst	\instruction
\name\()_end:
	push	{r0}
	ldr	r0, =raw_after
	stmib	r0, {r1-r12}
	str	lr, [r0, #56]
	pop	{r1}
	str	r1, [r0]
	str	sp, [r0, #52]
	pop	{r4-r11, pc}
	.endm

	TRAP	raw_undefined, 0xe7f000f0	/* udf #0 */
	TRAP	raw_svc, 0xef001234		/* svc #0x1234 */
	TRAP	raw_bkpt, 0xe1200070		/* bkpt #0 */

/* First code of a thread: store all registers to raw_start_regs, and stop. */
	.globl	raw_start
	.type	raw_start, %function
raw_start:
	push	{r0, r1}
	ldr	r0, =raw_start_regs
	pop	{r1}
	str	r1, [r0], #4
	pop	{r1}
	stmia	r0!, {r1-r12, sp, lr}
	mrs	r1, cpsr
	str	r1, [r0]
	ldr	r0, =raw_started
	mov	r1, #1
	str	r1, [r0]
1:	b	1b

/* Thumb code: word_t raw_thumb(word_t n) is n + 1, with a system call of ours in between. */
	.thumb
	.globl	raw_thumb, raw_thumb_at, raw_thumb_end
	.type	raw_thumb, %function
	.thumb_func
raw_thumb:
	adds	r0, #1
raw_thumb_at:
	.inst.n	0xde00				/* udf #0 */
raw_thumb_end:
	bx	lr
	.arm

	.bss
	.balign	8
	.globl	raw_start_regs, raw_started, raw_before, raw_after
raw_link:	.skip 4
raw_sp:		.skip 4
raw_start_regs:	.skip 64
raw_before:	.skip 64
raw_after:	.skip 64
raw_started:	.skip 4

	.section .note.GNU-stack, "", %progbits
