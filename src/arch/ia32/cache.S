/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.S - cache maintenance; instruction and data caches of this CPU are coherent. */
#include "arch_types.h"
#include "x86_regs.h"

	.text

/* void arch_cache_sync_code(const void *va, size_t len): a jump ends prefetching of old code. */
	.globl	arch_cache_sync_code
arch_cache_sync_code:
	jmp	1f
1:	ret

/* void arch_cache_flush(const void *va, size_t len): line by line, or all on old CPUs. */
	.globl	arch_cache_flush
arch_cache_flush:
	testl	$CPUID_1_EDX_CLFSH, arch_features
	jz	2f
	movl	4(%esp), %eax
	movl	8(%esp), %ecx
	addl	%eax, %ecx			/* end */
	andl	$-32, %eax			/* no line is shorter than 32 bytes */
1:	cmpl	%ecx, %eax
	jae	3f
	clflush	(%eax)
	addl	$32, %eax
	jmp	1b
2:	wbinvd
3:	ret

	.section .note.GNU-stack, "", @progbits
