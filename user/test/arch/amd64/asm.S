/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.S - single instructions at known addresses, and system calls with every register chosen. */

	.text

	.globl	arch_raise, arch_bad_instruction, arch_bad_instruction_end
arch_raise:
arch_bad_instruction:
	ud2
arch_bad_instruction_end:
	ret

/* Store the general registers in the order of control-transfer item 0, then loop with them. */
	.globl	arch_dump_registers, arch_dump_loop
arch_dump_registers:
	movq	%rdi, arch_dumped + 16
	movq	%rsi, arch_dumped + 24
	movq	%rbp, arch_dumped + 32
	movq	%rsp, arch_dumped + 40
	movq	%rbx, arch_dumped + 48
	movq	%rdx, arch_dumped + 56
	movq	%rcx, arch_dumped + 64
	movq	%r8, arch_dumped + 80
	movq	%r9, arch_dumped + 88
	movq	%r10, arch_dumped + 96
	movq	%r11, arch_dumped + 104
	movq	%r12, arch_dumped + 112
	movq	%r13, arch_dumped + 120
	movq	%r14, arch_dumped + 128
	movq	%r15, arch_dumped + 136
	movq	%rax, arch_dumped + 72
arch_dump_loop:
	pause
	jmp	arch_dump_loop

	.globl	arch_read, arch_read_at, arch_read_end
arch_read:
arch_read_at:
	movq	(%rdi), %rax
arch_read_end:
	ret

	.globl	arch_write, arch_write_at, arch_write_end
arch_write:
arch_write_at:
	movq	%rsi, (%rdi)
arch_write_end:
	ret

	.macro	PUSH_SAVED
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.endm

	.macro	POP_SAVED
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	.endm

/* Store the general registers but rsp and `base` to struct raw_regs at base. */
	.macro	STORE_ALL base
	movq	%rbx, 8+\base
	movq	%rcx, 16+\base
	movq	%rdx, 24+\base
	movq	%rsi, 32+\base
	movq	%rdi, 40+\base
	movq	%rbp, 48+\base
	movq	%r8, 56+\base
	movq	%r9, 64+\base
	movq	%r10, 72+\base
	movq	%r11, 80+\base
	movq	%r12, 88+\base
	movq	%r13, 96+\base
	movq	%r14, 104+\base
	movq	%r15, 112+\base
	.endm

/*
 * void raw_call(struct raw_regs *r): load all registers from r, call r->link, store all back,
 * with RSP as it is after the call.
 */
	.globl	raw_call
raw_call:
	PUSH_SAVED
	pushq	%rdi			/* r, for after the call */
	pushq	128(%rdi)		/* r->link */
	movq	0(%rdi), %rax
	movq	8(%rdi), %rbx
	movq	16(%rdi), %rcx
	movq	24(%rdi), %rdx
	movq	32(%rdi), %rsi
	movq	48(%rdi), %rbp
	movq	56(%rdi), %r8
	movq	64(%rdi), %r9
	movq	72(%rdi), %r10
	movq	80(%rdi), %r11
	movq	88(%rdi), %r12
	movq	96(%rdi), %r13
	movq	104(%rdi), %r14
	movq	112(%rdi), %r15
	movq	40(%rdi), %rdi
	movq	%rsp, raw_sp
	call	*(%rsp)
	subq	%rsp, raw_sp		/* 0 if RSP came back unchanged */
	addq	raw_sp, %rsp
	addq	$8, %rsp
	xchgq	%rax, (%rsp)		/* RAX = r, result on the stack */
	STORE_ALL 0(%rax)
	popq	(%rax)
	movq	raw_sp, %rcx
	movq	%rcx, 120(%rax)
	POP_SAVED
	ret

	.globl	raw_kernel_interface
raw_kernel_interface:
	lock
	nop
	ret

/* void raw_trap(void), see raw.h. */
	.macro	EACH what, place
	\what	%rbx, \place
	\what	%r10, \place + 8
	\what	%r12, \place + 16
	\what	%r13, \place + 24
	\what	%r14, \place + 32
	\what	%r15, \place + 40
	\what	%rax, \place + 48
	\what	%rcx, \place + 56
	\what	%rdx, \place + 64
	\what	%rsi, \place + 72
	\what	%rdi, \place + 80
	\what	%rbp, \place + 88
	\what	%r8, \place + 96
	\what	%r9, \place + 104
	\what	%r11, \place + 112
	.endm

	.macro	LOAD reg, place:vararg
	movq	\place, \reg
	.endm

	.globl	raw_trap, raw_trap_at, raw_trap_end
raw_trap:
	PUSH_SAVED
	EACH	LOAD, raw_before
raw_trap_at:
	ud2
raw_trap_end:
	EACH	movq, raw_after
	POP_SAVED
	ret

/* First code of a thread: store all registers to raw_start_regs, and stop. */
	.globl	raw_start
raw_start:
	movq	%rax, raw_start_regs
	STORE_ALL raw_start_regs
	movq	%rsp, raw_start_regs + 120
	pushfq
	popq	raw_start_regs + 128
	movl	$1, raw_started
1:	jmp	1b

	.bss
	.balign	8
	.globl	raw_start_regs, raw_started, raw_before, raw_after
raw_sp:		.skip 8
raw_start_regs:	.skip 136
raw_before:	.skip 120
raw_after:	.skip 120
raw_started:	.skip 8

	.section .note.GNU-stack, "", @progbits
