/* SPDX-License-Identifier: BSD-2-Clause */
/* test_version.h - what the tests must know about ARMv7-A. */
#ifndef TEST_VERSION_H
#define TEST_VERSION_H

#include <pecan/machine.h>
#include <stdbool.h>

/* Rights that are controlled independently. */
#define ARCH_PAGE_RIGHTS 7

/* May words and halfwords be at any address? */
#define ARCH_UNALIGNED_WORDS true

/* Interrupt that arch_irq_raise_in() makes happen. */
#define ARCH_IRQ PECAN_TIMER_IRQ

/* A register of the CPU that user code may write (TPIDRURW). */
static inline unsigned long arch_scratch(unsigned long value)
{
	unsigned long old;

	__asm__ volatile("mrc p15, 0, %0, c13, c0, 2; mcr p15, 0, %1, c13, c0, 2"
			 : "=&r"(old) : "r"(value));
	return old;
}

#endif
