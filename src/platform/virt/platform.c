/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.c - QEMU's board "virt" for ARM processors. */
#include "platform.h"

#include "arch.h"
#include "arch_arm.h"
#include "bits.h"
#include "compiler.h"
#include "irq_gic.h"
#include "print.h"
#include "timer_armgeneric.h"

#define GIC_DISTRIBUTOR	0x08000000
#define GIC_INTERFACE	0x08010000

/* Of 288 numbers: few interrupts keep the numbers of threads small (X2:protocols.initial). */
#define IRQ_MAX		224u

/* Power management of the firmware, which QEMU itself is. */
#define PSCI_OFF	0x84000008
#define PSCI_RESET	0x84000009

/* Semihosting: end with a status. */
#define SEMIHOSTING_EXIT	0x20
#define APPLICATION_EXIT	0x20026

__init void platform_init(void)
{
	irq_gic_init(GIC_DISTRIBUTOR, GIC_INTERFACE);
	timer_armgeneric_init(IS_ENABLED(CONFIG_USER_TIMER));
	irq_gic_set_edge(TIMER_ARMGENERIC_USER_IRQ);
	kprintf("virt: %u interrupts by GIC, timer of the CPU, clock %u kHz\n",
		platform_irq_count(), timer_armgeneric_khz());
}

__init void platform_init_cpu(unsigned cpu)
{
	(void)cpu;
	irq_gic_unmask(TIMER_ARMGENERIC_IRQ);
}

/* --- interrupts -------------------------------------------------------------------------- */

unsigned platform_irq_count(void)
{
	return MIN(irq_gic_count(), IRQ_MAX);
}

bool platform_irq_usable(unsigned irq)
{
	if (irq == TIMER_ARMGENERIC_USER_IRQ)
		return IS_ENABLED(CONFIG_USER_TIMER);
	return irq >= IRQ_GIC_SHARED && irq < platform_irq_count();
}

void platform_irq_mask(unsigned irq)
{
	irq_gic_mask(irq);
}

void platform_irq_unmask(unsigned irq)
{
	irq_gic_unmask(irq);
}

/* The timer goes on asking until it gets a new deadline or is switched off. */
int platform_irq_next(word_t vector)
{
	unsigned irq = irq_gic_take();

	(void)vector;
	if (irq == IRQ_GIC_NONE)
		return PLATFORM_IRQ_NONE;
	if (irq == TIMER_ARMGENERIC_IRQ) {
		timer_armgeneric_arm(UINT64_MAX);
		irq_gic_end(irq);
		return PLATFORM_IRQ_TIMER;
	}
	irq_gic_mask(irq);
	irq_gic_end(irq);
	return platform_irq_usable(irq) ? (int)irq : PLATFORM_IRQ_NONE;
}

/* --- time -------------------------------------------------------------------------------- */

uint64_t platform_timer_now(void)
{
	return timer_armgeneric_now();
}

void platform_timer_arm(uint64_t deadline)
{
	timer_armgeneric_arm(deadline);
}

/* --- processors -------------------------------------------------------------------------- */

/* Nobody knows the frequency of an emulated core. */
__init void platform_cpu_frequency(unsigned cpu, word_t *internal_khz, word_t *external_khz)
{
	(void)cpu;
	*internal_khz = timer_armgeneric_khz();
	*external_khz = timer_armgeneric_khz();
}

/* --- end --------------------------------------------------------------------------------- */

void platform_reset(enum platform_reset_how how)
{
	static const word_t failed[2] = { APPLICATION_EXIT, 1 };
	word_t function = how == PLATFORM_REBOOT ? PSCI_RESET : PSCI_OFF;

	arch_irq_off();
	if (how == PLATFORM_FAIL) {
		arch_probe_semihosting(SEMIHOSTING_EXIT, failed);
	} else {
		arch_probe_firmware(function);	/* on a CPU with Hyp mode */
		arch_probe_hypervisor(function);
	}
	for (;;)
		arch_relax();
}
