/* SPDX-License-Identifier: BSD-2-Clause */
/* msr.S - model-specific registers that may not exist: a fault means failure (arch_msr_fault). */
	.text

/* bool arch_rdmsr_safe(uint32_t msr, uint64_t *value) */
	.globl	arch_rdmsr_safe, arch_msr_read
arch_rdmsr_safe:
	movl	%edi, %ecx
arch_msr_read:
	rdmsr
	movl	%eax, (%rsi)
	movl	%edx, 4(%rsi)
	movl	$1, %eax
	ret

/* bool arch_wrmsr_safe(uint32_t msr, uint64_t value) */
	.globl	arch_wrmsr_safe, arch_msr_write
arch_wrmsr_safe:
	movl	%edi, %ecx
	movl	%esi, %eax
	movq	%rsi, %rdx
	shrq	$32, %rdx
arch_msr_write:
	wrmsr
	movl	$1, %eax
	ret

	.globl	arch_msr_failed
arch_msr_failed:
	xorl	%eax, %eax
	ret

	.section .note.GNU-stack, "", @progbits
