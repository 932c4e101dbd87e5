/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - find out what the CPU can do and switch on what the kernel uses. */
#include "amd64_private.h"
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "desc.h"
#include "mmu.h"
#include "print.h"
#include "string.h"
#include "x86_model.h"

uint32_t arch_cpuid_max;
paddr_t arch_paddr_max;
uint32_t arch_features;
pte_t arch_pte_nx;
bool arch_pte_huge;
word_t arch_asid_mask;

/* Write back, write through, UC-, uncacheable, write combining, write protected, twice UC-. */
#define PAT_VALUE	0x0707050100070406u

/* Features that are printed, and those that are used. */
enum leaf { LEAF_1C, LEAF_7B, LEAF_7C, LEAF_EXT };

static const struct {
	enum leaf leaf;
	uint32_t bit;
	char name[8];
	word_t cr4;
} features[] = {
	{ LEAF_EXT, CPUID_EXT_EDX_NX, "nx", 0 },
	{ LEAF_EXT, CPUID_EXT_EDX_HUGE, "1gb", 0 },
	{ LEAF_7B, CPUID_7_EBX_SMEP, "smep", CR4_SMEP },
	{ LEAF_7B, CPUID_7_EBX_SMAP, "smap", CR4_SMAP },
	{ LEAF_7C, CPUID_7_ECX_UMIP, "umip", CR4_UMIP },
	{ LEAF_1C, CPUID_1_ECX_PCID, "pcid", 0 },
	{ LEAF_7B, CPUID_7_EBX_INVPCID, "invpcid", 0 },
};

static uint32_t leaf[4];

static __init void read_features(void)
{
	arch_cpuid_max = arch_cpuid(0).eax;
	arch_features = arch_cpuid(1).edx;
	leaf[LEAF_1C] = arch_cpuid(1).ecx;
	leaf[LEAF_EXT] = arch_cpuid(CPUID_EXT).edx;
	if (arch_cpuid_max >= 7) {
		leaf[LEAF_7B] = arch_cpuid(7).ebx;
		leaf[LEAF_7C] = arch_cpuid(7).ecx;
	}
	arch_paddr_max = MASK(arch_cpuid(0x80000000).eax >= CPUID_ADDRESSES
			      ? arch_cpuid(CPUID_ADDRESSES).eax & 0xff : 36);
	arch_pte_nx = (leaf[LEAF_EXT] & CPUID_EXT_EDX_NX) != 0 ? PTE_NX : 0;
	arch_pte_huge = (leaf[LEAF_EXT] & CPUID_EXT_EDX_HUGE) != 0;
}

static __init void print_features(unsigned cpu)
{
	struct arch_cpuid id = arch_cpuid(0);
	char vendor[13];

	memcpy(vendor, &id.ebx, 4);
	memcpy(vendor + 4, &id.edx, 4);
	memcpy(vendor + 8, &id.ecx, 4);
	vendor[12] = '\0';
	kprintf("cpu%u: %s %x:", cpu, vendor, (unsigned)arch_cpuid(1).eax);
	for (unsigned i = 0; i < ARRAY_SIZE(features); i++)
		if ((leaf[features[i].leaf] & features[i].bit) != 0)
			kprintf(" %s", features[i].name);
	kprintf("\n");
}

/*
 * PCIDs without invpcid would need a detour for every page of another space: not used; nor where
 * the kernel's windows, which are global, would not change at once.
 */
static __init void init_pcid(void)
{
	word_t cr3;

	if ((leaf[LEAF_1C] & CPUID_1_ECX_PCID) == 0 || (leaf[LEAF_7B] & CPUID_7_EBX_INVPCID) == 0 ||
	    x86_invlpg_leaves_global(arch_cpuid(1).eax))
		return;
	__asm__ volatile("movq %%cr3, %0" : "=r"(cr3));
	__asm__ volatile("movq %0, %%cr3" : : "r"(cr3 & ~(word_t)CR3_PCID) : "memory");
	arch_cr4_set(CR4_PCIDE);
	arch_asid_mask = CR3_PCID | CR3_KEEP;
}

/* In msr.S: the instructions that may fault, and where to go on then. */
extern char arch_msr_read[], arch_msr_write[], arch_msr_failed[];

bool arch_msr_fault(struct arch_frame *f)
{
	if (f->rip != (word_t)arch_msr_read && f->rip != (word_t)arch_msr_write)
		return false;
	f->rip = (word_t)arch_msr_failed;
	return true;
}

static __init void init_fpu(void)
{
	arch_cr4_set(CR4_OSFXSR | CR4_OSXMMEXCPT);
	arch_fpu_disable();
}

__init void arch_init_cpu(unsigned cpu)
{
	read_features();
	arch_wrmsr(MSR_PAT, PAT_VALUE);
	arch_desc_init(cpu);
	arch_mmu_init();
	init_pcid();
	init_fpu();
	arch_machine_init();
	for (unsigned i = 0; i < ARRAY_SIZE(features); i++)
		if (features[i].cr4 != 0 && (leaf[features[i].leaf] & features[i].bit) != 0)
			arch_cr4_set(features[i].cr4);
	print_features(cpu);
}
