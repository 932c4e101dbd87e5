/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - find out what the CPU can do and switch on what the kernel uses. */
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "desc.h"
#include "ia32_private.h"
#include "mmu.h"
#include "print.h"
#include "string.h"
#include "x86_model.h"

uint32_t arch_cpuid_max;
uint32_t arch_features;
uint32_t arch_fpu_fxsave;

static uint32_t features7;	/* leaf 7 EBX */

static const struct {
	uint32_t bit;
	char name[5];
} feature_names[] = {
	{ CPUID_1_EDX_FPU, "fpu" }, { CPUID_1_EDX_PSE, "pse" },	  { CPUID_1_EDX_TSC, "tsc" },
	{ CPUID_1_EDX_MSR, "msr" }, { CPUID_1_EDX_APIC, "apic" }, { CPUID_1_EDX_SEP, "sep" },
	{ CPUID_1_EDX_PGE, "pge" }, { CPUID_1_EDX_FXSR, "fxsr" }, { CPUID_1_EDX_SSE, "sse" },
};

/* A CPU has CPUID if software can change EFLAGS.ID. */
static __init bool has_cpuid(void)
{
	word_t was, now;

	__asm__ volatile("pushfl; popl %0; movl %0, %1; xorl %2, %0; pushl %0; popfl;"
			 "pushfl; popl %0; pushl %1; popfl"
			 : "=&r"(now), "=&r"(was) : "i"(EFLAGS_ID) : "cc");
	return ((now ^ was) & EFLAGS_ID) != 0;
}

static __init void read_features(void)
{
	if (!has_cpuid())
		return;
	arch_cpuid_max = arch_cpuid(0).eax;
	if (arch_cpuid_max >= 1)
		arch_features = arch_cpuid(1).edx;
	if (arch_cpuid_max >= 7)
		features7 = arch_cpuid(7).ebx;
}

static __init void print_features(unsigned cpu)
{
	char vendor[13] = "unknown";
	uint32_t signature = 0;

	if (arch_cpuid_max >= 1) {
		struct arch_cpuid id = arch_cpuid(0);

		memcpy(vendor, &id.ebx, 4);
		memcpy(vendor + 4, &id.edx, 4);
		memcpy(vendor + 8, &id.ecx, 4);
		vendor[12] = '\0';
		signature = arch_cpuid(1).eax;
	}
	kprintf("cpu%u: %s %x:", cpu, vendor, (unsigned)signature);
	for (unsigned i = 0; i < ARRAY_SIZE(feature_names); i++)
		if ((arch_features & feature_names[i].bit) != 0)
			kprintf(" %s", feature_names[i].name);
	kprintf("%s%s\n", (features7 & CPUID_7_EBX_SMEP) != 0 ? " smep" : "",
		(features7 & CPUID_7_EBX_SMAP) != 0 ? " smap" : "");
}

bool arch_has_pat(void)
{
	return (arch_features & CPUID_1_EDX_PAT) != 0;
}

/* Write back, write through, UC-, uncacheable; write combining, through, UC-, write protected. */
#define PAT_VALUE	0x0507040100070406ull

/* Entries 0 to 3 are as after reset, so no mapping in use changes. */
static __init void init_pat(void)
{
	if (arch_has_pat())
		arch_wrmsr(MSR_PAT, PAT_VALUE);
}

/* In msr.S: the instructions that may fault, and where to go on then. */
extern char arch_msr_read[], arch_msr_write[], arch_msr_failed[];

bool arch_msr_fault(struct arch_frame *f)
{
	if (f->eip != (word_t)arch_msr_read && f->eip != (word_t)arch_msr_write)
		return false;
	f->eip = (word_t)arch_msr_failed;
	return true;
}

bool arch_has_fpu(void)
{
	word_t cr0;

	__asm__ volatile("movl %%cr0, %0" : "=r"(cr0));
	return (cr0 & CR0_EM) == 0;
}

/* True if there is an FPU; one without CPUID is found by whether FNINIT does something. */
static __init bool probe_fpu(void)
{
	volatile uint16_t status = 0x5a5a;

	if (arch_features != 0)
		return (arch_features & CPUID_1_EDX_FPU) != 0;
	__asm__ volatile("fninit; fnstsw %0" : "+m"(status));
	return status == 0;
}

static __init void init_fpu(void)
{
	word_t cr0;

	arch_fpu_enable();
	if ((arch_features & CPUID_1_EDX_FXSR) != 0) {
		arch_fpu_fxsave = 1;
		arch_cr4_set((arch_features & CPUID_1_EDX_SSE) != 0 ?
			     CR4_OSFXSR | CR4_OSXMMEXCPT : CR4_OSFXSR);
	}
	if (!probe_fpu()) {
		__asm__ volatile("movl %%cr0, %0" : "=r"(cr0));
		__asm__ volatile("movl %0, %%cr0" : : "r"((cr0 & ~(word_t)CR0_MP) | CR0_EM));
	}
	arch_fpu_disable();
}

__init void arch_init_cpu(unsigned cpu)
{
	read_features();
	arch_desc_init(cpu);
	arch_mmu_init();
	init_fpu();
	init_pat();
	arch_machine_init();
	if ((features7 & CPUID_7_EBX_SMEP) != 0)
		arch_cr4_set(CR4_SMEP);
	if ((features7 & CPUID_7_EBX_SMAP) != 0)
		arch_cr4_set(CR4_SMAP);
	print_features(cpu);
}
