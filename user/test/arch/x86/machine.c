/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - a PC as the tests need it: interrupts to order, code, power off. */

#include "test_arch.h"

#include <l4/schedule.h>

/* PIT channel 0, mode 0: one interrupt when the count reaches 0. */
#define PIT_HZ 1193182u
#define PIT_CHANNEL0 0x40
#define PIT_CONTROL 0x43

void arch_irq_raise_in(unsigned us)
{
	unsigned count = (unsigned)((uint64_t)us * PIT_HZ / 1000000);

	if (count < 2)
		count = 2;
	if (count > 0xffff)
		count = 0xffff;
	outb(PIT_CONTROL, 0x30);
	outb(PIT_CHANNEL0, (uint8_t)count);
	outb(PIT_CHANNEL0, (uint8_t)(count >> 8));
}

/* Each interrupt is an edge of its line. */
void arch_irq_silence(void)
{
}

/* mov $n, %eax; ret */
void arch_write_number(L4_Word_t address, unsigned n)
{
	volatile uint8_t *code = (volatile uint8_t *)address;

	code[0] = 0xb8;
	for (unsigned i = 0; i < 4; i++)
		code[1 + i] = (uint8_t)(n >> 8 * i);
	code[5] = 0xc3;
}

/* The CPU sees to it itself. */
void arch_code_written(unsigned way, L4_Word_t address)
{
	(void)way;
	(void)address;
}

/* Where EFLAGS.ID cannot be changed there is no CPUID. */
uint32_t x86_features(void)
{
	uint32_t a = 1, b, c = 0, d;
	L4_Word_t flags, toggled;

	if (sizeof(L4_Word_t) == 4) {
		__asm__ volatile("pushf; pop %0; mov %0, %1; xor $0x200000, %1; push %1; popf;"
				 "pushf; pop %1; push %0; popf"
				 : "=&r"(flags), "=&r"(toggled)
				 :
				 : "cc");
		if (flags == toggled)
			return 0;
	}
	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return d;
}

/* ACPI S5 on QEMU's PC; if there is no such port, reset. */
void arch_power_off(void)
{
	outw(0x604, 0x2000);
	outb(0xcf9, 6);
	for (;;)
		L4_Yield();
}
