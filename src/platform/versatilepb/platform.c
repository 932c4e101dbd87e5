/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.c - ARM's Versatile Platform Baseboard for the ARM926EJ-S. */
#include "platform.h"

#include "arch.h"
#include "arch_arm.h"
#include "bits.h"
#include "compiler.h"
#include "device_page.h"
#include "irq_pl190.h"
#include "print.h"
#include "timer_sp804.h"

#define PAGE		0x1000

/* Registers of the board, as words. */
#define BOARD		0x10000000
#define BOARD_LOCK	(0x20 / 4)
#define BOARD_UNLOCK	0xa05f
#define BOARD_RESET	(0x40 / 4)
#define BOARD_RESET_ALL	0x100

/* The system controller of the chip, as words. */
#define SYSTEM		0x101e0000
#define SYSTEM_CONTROL	(0x00 / 4)
#define SYSTEM_1_MHZ	0x002a8000	/* all four timers count at 1 MHz */

#define TIMERS		0x101e2000	/* the second pair is the users' */
#define TIMER_IRQ	4u

/*
 * Interrupts 0 to 31 are inputs of the chip's controller, 32 to 63 those of the board's second one,
 * whose output is input 31 of the first.  Inputs 21 to 30 go through it unchanged.
 */
#define IRQS		0x10140000
#define SECOND		0x10003000
#define SECOND_IRQ	31u
#define SECOND_FIRST	32u
#define SECOND_COUNT	21u
#define SECOND_PENDING	(0x00 / 4)
#define SECOND_ENABLE	(0x08 / 4)
#define SECOND_DISABLE	(0x0c / 4)
#define SECOND_THROUGH	(0x20 / 4)
#define SECOND_ALL	0xffffffffu
#define SECOND_21_30	0x7fe00000u

/* Semihosting: end with a status. */
#define SEMIHOSTING_EXIT	0x20
#define APPLICATION_EXIT	0x20026

static volatile uint32_t *board, *second;

__init void platform_init(void)
{
	volatile uint32_t *system = device_page_map(SYSTEM, PAGE);

	board = arch_map_device(BOARD, PAGE);	/* programs use its counters, LEDs, switches */
	second = device_page_map(SECOND, PAGE);
	second[SECOND_DISABLE] = SECOND_ALL;
	second[SECOND_THROUGH] = SECOND_21_30;
	irq_pl190_init(IRQS);
	system[SYSTEM_CONTROL] |= SYSTEM_1_MHZ;
	timer_sp804_init(TIMERS);
	kprintf("versatilepb: %u interrupts by PL190, timer SP804, clock 1000 kHz\n",
		platform_irq_count());
}

__init void platform_init_cpu(unsigned cpu)
{
	(void)cpu;
	irq_pl190_unmask(TIMER_IRQ);
	irq_pl190_unmask(SECOND_IRQ);
}

/* --- interrupts -------------------------------------------------------------------------- */

unsigned platform_irq_count(void)
{
	return SECOND_FIRST + SECOND_COUNT;
}

bool platform_irq_usable(unsigned irq)
{
	return irq < platform_irq_count() && irq != TIMER_IRQ && irq != SECOND_IRQ;
}

void platform_irq_mask(unsigned irq)
{
	if (irq < SECOND_FIRST)
		irq_pl190_mask(irq);
	else
		second[SECOND_DISABLE] = (uint32_t)BIT(irq - SECOND_FIRST);
}

void platform_irq_unmask(unsigned irq)
{
	if (irq < SECOND_FIRST)
		irq_pl190_unmask(irq);
	else
		second[SECOND_ENABLE] = (uint32_t)BIT(irq - SECOND_FIRST);
}

int platform_irq_next(word_t vector)
{
	unsigned irq = irq_pl190_pending();

	(void)vector;
	if (irq == IRQ_PL190_NONE)
		return PLATFORM_IRQ_NONE;
	if (irq == TIMER_IRQ)
		return timer_sp804_interrupt() ? PLATFORM_IRQ_TIMER : PLATFORM_IRQ_NONE;
	if (irq == SECOND_IRQ) {
		uint32_t pending = second[SECOND_PENDING] & (uint32_t)MASK(SECOND_COUNT);

		if (pending == 0)
			return PLATFORM_IRQ_NONE;
		irq = SECOND_FIRST + bit_ffs(pending);
	}
	platform_irq_mask(irq);
	return (int)irq;
}

/* --- time -------------------------------------------------------------------------------- */

uint64_t platform_timer_now(void)
{
	return timer_sp804_now();
}

void platform_timer_arm(uint64_t deadline)
{
	timer_sp804_arm(deadline);
}

/* --- processors -------------------------------------------------------------------------- */

/* As the board leaves the factory. */
__init void platform_cpu_frequency(unsigned cpu, word_t *internal_khz, word_t *external_khz)
{
	(void)cpu;
	*internal_khz = 210000;
	*external_khz = 70000;
}

/* --- end --------------------------------------------------------------------------------- */

void platform_reset(enum platform_reset_how how)
{
	static const word_t status[][2] = {
		[PLATFORM_POWER_OFF] = { APPLICATION_EXIT, 0 },
		[PLATFORM_FAIL] = { APPLICATION_EXIT, 1 },
	};

	arch_irq_off();
	if (how != PLATFORM_REBOOT) {
		arch_probe_semihosting(SEMIHOSTING_EXIT, status[how]);
	} else if (board != NULL) {
		board[BOARD_LOCK] = BOARD_UNLOCK;
		board[BOARD_RESET] = BOARD_RESET_ALL;
	}
	for (;;)
		arch_relax();
}
