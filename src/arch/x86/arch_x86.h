/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_x86.h - what boards of x86 CPUs need beyond arch.h: ports, MSRs, CPUID, the whole TSC. */
#ifndef ARCH_X86_H
#define ARCH_X86_H

#include "compiler.h"
#include "types.h"

static inline void arch_out8(uint16_t port, uint8_t v)
{
	__asm__ volatile("outb %0, %1" : : "a"(v), "Nd"(port));
}

static inline void arch_out16(uint16_t port, uint16_t v)
{
	__asm__ volatile("outw %0, %1" : : "a"(v), "Nd"(port));
}

static inline void arch_out32(uint16_t port, uint32_t v)
{
	__asm__ volatile("outl %0, %1" : : "a"(v), "Nd"(port));
}

static inline uint8_t arch_in8(uint16_t port)
{
	uint8_t v;

	__asm__ volatile("inb %1, %0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline uint16_t arch_in16(uint16_t port)
{
	uint16_t v;

	__asm__ volatile("inw %1, %0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline uint32_t arch_in32(uint16_t port)
{
	uint32_t v;

	__asm__ volatile("inl %1, %0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline uint64_t arch_rdmsr(uint32_t msr)
{
	uint32_t lo, hi;

	__asm__ volatile("rdmsr" : "=a"(lo), "=d"(hi) : "c"(msr));
	return (uint64_t)hi << 32 | lo;
}

static inline void arch_wrmsr(uint32_t msr, uint64_t v)
{
	uint32_t lo = (uint32_t)v, hi = (uint32_t)(v >> 32);

	__asm__ volatile("wrmsr" : : "c"(msr), "a"(lo), "d"(hi) : "memory");
}

/*
 * The same for a register that may not exist; false: it faulted.  From glue_init_cpu on, which asks
 * arch_msr_fault about every general protection fault in the kernel.
 */
bool arch_rdmsr_safe(uint32_t msr, uint64_t *value);
bool arch_wrmsr_safe(uint32_t msr, uint64_t value);

/*
 * Before a WRMSR that does not wait for earlier stores: to the x2APIC, to the TSC deadline.  For
 * CPUs that have these.
 */
static inline void arch_wrmsr_fence(void)
{
	__asm__ volatile("mfence; lfence" : : : "memory");
}

/* Needs CPUID_1_EDX_TSC. */
static inline uint64_t arch_rdtsc(void)
{
	uint32_t lo, hi;

	__asm__ volatile("rdtsc" : "=a"(lo), "=d"(hi));
	return (uint64_t)hi << 32 | lo;
}

/* Stop this CPU for ever. */
__noreturn static inline void arch_halt(void)
{
	for (;;)
		__asm__ volatile("cli; hlt" : : : "memory");
}

struct arch_cpuid {
	uint32_t eax, ebx, ecx, edx;
};

/* Only where the CPU has CPUID (arch_cpuid_max is not 0). */
static inline struct arch_cpuid arch_cpuid(uint32_t leaf)
{
	struct arch_cpuid r;

	__asm__ volatile("cpuid"
			 : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx)
			 : "a"(leaf), "c"(0));
	return r;
}

/* Highest basic leaf; 0 on a CPU without CPUID.  Valid after arch_init_cpu. */
extern uint32_t arch_cpuid_max;

/* Leaf 1 EDX: CPUID_1_EDX_* of x86_regs.h; 0 without CPUID.  Valid after arch_init_cpu. */
extern uint32_t arch_features;

#endif
