/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.S - traps and system calls in, glue_return_to_user out. */
#include "arch_types.h"
#include "arm_layout.h"
#include "arm_regs.h"
#include "config.h"
#include "entry_version.h"
#include "offsets.h"

#ifdef CONFIG_ASM_FASTPATH
#define SVC_FIRST	glue_fast_svc
#else
#define SVC_FIRST	svc
#endif

#define STACK_SPARE	512		/* with less than this a stack is used up */
#define TRAP_STACK_BYTES	(1 << ARCH_PAGE_BITS)

/*
 * Each exception has a mode of its own with a stack pointer, a return address and the status of
 * before.  No stack is used in these: the stack pointer is a scratch register that first becomes
 * the address of the current TCB, where the user's registers go.  Everything else runs in
 * supervisor mode.  While user code runs its stack is empty, and its stack pointer is the place of
 * PC in the frame of the current TCB, so that system calls need not look for it.  Code is ARM code,
 * that of both versions of the architecture.
 *
 * All code without stack is in the page of the vectors, which it does not leave unused.
 */
	.section .vectors, "ax", %progbits
	.syntax unified
	.arm
	.balign	4096
	.globl	glue_vectors
glue_vectors:
	.rept	8
	ldr	pc, [pc, #24]		/* the word 32 bytes further on */
	.endr
	.word	reset, undef, SVC_FIRST, fetch, data, reset, irq, fiq

/* From user mode: sp becomes the address of the TCB; r0 - r14 are saved and free. */
	.macro	SAVE_USER
	ldr	sp, current
	ldr	sp, [sp]
	stmia	sp, {r0-r14}^
	mrs	r8, spsr		/* ARMv5: no banked register right behind stm */
	str	lr, [sp, #FRAME_PC]
	str	r8, [sp, #FRAME_CPSR]
	.endm

/*
 * Any exception but svc: lr, less \back, is where to go on.  From user mode to glue_trap, from the
 * kernel to \kernel and then to kernel_trap with everything as it was, but for sp.
 */
	.macro	TRAP vector, back, kernel
	.if	\back
	sub	lr, lr, #\back
	.endif
	mrs	sp, spsr
	tst	sp, #PSR_NOT_USER
	bne	1f
	SAVE_USER
	mov	r0, sp
	mov	r1, #\vector
	b	user_trap
1:	\kernel
	ldr	sp, trap_scratch
	stmia	sp, {r0, r1}
	mov	r1, #\vector
	b	kernel_trap
	.endm

	.balign	64
	.globl	glue_trap_stubs		/* as other ports name the first code of traps */
glue_trap_stubs:
svc:
	stmdb	sp, {r0-r14}^
	mrs	r8, spsr		/* ARMv5: no banked register right behind stm */
	str	lr, [sp]
	str	r8, [sp, #(FRAME_CPSR - FRAME_PC)]

/* From here on r0 - r2, r12 and lr alone are as user code has left them. */
	.globl	glue_svc_saved
glue_svc_saved:
	sub	r3, sp, #FRAME_PC
	ldr	r9, [r3, #TCB_KIP]
	ldr	sp, stack_top
	sub	r9, lr, r9		/* a stub's, inside the KIP? */
	cmp	r9, #(1 << 12)
	bhs	foreign_svc
	cmp	r12, #0			/* Ipc: r0 to, r1 from, r2 time-outs as they are */
	bne	1f
	bl	glue_ipc
1:	mov	r0, r3
	mov	r1, r12
	bl	glue_syscall
foreign_svc:
	mov	r0, r3
	mov	r1, #ARM_VECTOR_SVC
	bl	glue_trap

	.balign	64
irq:	TRAP	ARM_VECTOR_IRQ, 4
undef:	TRAP	ARM_VECTOR_UNDEF, 0
fetch:	TRAP	ARM_VECTOR_FETCH, 4
data:	TRAP	ARM_VECTOR_DATA, 8, DROP_LATE_ABORT
fiq:	TRAP	ARM_VECTOR_FIQ, 4
reset:	TRAP	ARM_VECTOR_RESET, 0

user_trap:
	msr	cpsr_c, #(PSR_SVC | PSR_I | PSR_F)
	ldr	sp, stack_top
	bl	glue_trap

/*
 * In the mode of the exception: r0 and r1 in trap_scratch, r1 the vector.  The frame is built on
 * the stack of supervisor mode; on another one, right above it, if that is used up or if the stack
 * pointer is not the kernel's yet or any more.
 */
kernel_trap:
	str	lr, [sp, #8]
	mrs	r0, spsr
	str	r0, [sp, #12]
	mov	r0, sp
	msr	cpsr_c, #(PSR_SVC | PSR_I | PSR_F)
	str	sp, [r0, #16]
	str	r2, [r0, #20]
	ldr	r2, stack_bottom
	add	r2, r2, #STACK_SPARE
	sub	r2, sp, r2
	cmp	r2, #(ARM_STACK_BYTES + TRAP_STACK_BYTES - STACK_SPARE)
	ldrhi	sp, trap_stack_top
	ldr	r2, [r0, #20]
	bic	sp, sp, #7
	sub	sp, sp, #FRAME_BYTES
	stmia	sp, {r0-r12}
	str	lr, [sp, #(FRAME_SP + 4)]
	str	r1, [sp, #FRAME_VECTOR]
	ldmia	r0, {r1-r5}		/* r0, r1, pc, cpsr, sp of before */
	stmia	sp, {r1, r2}
	str	r3, [sp, #FRAME_PC]
	str	r4, [sp, #FRAME_CPSR]
	str	r5, [sp, #FRAME_SP]
	mov	r0, sp
	bl	glue_kernel_trap
	ldr	r0, [sp, #FRAME_CPSR]
	msr	spsr_cxsf, r0
	mov	lr, sp
	ldmia	lr!, {r0-r12}
	ldmia	lr, {sp, lr, pc}^

/* glue_return_to_user(tcb) */
	.balign	64
	.globl	glue_return_to_user
	.type	glue_return_to_user, %function
glue_return_to_user:
	add	sp, r0, #FRAME_PC	/* of the TCB, which begins with the frame */
	ldr	r1, [sp, #(FRAME_CPSR - FRAME_PC)]
	ldr	lr, [sp]
	msr	spsr_cxsf, r1
	ldmdb	sp, {r0-r14}^
	nop				/* ARMv5: no banked register right behind ldm */
	movs	pc, lr

current:
	.word	percpu_boot + PERCPU_CURRENT
stack_top:
	.word	arch_stack_top
stack_bottom:
	.word	arch_stack_bottom
trap_stack_top:
	.word	arch_trap_stack_top
trap_scratch:
	.word	scratch

	VECTOR_PAGE_CODE glue_vectors

	.bss
	.balign	8
scratch:
	.skip	6 * 4

	.section .note.GNU-stack, "", %progbits
