/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_x86.h - an x86 CPU on the host: MSRs, CPUID and TSC are functions of the test. */
#ifndef ARCH_X86_H
#define ARCH_X86_H

#include "types.h"
#include "x86_regs.h"

uint64_t arch_rdmsr(uint32_t msr);
void arch_wrmsr(uint32_t msr, uint64_t v);
bool arch_wrmsr_safe(uint32_t msr, uint64_t v);
void arch_wrmsr_fence(void);
uint64_t arch_rdtsc(void);

struct arch_cpuid {
	uint32_t eax, ebx, ecx, edx;
};

struct arch_cpuid arch_cpuid(uint32_t leaf);

extern uint32_t arch_features;

#endif
