/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_lapic.c - the local APIC of each x86 CPU. */
#include "irq_lapic.h"

#include "arch.h"
#include "arch_x86.h"
#include "bits.h"
#include "compiler.h"
#include "device_page.h"

#define SVR_ENABLE		0x100u
#define LVT_EXTINT		0x700u
#define LVT_NMI			0x400u
#define ICR_SELF		0x40000u
#define ICR_ASSERT		0x4000u
#define VECTORS			256u

volatile uint32_t *irq_lapic_base;

static bool is_x2apic(void)
{
	return IS_ENABLED(CONFIG_IRQ_X2APIC) && irq_lapic_base == NULL;
}

__init uint32_t irq_lapic_read(unsigned reg)
{
	if (is_x2apic())
		return (uint32_t)arch_rdmsr(MSR_X2APIC + reg / 16);
	return irq_lapic_base[reg / 4];
}

void irq_lapic_write(unsigned reg, uint32_t v)
{
	if (is_x2apic()) {
		arch_wrmsr_fence();
		arch_wrmsr(MSR_X2APIC + reg / 16, v);
		return;
	}
	irq_lapic_base[reg / 4] = v;
}

/* A store here is an interrupt, of whichever kind it says; the registers are in the first page. */
#define MESSAGES	0xfee00000u
#define MESSAGES_BYTES	0x100000u

/*
 * Back from x2APIC to memory, which goes only by way of off.  Some CPUs fault, since their firmware
 * has forbidden it: then the local APIC is to pass on what the 8259s say, and no more.
 */
static __init bool leave_x2apic(uint64_t base)
{
	if (arch_wrmsr_safe(MSR_APIC_BASE, base))
		return true;
	arch_wrmsr(MSR_X2APIC + LAPIC_LVT_LINT0 / 16, LVT_EXTINT);
	return false;
}

/*
 * It becomes no x2APIC here: one CPU gains nothing by that, and firmware may have asked not to
 * (DMAR).  Before the P6 it cannot be moved or switched off.
 */
__init bool irq_lapic_init(void)
{
	uint64_t base = MESSAGES;

	if ((arch_features & CPUID_1_EDX_APIC) == 0)
		return false;
	device_page_keep(MESSAGES, MESSAGES_BYTES);
	if ((arch_cpuid(1).eax & CPUID_1_EAX_FAMILY) >= CPUID_1_EAX_P6) {
		base = arch_rdmsr(MSR_APIC_BASE);
		if ((base & MSR_APIC_BASE_X2APIC) != 0) {
			if (IS_ENABLED(CONFIG_IRQ_X2APIC))
				return true;
			base &= ~(uint64_t)(MSR_APIC_BASE_X2APIC | MSR_APIC_BASE_ENABLE);
			if (!leave_x2apic(base))
				return false;
		}
		arch_wrmsr(MSR_APIC_BASE, base | MSR_APIC_BASE_ENABLE);
	}
	irq_lapic_base = device_page_map((paddr_t)ALIGN_DOWN(base, PAGE_SIZE), PAGE_SIZE);
	return true;
}

static __init bool in_service(void)
{
	uint32_t any = 0;

	for (unsigned i = 0; i < VECTORS / 32; i++)
		any |= irq_lapic_read(LAPIC_ISR + 16 * i);
	return any != 0;
}

__init void irq_lapic_init_cpu(uint8_t vector, bool extint)
{
	irq_lapic_write(LAPIC_SVR, SVR_ENABLE | vector);
	irq_lapic_write(LAPIC_TPR, 0);
	irq_lapic_write(LAPIC_LVT_LINT0, extint ? LVT_EXTINT : LVT_EXTINT | LAPIC_LVT_MASKED);
	irq_lapic_write(LAPIC_LVT_LINT1, LVT_NMI);
	irq_lapic_write(LAPIC_LVT_ERROR, LAPIC_LVT_MASKED);
	irq_lapic_write(LAPIC_LVT_TIMER, LAPIC_LVT_MASKED);
	for (unsigned i = 0; i < VECTORS && in_service(); i++)
		irq_lapic_eoi();	/* what the firmware may have left there */
}

__init unsigned irq_lapic_id(void)
{
	uint32_t id = irq_lapic_read(LAPIC_ID);

	return is_x2apic() ? id : id >> 24;
}

void irq_lapic_self(uint8_t vector)
{
	if (is_x2apic())
		irq_lapic_write(LAPIC_SELF_IPI, vector);
	else
		irq_lapic_write(LAPIC_ICR_LOW, ICR_SELF | ICR_ASSERT | vector);
}
