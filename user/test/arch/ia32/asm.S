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
	movl	%edi, arch_dumped + 8
	movl	%esi, arch_dumped + 12
	movl	%ebp, arch_dumped + 16
	movl	%esp, arch_dumped + 20
	movl	%ebx, arch_dumped + 24
	movl	%edx, arch_dumped + 28
	movl	%ecx, arch_dumped + 32
	movl	%eax, arch_dumped + 36
arch_dump_loop:
	pause
	jmp	arch_dump_loop

	.globl	arch_read, arch_read_at, arch_read_end
arch_read:
	movl	4(%esp), %eax
arch_read_at:
	movl	(%eax), %eax
arch_read_end:
	ret

	.globl	arch_write, arch_write_at, arch_write_end
arch_write:
	movl	4(%esp), %eax
	movl	8(%esp), %edx
arch_write_at:
	movl	%edx, (%eax)
arch_write_end:
	ret

/*
 * void raw_call(struct raw_regs *r): load all registers from r, call r->link, store all back,
 * with ESP as it is after the call.
 */
	.globl	raw_call
raw_call:
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	pushl	%ebp
	movl	20(%esp), %eax
	pushl	%eax			/* r, for after the call */
	pushl	32(%eax)		/* r->link */
	movl	4(%eax), %ecx
	movl	8(%eax), %edx
	movl	12(%eax), %esi
	movl	16(%eax), %edi
	movl	20(%eax), %ebx
	movl	24(%eax), %ebp
	movl	(%eax), %eax
	movl	%esp, raw_sp
	call	*(%esp)
	subl	%esp, raw_sp		/* 0 if ESP came back unchanged */
	addl	raw_sp, %esp
	addl	$4, %esp
	xchgl	%eax, (%esp)		/* EAX = r, result on the stack */
	movl	%ecx, 4(%eax)
	movl	%edx, 8(%eax)
	movl	%esi, 12(%eax)
	movl	%edi, 16(%eax)
	movl	%ebx, 20(%eax)
	movl	%ebp, 24(%eax)
	popl	(%eax)
	movl	raw_sp, %ecx
	movl	%ecx, 28(%eax)
	popl	%ebp
	popl	%edi
	popl	%esi
	popl	%ebx
	ret

	.globl	raw_kernel_interface
raw_kernel_interface:
	lock
	nop
	ret

/* void raw_trap(void), see raw.h. */
	.globl	raw_trap, raw_trap_at, raw_trap_end
raw_trap:
	pushal
	movl	%esp, raw_before + 12
	movl	raw_before, %edi
	movl	raw_before + 4, %esi
	movl	raw_before + 8, %ebp
	movl	raw_before + 16, %ebx
	movl	raw_before + 20, %edx
	movl	raw_before + 24, %ecx
	movl	raw_before + 28, %eax
raw_trap_at:
	ud2
raw_trap_end:
	movl	%edi, raw_after
	movl	%esi, raw_after + 4
	movl	%ebp, raw_after + 8
	movl	%esp, raw_after + 12
	movl	%ebx, raw_after + 16
	movl	%edx, raw_after + 20
	movl	%ecx, raw_after + 24
	movl	%eax, raw_after + 28
	movl	raw_before + 12, %esp
	popal
	ret

/* First code of a thread: store all registers to raw_start_regs, and stop. */
	.globl	raw_start
raw_start:
	movl	%eax, raw_start_regs
	movl	%ecx, raw_start_regs + 4
	movl	%edx, raw_start_regs + 8
	movl	%esi, raw_start_regs + 12
	movl	%edi, raw_start_regs + 16
	movl	%ebx, raw_start_regs + 20
	movl	%ebp, raw_start_regs + 24
	movl	%esp, raw_start_regs + 28
	pushfl
	popl	raw_start_regs + 32
	movl	$1, raw_started
1:	jmp	1b

	.bss
	.balign	4
	.globl	raw_start_regs, raw_started
raw_sp:		.skip 4
raw_start_regs:	.skip 36
	.globl	raw_before, raw_after
raw_before:	.skip 32
raw_after:	.skip 32
raw_started:	.skip 4

	.section .note.GNU-stack, "", @progbits
