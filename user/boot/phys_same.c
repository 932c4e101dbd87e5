/* SPDX-License-Identifier: BSD-2-Clause */
/* phys_same.c - for CPUs on which the boot program runs at physical addresses: see arch_phys. */
#include "boot.h"

void *arch_phys(u64 addr)
{
	return (void *)(uintptr_t)addr;
}

u64 arch_phys_of(const void *p)
{
	return (uintptr_t)p;
}
