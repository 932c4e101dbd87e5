/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * platform.h - CONTRACT: all that a board must supply: console, interrupt controller, timer, reset.
 *
 * Called with interrupts off unless stated otherwise.
 */
#ifndef PLATFORM_H
#define PLATFORM_H

#include "compiler.h"
#include "types.h"

/* --- start-up ---------------------------------------------------------------------------- */

/*
 * Make the console work.  The first C function called; paging may be off or provisional, and
 * boot_arg is whatever start.S passes (board's business; 0 if nothing).
 */
void platform_init_early(word_t boot_arg);

/* Find and reset interrupt controller and timer, all sources masked; paging is final. */
void platform_init(void);

/* The same for what each CPU has of its own.  Called on the CPU concerned. */
void platform_init_cpu(unsigned cpu);

struct platform_range {
	paddr_t first, last;
};

/*
 * Number i of the ranges that platform_init keeps for the kernel: registers with which a program
 * could stop it, addresses that show memory a second time; NULL behind the last.  Only for boards
 * with DEVICE_PAGES.
 */
const struct platform_range *platform_device_page(unsigned i);

/* --- console ----------------------------------------------------------------------------- */

/* Write one byte; waits a bounded time for the device, then drops the byte. */
void platform_putc(char c);

/* A byte that has arrived, or -1; never waits. */
int platform_getc(void);

/* The interrupt that announces bytes to platform_getc, or -1: there is none. */
int platform_console_irq(void);

/* --- interrupts -------------------------------------------------------------------------- */

#define PLATFORM_IRQ_NONE	(-1)	/* spurious, or handled inside the platform */
#define PLATFORM_IRQ_TIMER	(-2)	/* the kernel's own timer: sched_timer() */

/* Interrupt numbers available to user programs are 0 .. count-1 (X2:threadid.interrupt). */
unsigned platform_irq_count(void);

/* False for numbers that do not exist or that the kernel keeps for itself. */
bool platform_irq_usable(unsigned irq);

void platform_irq_mask(unsigned irq);
void platform_irq_unmask(unsigned irq);

/*
 * Which interrupt has been taken.  `vector` is what the CPU's entry code knows of it (a vector
 * number, lines of the CPU, or 0).  A user interrupt is returned masked and acknowledged at the
 * controller, so that others can be taken; platform_irq_unmask ends it.
 */
int platform_irq_next(word_t vector);

/* --- time -------------------------------------------------------------------------------- */

/* Microseconds since boot; never goes backwards on one CPU. */
uint64_t platform_timer_now(void);

/*
 * Raise PLATFORM_IRQ_TIMER on this CPU at `deadline` or at once if that is past; replaces the
 * previous deadline.  UINT64_MAX switches it off.  A deadline beyond the hardware's range may
 * fire early.
 */
void platform_timer_arm(uint64_t deadline);

/* Precision of platform_timer_now and platform_timer_arm in us, at least 1 (X2:kip.clockinfo). */
unsigned platform_timer_read_precision(void);
unsigned platform_timer_precision(void);

/* --- processors -------------------------------------------------------------------------- */

unsigned platform_cpu_count(void);

/* Core and bus frequency of this CPU in kHz for its processor descriptor; 0 if unknown. */
void platform_cpu_frequency(unsigned cpu, word_t *internal_khz, word_t *external_khz);

/* --- end --------------------------------------------------------------------------------- */

enum platform_reset_how {
	PLATFORM_REBOOT,	/* start again */
	PLATFORM_POWER_OFF,	/* switch off; in an emulator: end with success */
	PLATFORM_FAIL,		/* after a panic: in an emulator end with failure, else halt */
};

__noreturn void platform_reset(enum platform_reset_how how);

#endif
