/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.c - MIPS Malta: a PC's ISA devices behind a PCI bridge, the timer of the CPU. */
#include "platform.h"

#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "irq_i8259.h"
#include "malta.h"
#include "platform_io.h"
#include "print.h"
#include "semihosting.h"
#include "timer_cp0.h"
#include "uart_ns16550.h"

/* Pending interrupts as the CPU's entry code tells them: bits of Cause. */
#define PENDING(ip)	BIT(8 + (ip))

/* The first argument in place of a number: the emulator offers semihosting. */
#define SEMIHOSTING	WORD_MAX

static bool have_semihosting;

/* --- start-up ---------------------------------------------------------------------------- */

/* boot_arg is the first argument of the firmware, which the boot program passes on. */
__init void platform_init_early(word_t boot_arg)
{
	have_semihosting = boot_arg == SEMIHOSTING;
	uart_ns16550_init(UART_NS16550_COM1);
}

__init void platform_init(void)
{
	timer_cp0_init();
	irq_i8259_init(0);
	kprintf("malta: %u interrupts by 8259, timer and clock %u kHz\n", IRQ_I8259_COUNT,
		timer_cp0_khz());
}

__init void platform_init_cpu(unsigned cpu)
{
	ASSERT(cpu == 0);
	(void)cpu;		/* the boot CPU is set up by platform_init */
}

/*
 * Memory is seen again that has its place at 0 or from 0x90000000 on: all of it from 0x80000000 on,
 * and from 0x20000000 on what lies behind the first 512 MiB.  No descriptor of a loader says so.
 */
__init const struct platform_range *platform_device_page(unsigned i)
{
	static const struct platform_range images = { 0x20000000, 0x8fffffff };

	return i == 0 ? &images : NULL;
}

/* --- interrupts -------------------------------------------------------------------------- */

unsigned platform_irq_count(void)
{
	return IRQ_I8259_COUNT;
}

bool platform_irq_usable(unsigned irq)
{
	return irq < IRQ_I8259_COUNT && irq != IRQ_I8259_CASCADE;
}

void platform_irq_mask(unsigned irq)
{
	irq_i8259_mask(irq);
}

void platform_irq_unmask(unsigned irq)
{
	irq_i8259_unmask(irq);
}

int platform_irq_next(word_t pending)
{
	int irq;

	if ((pending & PENDING(MALTA_IP_TIMER)) != 0)
		return timer_cp0_expired() ? PLATFORM_IRQ_TIMER : PLATFORM_IRQ_NONE;
	if ((pending & PENDING(MALTA_IP_I8259)) == 0)
		return PLATFORM_IRQ_NONE;
	irq = irq_i8259_poll();
	return irq >= 0 ? irq : PLATFORM_IRQ_NONE;
}

/* --- time -------------------------------------------------------------------------------- */

uint64_t platform_timer_now(void)
{
	return timer_cp0_now();
}

void platform_timer_arm(uint64_t deadline)
{
	timer_cp0_arm(deadline);
}

/* --- processors -------------------------------------------------------------------------- */

/* The counter runs at half the speed of the core. */
__init void platform_cpu_frequency(unsigned cpu, word_t *internal_khz, word_t *external_khz)
{
	(void)cpu;
	*internal_khz = 2 * (word_t)timer_cp0_khz();
	*external_khz = timer_cp0_khz();
}

/* --- end --------------------------------------------------------------------------------- */

/* The board cannot switch itself off: without an emulator it waits for somebody to do it. */
void platform_reset(enum platform_reset_how how)
{
	arch_irq_off();
	if (have_semihosting && how != PLATFORM_REBOOT)
		semihosting_exit(how == PLATFORM_FAIL);
	if (how == PLATFORM_REBOOT)
		*(volatile uint32_t *)MALTA_RESET = MALTA_RESET_NOW;
	for (;;)
		arch_relax();
}
