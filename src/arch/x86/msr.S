/* SPDX-License-Identifier: BSD-2-Clause */
/* msr.S - model-specific registers that may not exist: a fault means failure (arch_msr_fault). */
#include "msr_args.h"

	.text

/* bool arch_rdmsr_safe(uint32_t msr, uint64_t *value) */
	.globl	arch_rdmsr_safe, arch_msr_read
arch_rdmsr_safe:
	MSR_NUMBER
arch_msr_read:
	rdmsr
	MSR_RESULT
	movl	$1, %eax
	ret

/* bool arch_wrmsr_safe(uint32_t msr, uint64_t value) */
	.globl	arch_wrmsr_safe, arch_msr_write
arch_wrmsr_safe:
	MSR_NUMBER
	MSR_VALUE
arch_msr_write:
	wrmsr
	movl	$1, %eax
	ret

	.globl	arch_msr_failed
arch_msr_failed:
	xorl	%eax, %eax
	ret

	.section .note.GNU-stack, "", @progbits
