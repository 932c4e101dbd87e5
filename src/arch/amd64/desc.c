/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.c - GDT, IDT, TSS, syscall; the segment register GS. */
#include "desc.h"

#include "amd64_private.h"
#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"

#define TSS_BYTES	(sizeof(struct tss_state) + 65536 / 8 + 1)

/* Descriptors whose bases and limits count for nothing; the accessed bit is set. */
#define SEG_KCODE	0x00af9b000000ffffu
#define SEG_KDATA	0x00cf93000000ffffu
#define SEG_UCODE	0x00affb000000ffffu
#define SEG_UDATA	0x00cff3000000ffffu

#define GATE_INTERRUPT	0x8eu			/* entered with interrupts off */
#define TSS_AVAILABLE	0x89u

/* Flags the kernel wants clear on entry: all that a user can set and that mean something there. */
#define SYSCALL_MASK	(EFLAGS_TF | EFLAGS_IF | EFLAGS_DF | EFLAGS_IOPL | EFLAGS_NT | EFLAGS_AC)

struct table_register {
	uint16_t limit;
	uint64_t base;
} __attribute__((packed));

struct gate {
	uint16_t offset0, selector;
	uint8_t ist, type;
	uint16_t offset1;
	uint32_t offset2, reserved;
};

_Static_assert(sizeof(struct gate) == 16, "fixed by the CPU");
_Static_assert(offsetof(struct arch_tss, io.end) == TSS_BYTES - 1, "no padding before");
_Static_assert(AMD64_KDS == AMD64_KCS + 8, "order of syscall");
_Static_assert(AMD64_UDS == AMD64_SYSRET + 8 && AMD64_UCS == AMD64_SYSRET + 16, "order of sysret");

struct arch_tss arch_tss[AMD64_CPUS];
static struct gate idt[256] __aligned(16);

extern uint64_t arch_gdt[];
uint64_t arch_gdt[AMD64_GDT_BYTES / 8] = {
	[AMD64_KCS / 8] = SEG_KCODE,
	[AMD64_KDS / 8] = SEG_KDATA,
	[AMD64_UDS / 8] = SEG_UDATA,
	[AMD64_UCS / 8] = SEG_UCODE,
};

extern const struct table_register arch_gdtr;
const struct table_register arch_gdtr = { sizeof(arch_gdt) - 1, (uint64_t)arch_gdt };
static const struct table_register idtr = { sizeof(idt) - 1, (uint64_t)idt };

__init void arch_idt_set(unsigned vector, void (*handler)(void), unsigned dpl, unsigned ist)
{
	uint64_t at = (uint64_t)handler;

	ASSERT(vector < ARRAY_SIZE(idt));
	idt[vector] = (struct gate){
		.offset0 = (uint16_t)at, .selector = AMD64_KCS, .ist = (uint8_t)ist,
		.type = (uint8_t)(GATE_INTERRUPT | dpl << 5),
		.offset1 = (uint16_t)(at >> 16), .offset2 = (uint32_t)(at >> 32),
	};
}

__init void arch_desc_init(unsigned cpu)
{
	struct arch_tss *t = &arch_tss[cpu];
	uint64_t base = (uint64_t)t, limit = TSS_BYTES - 1;

	t->hw.rsp0 = (uint64_t)arch_stack_top;
	for (unsigned i = 0; i < AMD64_ISTS; i++)
		t->hw.ist[i] = (uint64_t)arch_ist_stacks + (i + 1) * IST_STRIDE;
	t->hw.iomap = TSS_IO_NONE;
	t->io.end = 0xff;
	arch_gdt[AMD64_TSS / 8] = limit | (base & 0xffffff) << 16 | (uint64_t)TSS_AVAILABLE << 40 |
				  (base >> 24 & 0xff) << 56;
	arch_gdt[AMD64_TSS / 8 + 1] = base >> 32;
	__asm__ volatile("lldt %w0" : : "r"(0));
	__asm__ volatile("ltr %w0" : : "r"(AMD64_TSS));
	__asm__ volatile("lidt %0" : : "m"(idtr));
}

__init void arch_syscall_set(void (*entry)(void))
{
	arch_wrmsr(MSR_STAR, (uint64_t)AMD64_SYSRET << 48 | (uint64_t)AMD64_KCS << 32);
	arch_wrmsr(MSR_LSTAR, (uint64_t)entry);
	arch_wrmsr(MSR_FMASK, SYSCALL_MASK);
	arch_wrmsr(MSR_EFER, arch_rdmsr(MSR_EFER) | EFER_SCE);
	arch_wrmsr(MSR_SYSENTER_CS, 0);		/* sysenter faults, where it exists (Intel) */
}

/* The descriptor exists for just the moment in which it is loaded. */
void arch_gs_load(word_t base)
{
	uint64_t *d = &arch_gdt[AMD64_GS / 8];

	*(volatile uint64_t *)d = SEG_UDATA;
	__asm__ volatile("movl %0, %%gs" : : "r"(AMD64_GS) : "memory");
	*(volatile uint64_t *)d = 0;
	arch_wrmsr(MSR_GS_BASE, base);
}
