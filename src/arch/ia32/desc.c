/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.c - GDT, IDT, TSS; the tasks that report a double fault and an NMI. */
#include "desc.h"

#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "ia32_private.h"
#include "mmu.h"
#include "print.h"
#include "string.h"
#include "trap_print.h"

#define FLAT(type)	DESC_SEGMENT(0u, 0xfffffu, type, DESC_32BIT | DESC_PAGES)
#define TSS_BYTES	(sizeof(struct tss_state) + 65536 / 8 + 1)

struct table_register {
	uint16_t limit;
	uint32_t base;
} __attribute__((packed));

static uint64_t idt[256] __aligned(8);

/* What start.S makes the first entries of arch_gdt. */
extern const uint64_t arch_gdt_start[IA32_GDT_START_BYTES / 8];
const uint64_t arch_gdt_start[IA32_GDT_START_BYTES / 8] = {
	[IA32_KCS / 8] = FLAT(DESC_CODE),
	[IA32_KDS / 8] = FLAT(DESC_DATA),
	[IA32_UCS / 8] = FLAT(DESC_CODE | DESC_DPL(3)),
	[IA32_UDS / 8] = FLAT(DESC_DATA | DESC_DPL(3)),
};

extern const struct table_register arch_gdtr;
const struct table_register arch_gdtr = { sizeof(arch_gdt[0]) - 1, (uint32_t)arch_gdt[0] };
static const struct table_register idtr = { sizeof(idt) - 1, (uint32_t)idt };

_Static_assert(IA32_KDS == IA32_KCS + 8 && IA32_UCS == IA32_KCS + 16 + 3 &&
	       IA32_UDS == IA32_KCS + 24 + 3, "order of sysenter and sysexit");
_Static_assert(offsetof(struct arch_tss, io.end) == TSS_BYTES - 1, "no padding before");
_Static_assert(sizeof(struct arch_tss) == IA32_TSS_BYTES, "start.S makes room");

__init void arch_idt_set(unsigned vector, void (*handler)(void), unsigned dpl)
{
	ASSERT(vector < ARRAY_SIZE(idt) && vector != X86_DF && vector != X86_NMI);
	idt[vector] = DESC_GATE(IA32_KCS, (uint32_t)handler, DESC_INT_GATE | DESC_DPL(dpl));
}

void arch_gdt_set(unsigned selector, uint64_t descriptor)
{
	arch_gdt[0][selector / 8] = descriptor;
}

/* Entered as tasks of their own: the registers of what was interrupted are in its TSS. */
__noreturn __cold static void fatal(uint32_t vector)
{
	const struct tss_state *s = &arch_tss[0].hw;
	struct arch_frame f = {
		.edi = s->edi, .esi = s->esi, .ebp = s->ebp, .ebx = s->ebx,
		.edx = s->edx, .ecx = s->ecx, .eax = s->eax, .vector = vector,
		.eip = s->eip, .cs = s->cs, .eflags = s->eflags, .esp = s->esp, .ss = s->ss,
	};

	arch_frame_print(&f);
	panic("exception %u; kernel stack %p to %p", (unsigned)vector, (void *)arch_stack_bottom,
	      (void *)arch_stack_top);
}

__noreturn __cold static void double_fault(void)
{
	fatal(X86_DF);
}

__noreturn __cold static void nmi(void)
{
	fatal(X86_NMI);
}

/* They share a stack: nobody comes back, and a double fault while an NMI is reported may. */
#define TASK(function) { \
	.eip = (uint32_t)(function), .eflags = EFLAGS_ONE, \
	.esp = (uint32_t)arch_df_stack_top - 16, .cs = IA32_KCS, .ss = IA32_KDS, .ds = IA32_KDS, \
	.es = IA32_KDS, .iomap = TSS_IO_NONE }

static struct tss_state df_tss = TASK(double_fault), nmi_tss = TASK(nmi);

static __init void task_init(struct tss_state *t, unsigned selector, unsigned vector)
{
	t->cr3 = arch_kernel_root();
	arch_gdt_set(selector, DESC_SEGMENT((uint32_t)t, sizeof(*t) - 1, DESC_TSS, 0));
	idt[vector] = DESC_GATE(selector, 0, DESC_TASK_GATE);
}

__init void arch_desc_init(unsigned cpu)
{
	struct arch_tss *t = &arch_tss[cpu];

	t->hw.ss0 = IA32_KDS;
	t->hw.esp0 = (uint32_t)arch_stack_top;
	t->hw.iomap = TSS_IO_NONE;
	t->io.end = 0xff;
	arch_gdt_set(IA32_TSS, DESC_SEGMENT((uint32_t)t, TSS_BYTES - 1, DESC_TSS, 0));
	task_init(&df_tss, IA32_TSS_DF, X86_DF);
	task_init(&nmi_tss, IA32_TSS_NMI, X86_NMI);
	__asm__ volatile("lldt %w0" : : "r"(0));
	__asm__ volatile("ltr %w0" : : "r"(IA32_TSS));
	__asm__ volatile("lidt %0" : : "m"(idtr));
}

bool arch_has_sysenter(void)
{
	uint32_t signature;

	if ((arch_features & CPUID_1_EDX_SEP) == 0)
		return false;
	signature = arch_cpuid(1).eax & 0xfff;

	return signature < 0x600 || signature >= 0x633;	/* the Pentium Pro claims it falsely */
}

__init void arch_sysenter_set(word_t eip, word_t esp)
{
	arch_wrmsr(MSR_SYSENTER_CS, IA32_KCS);
	arch_wrmsr(MSR_SYSENTER_ESP, esp);
	arch_wrmsr(MSR_SYSENTER_EIP, eip);
}
