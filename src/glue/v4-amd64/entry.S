/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.S - traps and system calls in, glue_return_to_user out. */
#include "glue_layout.h"
#include "offsets.h"
#include "x86_regs.h"

/*
 * A trap from user mode: TSS.rsp0 points behind the frame of the current TCB, so the CPU, the stub
 * and SAVE fill that frame, and rsp ends up as the address of the TCB.  A trap from the kernel
 * (interrupt window, idling, a bug) makes the same frame on the kernel stack.
 *
 * GS is the users' and the kernel never uses it: its data have fixed addresses.
 */
	.text

/* The registers of struct arch_frame below the vector, but for rcx and r11, which come first. */
	.macro	SAVE
	pushq	%rbp
	pushq	%rdi
	pushq	%r8
	pushq	%rdx
	pushq	%rsi
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%r10
	pushq	%rbx
	pushq	%rax
	pushq	%r9
	.endm

	.macro	RESTORE
	popq	%r9
	popq	%rax
	popq	%rbx
	popq	%r10
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rsi
	popq	%rdx
	popq	%r8
	popq	%rdi
	popq	%rbp
	.endm

	.set	RESTORED, 13 * 8

/*
 * One stub of 8 bytes for each vector; `vec` counts them.  The number is pushed as a signed byte.
 * The CPU pushes an error code for some exceptions; for the others a zero is inserted.
 */
	.globl	glue_trap_stubs
	.balign	16
	.set	vec, 0
glue_trap_stubs:
	.rept	256
	.balign	8
	.if	vec < 128
	pushq	$vec
	.else
	pushq	$(vec - 256)
	.endif
	.if	vec == 8
	jmp	ist_trap
	.elseif	vec == 1 || vec == 2 || vec == 18
	jmp	ist_trap_no_error
	.elseif	vec == 10 || vec == 11 || vec == 12 || vec == 13 || vec == 14 || vec == 17
	jmp	trap
	.else
	jmp	trap_no_error
	.endif
	.set	vec, vec + 1
	.endr

trap_no_error:
	pushq	(%rsp)
	andq	$0xff, (%rsp)
	movq	$0, 8(%rsp)
trap:
	pushq	%r11
	pushq	%rcx
	SAVE
	testb	$3, FRAME_CS(%rsp)
	jz	kernel_trap
	movq	%rsp, %rdi			/* current TCB */
user_trap:
	movq	$arch_stack_top, %rsp
	pushq	$EFLAGS_ONE			/* DF; and AC, left set, would lift SMAP */
	popfq
	call	glue_trap

kernel_trap:
	cld
	movq	%rsp, %rdi
	call	glue_kernel_trap
leave_trap:
	RESTORE
	popq	%rcx
	popq	%r11
	addq	$16, %rsp			/* vector, error */
	iretq

/* Traps on a stack of their own.  If they were taken from user mode, the TCB gets the frame. */
ist_trap_no_error:
	pushq	(%rsp)
	andq	$0xff, (%rsp)
	movq	$0, 8(%rsp)
ist_trap:
	pushq	%r11
	pushq	%rcx
	SAVE
	testb	$3, FRAME_CS(%rsp)
	jz	kernel_trap
	cld
	movq	arch_tss + TSS_RSP0, %rdi
	subq	$FRAME_BYTES, %rdi
	movq	%rdi, %rdx
	movq	%rsp, %rsi
	movl	$(FRAME_BYTES / 8), %ecx
	rep movsq
	movq	%rdx, %rdi
	jmp	user_trap

/*
 * System calls by syscall: ebp which one (kip_stubs.S), rcx return address, r11 flags, the other
 * registers as the ABI says.  Interrupts are off.  Builds the same frame as a trap, in which rcx
 * and r11 are not looked at.
 */
	.balign	64
	.globl	glue_syscall_entry
glue_syscall_entry:
	movq	%rsp, user_rsp
	movq	arch_tss + TSS_RSP0, %rsp
	pushq	$AMD64_UDS
	pushq	user_rsp
	pushq	%r11
	pushq	$AMD64_UCS
	pushq	%rcx
	subq	$8, %rsp			/* no error code */
	pushq	$GLUE_VECTOR_SYSCALL
	subq	$16, %rsp			/* r11, rcx */
	SAVE
	movl	%ebp, %eax
	movq	%rsp, %rdi			/* current TCB */
	movq	$arch_stack_top, %rsp
	subl	$GLUE_CALLS, %eax
	jae	1f
	movq	%r8, %rcx			/* to in rsi, from in rdx, time-outs */
	call	glue_ipc
1:	movl	%eax, %esi
	call	glue_syscall

/*
 * glue_return_to_user(tcb): to an address that does not exist neither sysret nor iret goes without
 * a fault in the kernel, so the bits from 47 on must be equal.
 */
	.balign	64
	.globl	glue_return_to_user
glue_return_to_user:
	movq	FRAME_RIP(%rdi), %rcx
	movq	%rcx, %rax
	sarq	$AMD64_USER_BITS, %rax
	incl	%eax
	cmpl	$1, %eax
	ja	bad_ip
	movq	%rdi, %rsp			/* the TCB, which begins with the frame */
	cmpl	$GLUE_VECTOR_SYSCALL, FRAME_VECTOR(%rsp)
	jne	leave_trap
	movq	FRAME_RFLAGS(%rsp), %r11
	testl	$EFLAGS_TF, %r11d
	jnz	leave_trap
	RESTORE
	movq	FRAME_RSP - RESTORED(%rsp), %rsp
	sysretq

bad_ip:	movq	$arch_stack_top, %rsp
	call	glue_bad_ip
	.globl	glue_entry_end
glue_entry_end:

	.bss
	.balign	8
user_rsp:
	.skip	8

	.section .note.GNU-stack, "", @progbits
