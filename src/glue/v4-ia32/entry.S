/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.S - traps in, glue_return_to_user out. */
#include "config.h"
#include "glue_layout.h"
#include "offsets.h"
#include "x86_regs.h"

#define DR6_STEP	0x4000		/* debug trap by TF */
#define DR6_CLEAR	0xffff0ff0

#ifdef CONFIG_ASM_FASTPATH
#define SYSENTER_FIRST	glue_fast_sysenter
#else
#define SYSENTER_FIRST	glue_sysenter
#endif

/*
 * A trap from user mode: TSS.esp0 points behind the frame of the current TCB, so the CPU, the stub
 * and pusha fill that frame, and esp ends up as the address of the TCB.  A trap from the kernel
 * (interrupt window, idling, a bug) makes the same frame, without esp and ss, on the kernel stack.
 */
	.text

/*
 * One stub of 8 bytes for each vector that is used and one for all others; `vec` counts them.  The
 * number is pushed as a signed byte.  The CPU pushes an error code for some exceptions; for the
 * others trap_no_error inserts a zero.
 */
	.globl	glue_trap_stubs
	.balign	16
	.set	vec, 0
glue_trap_stubs:
	.rept	256 - (GLUE_VECTOR_UNUSED_END - GLUE_VECTOR_UNUSED - 1)
	.balign	8
	.if	vec < 128
	pushl	$vec
	.else
	pushl	$(vec - 256)
	.endif
	.if	vec == 1
	jmp	debug
	.elseif	vec == 8 || (vec >= 10 && vec <= 14) || vec == 17
	jmp	trap
	.else
	jmp	trap_no_error
	.endif
	.set	vec, vec + 1
	.if	vec == GLUE_VECTOR_UNUSED + 1
	.set	vec, GLUE_VECTOR_UNUSED_END
	.endif
	.endr

/*
 * Debug traps of the kernel itself are user code's doing, and there is next to no stack for them:
 * TF is still set at the first instruction behind sysenter, and a breakpoint on the operand of a
 * load of SS waits until the instruction behind that, perhaps an INT, has entered the kernel.
 */
debug:
	testb	$3, 8(%esp)
	jnz	trap_no_error
	movl	%eax, (%esp)
	movl	%db6, %eax
#ifdef CONFIG_KDB
	testl	%ss:glue_breakpoint_hits, %eax	/* ds is still the user's */
	jnz	4f
#endif
	testl	$DR6_STEP, %eax
	jz	1f
	cmpl	$SYSENTER_FIRST, 4(%esp)
	jne	1f
	movl	$glue_sysenter_step, 4(%esp)
1:	movl	$DR6_CLEAR, %eax
	movl	%eax, %db6
	popl	%eax
	andl	$~EFLAGS_TF, 8(%esp)
	iret
#ifdef CONFIG_KDB
4:	movl	(%esp), %eax			/* a breakpoint of the kernel debugger */
	movl	$1, (%esp)
#endif

trap_no_error:
	pushl	(%esp)
	andl	$0xff, (%esp)
	movl	$0, 4(%esp)
trap:
	pusha
	cld
	testb	$3, FRAME_CS(%esp)
	jz	kernel_trap
	movl	%esp, %ebx			/* current TCB */
	movl	%ds, %eax
	movl	%es, %ecx
	movw	%ax, %ss:TCB_DS(%ebx)
	movw	%cx, %ss:TCB_ES(%ebx)
	movl	$IA32_UDS, %eax			/* flat; serves the kernel as well */
	movl	%eax, %ds
	movl	%eax, %es
	movl	%gs, %ecx
	movl	%fs, %edx
	cmpw	%ax, %dx			/* the upper halves are undefined before the P6 */
	jne	3f
	cmpw	$IA32_UTCB_SEG, %cx
	jne	3f
2:
	movl	$arch_stack_top, %esp
	pushl	$EFLAGS_ONE			/* AC, left set, would lift SMAP */
	popfl
	pushl	%ebx
	call	glue_trap

/* User code has loaded another selector, perhaps one that never faults: others must not see it. */
3:	movw	$1, TCB_SPOILT(%ebx)
	movl	%eax, %fs
	movl	$IA32_UTCB_SEG, %eax
	movl	%eax, %gs
	jmp	2b

kernel_trap:
	movl	%esp, %eax
	pushl	%ds				/* may be the user's, whatever they are */
	pushl	%es
	movl	$IA32_UDS, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	pushl	%eax
	call	glue_kernel_trap
	addl	$4, %esp
	popl	%es
	popl	%ds
	popa
	addl	$8, %esp			/* vector, error */
	iret

/*
 * Ipc and Lipc through the stub's sysenter: eax to, ecx time-outs, edx from, esi MR0, ebp user esp
 * (kip_stubs.S).  Builds the same frame as a trap.  sysenter leaves TF as it was: then a debug trap
 * comes before the first instruction, on a small stack, and is sent on to glue_sysenter_step.
 */
.macro	SYSENTER flags
	movl	%ss:percpu_boot + PERCPU_CURRENT, %esp
	addl	$FRAME_BYTES, %esp
	pushl	$IA32_UDS
	pushl	%ebp
	pushfl
	orl	$(\flags), (%esp)
	pushl	$IA32_UCS
	pushl	16(%esp)			/* glue.sysenter_ip */
	pushl	$0
	pushl	$GLUE_VECTOR_SYSENTER
	pusha
	movl	$arch_stack_top, %esp		/* below the frame is another thread's TCB */
	pushl	$EFLAGS_ONE			/* NT, AC, DF as the kernel wants them */
	popfl
.endm

	.balign	64
	.globl	glue_sysenter
glue_sysenter:
	SYSENTER EFLAGS_IF
1:	movl	$IA32_UDS, %esi
	movl	%esi, %ds
	movl	%esi, %es
	movl	%gs, %esi
	cmpl	$IA32_UTCB_SEG, %esi
	jne	3f
2:
	call	glue_ipc			/* eax, edx, ecx as they are */
3:	movl	$IA32_UTCB_SEG, %esi		/* as in trap */
	movl	%esi, %gs
	jmp	2b

	.globl	glue_sysenter_step
glue_sysenter_step:
	SYSENTER EFLAGS_IF | EFLAGS_TF
	jmp	1b

/*
 * glue_return_to_user(tcb): tcb, which begins with the frame, on the stack; glue_return_from_ipc:
 * the same with tcb in eax.
 */
	.balign	16
	.globl	glue_return_to_user, glue_return_from_ipc
glue_return_to_user:
	movl	4(%esp), %eax
glue_return_from_ipc:
	movl	%eax, %esp
	cmpl	$GLUE_VECTOR_SYSENTER, FRAME_VECTOR(%esp)
	jne	1f
	testl	$EFLAGS_TF, FRAME_EFLAGS(%esp)	/* popf would trap in the kernel */
	jnz	1f
	/* ecx and edx are undefined after Ipc */
	movl	FRAME_EIP(%esp), %edx
	movl	FRAME_ESP(%esp), %ecx
	movl	%edx, FRAME_EDX(%esp)
	movl	%ecx, FRAME_ECX(%esp)
	popa
	addl	$(FRAME_EFLAGS - FRAME_VECTOR), %esp
	andl	$~EFLAGS_IF, (%esp)
	popfl
	sti					/* takes effect behind the next instruction */
	sysexit
1:	popa
	addl	$8, %esp			/* vector, error */
	iret
	.globl	glue_entry_end
glue_entry_end:

	.section .note.GNU-stack, "", @progbits
