/* SPDX-License-Identifier: BSD-2-Clause */
/* test_version.h - what the tests must know about ARMv5. */
#ifndef TEST_VERSION_H
#define TEST_VERSION_H

#include <pecan/machine.h>
#include <stdbool.h>

/* Rights that are controlled independently: what can be read can be executed. */
#define ARCH_PAGE_RIGHTS 6

/* May words and halfwords be at any address? */
#define ARCH_UNALIGNED_WORDS false

/* Interrupt that arch_irq_raise_in() makes happen. */
#define ARCH_IRQ PECAN_TIMER_IRQ

/* There is no register of the CPU that user code may write. */
static inline unsigned long arch_scratch(unsigned long value)
{
	(void)value;
	return 0;
}

#endif
