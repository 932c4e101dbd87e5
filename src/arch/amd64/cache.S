/* SPDX-License-Identifier: BSD-2-Clause */
/* cache.S - cache maintenance; instruction and data caches of this CPU are coherent. */
#include "arch_types.h"

	.text

/* void arch_cache_sync_code(const void *va, size_t len): a jump ends prefetching of old code. */
	.globl	arch_cache_sync_code
arch_cache_sync_code:
	jmp	1f
1:	ret

/* void arch_cache_flush(const void *va, size_t len) */
	.globl	arch_cache_flush
arch_cache_flush:
	addq	%rdi, %rsi			/* end */
	andq	$-32, %rdi			/* no line is shorter than 32 bytes */
1:	cmpq	%rsi, %rdi
	jae	2f
	clflush	(%rdi)
	addq	$32, %rdi
	jmp	1b
2:	ret

	.section .note.GNU-stack, "", @progbits
