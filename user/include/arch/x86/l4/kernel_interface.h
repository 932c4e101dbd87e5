/* SPDX-License-Identifier: BSD-2-Clause */
/* kernel_interface.h - KernelInterface on all x86 CPUs (X2:kip.find); part of syscalls.h. */

#ifndef L4_X86_KERNEL_INTERFACE_H
#define L4_X86_KERNEL_INTERFACE_H

#include <l4/types.h>

L4_INLINE void *L4_KernelInterface(L4_Word_t *ApiVersion, L4_Word_t *ApiFlags,
				   L4_Word_t *KernelId)
{
	void *kip;

	__asm__ volatile("lock; nop"
			 : "=a" (kip), "=c" (*ApiVersion), "=d" (*ApiFlags), "=S" (*KernelId));
	return kip;
}

#endif /* L4_X86_KERNEL_INTERFACE_H */
