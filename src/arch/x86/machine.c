/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - what firmware leaves differently on different PCs: machine checks, deep sleep. */
#include "arch.h"
#include "arch_x86.h"
#include "compiler.h"
#include "x86_inline.h"
#include "x86_model.h"
#include "x86_regs.h"

__init void arch_machine_init(void)
{
	uint64_t v;

	if ((arch_features & CPUID_1_EDX_MCE) == 0)
		return;
	arch_cr4_set(CR4_MCE);
	if (!x86_may_have_c1e(arch_cpuid(0).ebx, arch_cpuid(1).eax))
		return;
	v = arch_rdmsr(MSR_INT_PENDING);
	if (((uint32_t)v & MSR_INT_PENDING_C1E) != 0)
		arch_wrmsr(MSR_INT_PENDING, v & ~(uint64_t)MSR_INT_PENDING_C1E);
}
